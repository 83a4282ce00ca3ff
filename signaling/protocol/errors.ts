import { z } from 'zod';

/** Why a request was refused. Clients act on the code; the message is for logs. */
export const ErrorCode = z.enum([
  'bad_message',
  'unsupported_protocol',
  'hello_required',
  'already_greeted',
  'rate_limited',
  'payload_too_large',
  'room_full',
  'not_in_room',
  'already_in_room',
  'member_taken',
  'unknown_member',
  /** The signature is not the key's, or not for this server and session. */
  'bad_proof',
  /** The server does not go by the name that was signed. */
  'wrong_server',
  'already_identified',
  'not_identified',
  /** Offline, stranger and blocked are one. */
  'unavailable',
  /** No such ring, or it is over. */
  'unknown_ring',
  /** The ring id was used before. */
  'ring_taken',
  'resume_failed',
  'server_full',
  'draining',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** WebSocket close codes of the protocol (RFC 6455, section 7.4.2: 4000 to 4999 are ours). */
export const CloseCode = {
  /** The server stops; come back after the `draining` message's delay. */
  goingAway: 1001,
  /** A binary frame: the protocol is text. */
  unsupportedData: 1003,
  /** A message above the size limit. */
  messageTooBig: 1009,
  /** More sockets than the server takes. */
  tryAgainLater: 1013,
  /** Too many malformed messages in a row. */
  protocolError: 4000,
  /** No valid `hello` in time. */
  helloTimeout: 4001,
  /** The client speaks another version. */
  unsupportedProtocol: 4002,
  /** The client kept sending far above its rate. */
  rateLimited: 4003,
  /** The client reads slower than it is written to. */
  slowConsumer: 4004,
  /** Another socket resumed this session, or took over its member. */
  replaced: 4005,
  /** No sign of life for the heartbeat time. */
  heartbeatTimeout: 4006,
  /** The queue for a dropped session ran over; say hello anew. */
  queueOverflow: 4007,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];
