import { z } from 'zod';

/** Longer ones are shown and cannot be opened. */
const MAX_WEB_URL_LENGTH = 2_048;

/**
 * The address of a page for the system's browser, as `URL` writes it: `http` or `https` only, its
 * host in ASCII, and no name or password before it, which only disguise where it leads.
 */
export const WebUrl = z
  .string()
  .max(MAX_WEB_URL_LENGTH)
  .regex(/^https?:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?\/[!-~]*$/)
  .brand<'WebUrl'>();
export type WebUrl = z.infer<typeof WebUrl>;
