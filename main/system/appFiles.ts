import { z } from 'zod';
import { ContactBook, EMPTY_BOOK } from '../contacts/contactBook.ts';
import { IdentityFile } from '../identity/identityStore.ts';
import { MissedCallsFile } from '../ringing/missedCalls.ts';
import { openFirstFiles, type FirstFiles } from './firstFiles.ts';
import { InstallationFile } from './installationSecret.ts';
import { JsonFile } from './jsonFile.ts';
import type { Log } from './log.ts';
import { RecentCallsFile } from './recentCallsStore.ts';

// What came with later versions has a default, so that older files are good.
const EmbeddedServerFile = z.strictObject({
  port: z.int().min(0).max(65_535),
  open: z.boolean().default(false),
});

/** All that the app keeps between two runs. */
export interface AppFiles extends FirstFiles {
  readonly recentCalls: JsonFile<typeof RecentCallsFile>;
  readonly installation: JsonFile<z.ZodNullable<typeof InstallationFile>>;
  /** Port 0: none yet; `open`: to the local network, so that contacts find it. */
  readonly embeddedServer: JsonFile<typeof EmbeddedServerFile>;
  readonly identity: JsonFile<z.ZodNullable<typeof IdentityFile>>;
  readonly contacts: JsonFile<typeof ContactBook>;
  readonly missedCalls: JsonFile<typeof MissedCallsFile>;
}

/** @param first - those that have been opened before. */
export function openAppFiles(
  dir: string,
  log: Log,
  first: FirstFiles = openFirstFiles(dir, log),
): AppFiles {
  const open = <Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    fallback: () => z.output<Schema>,
  ): JsonFile<Schema> => new JsonFile({ dir, name, schema, fallback, now: Date.now, log });
  return {
    ...first,
    recentCalls: open('recent-calls', RecentCallsFile, () => ({ calls: [] })),
    installation: open('installation', InstallationFile.nullable(), () => null),
    embeddedServer: open('embedded-server', EmbeddedServerFile, () => ({ port: 0, open: false })),
    identity: open('identity', IdentityFile.nullable(), () => null),
    contacts: open('contacts', ContactBook, () => EMPTY_BOOK),
    missedCalls: open('missed-calls', MissedCallsFile, () => ({ calls: [] })),
  };
}
