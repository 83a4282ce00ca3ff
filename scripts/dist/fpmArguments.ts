export interface FpmArguments {
  /** The value of an option, named without its dashes. */
  readonly option: (name: string) => string | undefined;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly paths: readonly { readonly source: string; readonly destination: string }[];
}

/** Options without a value. */
const FLAGS = new Set(['--force', '-f', '--debug']);

/** @throws Error when a path is not of the form SOURCE=DESTINATION. */
export function parseFpmArguments(args: readonly string[]): FpmArguments {
  const options = new Map<string, string[]>();
  const paths: { source: string; destination: string }[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    if (FLAGS.has(argument)) continue;
    const equals = argument.lastIndexOf('=');
    if (!argument.startsWith('-')) {
      if (equals < 0) throw new Error(`fpm: no destination in ${argument}`);
      paths.push({ source: argument.slice(0, equals), destination: argument.slice(equals + 1) });
      continue;
    }
    const name = argument.replace(/^-+/, '');
    options.set(name, [...(options.get(name) ?? []), args[++i] ?? '']);
  }
  return {
    option: (name) => options.get(name)?.at(-1),
    depends: options.get('d') ?? [],
    recommends: options.get('deb-recommends') ?? [],
    paths,
  };
}
