import type { z } from 'zod';
import {
  REQUESTS,
  type RequestChannel,
  type RequestOutput,
} from '../../preload/contract/channels.ts';

/** What a handler gets: the input as its schema has made it. */
type CheckedInput<Channel extends RequestChannel> = z.output<(typeof REQUESTS)[Channel]['input']>;

/** What a handler gives; nothing where the channel answers with nothing. */
type Answer<Channel extends RequestChannel> =
  undefined extends RequestOutput<Channel> ? void : RequestOutput<Channel>;

export type RequestHandlers = {
  readonly [Channel in RequestChannel]: (
    input: CheckedInput<Channel>,
    /** Id of the web contents that ask: the same kind of window may be open more than once. */
    sender: number,
  ) => Answer<Channel> | Promise<Answer<Channel>>;
};

/** Thrown to the page that asked; names neither values nor paths. */
export class Refusal extends Error {
  readonly channel: string;
  readonly part: 'sender' | 'input' | 'output';

  constructor(channel: string, part: 'sender' | 'input' | 'output') {
    super(`${part} refused`);
    this.name = 'Refusal';
    this.channel = channel;
    this.part = part;
  }
}

/**
 * Runs a request through its schemas: input, handler, output.
 *
 * The handler runs before this function first waits, so that what it reads belongs together.
 *
 * @throws Refusal when either does not match; whatever the handler throws.
 */
export async function runChecked<Channel extends RequestChannel>(
  channel: Channel,
  handler: RequestHandlers[Channel],
  input: unknown,
  sender: number,
): Promise<unknown> {
  const schemas: { readonly input: z.ZodType; readonly output: z.ZodType } = REQUESTS[channel];
  const parsed = schemas.input.safeParse(input);
  if (!parsed.success) throw new Refusal(channel, 'input');
  const output = await handler(parsed.data as CheckedInput<Channel>, sender);
  const checked = schemas.output.safeParse(output);
  if (!checked.success) throw new Refusal(channel, 'output');
  return checked.data;
}
