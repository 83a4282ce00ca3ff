/** Largest WebSocket message in either direction, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 128 * 1024;
/** Largest `signal` payload, in bytes of UTF-8. */
export const MAX_PAYLOAD_BYTES = 64 * 1024;
/** Longest room name, in Unicode code points after normalisation. */
export const MAX_ROOM_NAME_LENGTH = 64;
/** Longest display name, in UTF-16 units. */
export const MAX_DISPLAY_NAME_LENGTH = 64;
/** Most members that a room can be configured for; meshes are sized far below it. */
export const MAX_ROOM_CAPACITY = 64;
/** Longest chat message, in UTF-16 units. */
export const MAX_CHAT_TEXT_LENGTH = 4_000;
/** Chat messages kept for late joiners, newest first. */
export const MAX_CHAT_HISTORY = 2_000;
/** Chat messages in one data-channel frame. */
export const MAX_CHAT_BATCH = 16;
/** Largest data-channel frame, in bytes of UTF-8: what every browser's SCTP takes. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** Most contacts that one session can list. */
export const MAX_WATCHED_CONTACTS = 512;
/** Largest question to somebody who does not list us, in bytes of UTF-8. */
export const MAX_ASK_BYTES = 1_024;
/** Largest note that comes with a ring, in bytes of UTF-8. */
export const MAX_RING_NOTE_BYTES = 2_048;
/** How long a ring waits for an answer, milliseconds. */
export const RING_TIMEOUT_MS = 45_000;
/** How long a device without a socket stays in its rings; then it is out of them. */
export const RING_GRACE_MS = 5_000;
