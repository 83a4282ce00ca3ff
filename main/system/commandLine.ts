import { parseArgs } from 'node:util';
import { ServerUrl } from '../../preload/contract/settings.ts';
import { LINK_PREFIX } from './deepLinks.ts';

export interface CommandLine {
  /** Overrides the setting; from `--server=` or else `PARLEY_SERVER`. */
  readonly server: ServerUrl | null;
  /** Address for invite links; from `--lan-address=`. */
  readonly lanAddress: string | null;
  /** The first `parley:` link, unchecked. */
  readonly link: string | null;
  /** `--hidden`: to start in the tray, without a window. */
  readonly hidden: boolean;
  /** What was given and could not be used, by name. */
  readonly unusable: readonly string[];
}

/**
 * Reads what is ours of a command line that also holds Chromium's switches and the app's folder.
 *
 * @param args - without the executable.
 */
export function parseCommandLine(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      server: { type: 'string' },
      'lan-address': { type: 'string' },
      hidden: { type: 'boolean' },
    },
  });
  const unusable: string[] = [];
  const serverText = values.server ?? env['PARLEY_SERVER'] ?? '';
  const server = ServerUrl.safeParse(serverText);
  if (serverText !== '' && !server.success) unusable.push('server');
  const lanText = values['lan-address'];
  // It has to fit into the link's server URL.
  const isAddress = typeof lanText === 'string' && ServerUrl.safeParse(`ws://${lanText}`).success;
  if (lanText !== undefined && !isAddress) unusable.push('lan-address');
  return {
    server: server.success ? server.data : null,
    lanAddress: isAddress ? lanText : null,
    link: positionals.find((argument) => argument.toLowerCase().startsWith(LINK_PREFIX)) ?? null,
    hidden: values.hidden === true,
    unusable,
  };
}
