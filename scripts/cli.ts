import { enableCompileCache, getCompileCacheDir } from 'node:module';
import type { Argv, CommandModule } from 'yargs';
import { visible } from '../reports/text.ts';
import { UsageError } from '../spec/errors.ts';
import { explainError } from './exit-codes.ts';
import { say } from './output.ts';
import { tool } from './tool.ts';

interface Loaded {
  readonly register: (cli: Argv) => Argv;
  readonly runPlain: ((args: readonly string[]) => Promise<void> | undefined) | undefined;
}

// Loaded on demand: `list` need not wait for what `test` needs.
const commands: Readonly<Record<string, () => Promise<Loaded>>> = {
  mock: () => loaded(import('./commands/mock.ts')),
  init: () => loaded(import('./commands/init.ts')),
  test: () => loaded(import('./commands/test.ts')),
  load: () => loaded(import('./commands/load.ts')),
  judge: () => loaded(import('./commands/judge.ts')),
  compare: () => loaded(import('./commands/compare.ts')),
  cleanup: () => loaded(import('./commands/cleanup.ts')),
  list: () => loaded(import('./commands/list.ts')),
  explain: () => loaded(import('./commands/explain.ts')),
  ledger: () => loaded(import('./commands/ledger.ts')),
  selftest: () => loaded(import('./commands/selftest.ts')),
  lint: () => loaded(import('./commands/lint.ts')),
};

async function loaded<Args>(
  module: Promise<{
    readonly command: CommandModule<object, Args>;
    readonly runPlain?: Loaded['runPlain'];
  }>,
): Promise<Loaded> {
  const { command, runPlain } = await module;
  return { register: (cli) => cli.command(command), runPlain };
}

/** Runs the command line. Never throws: every error becomes one message and an exit code. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const [name = '', ...rest] = args;
    const called = await (Object.hasOwn(commands, name) ? commands[name] : undefined)?.();
    await (called?.runPlain?.(rest) ?? runByYargs(args, called));
  } catch (error) {
    const { code, message } = explainError(error);
    say(`authproof: ${visible(message)}`);
    if (process.env['AUTHPROOF_DEBUG'] !== undefined && error instanceof Error) say(error.stack ?? '');
    process.exitCode = code;
  }
}

/** With the command that is called, or all of them for help and misspellings. */
async function runByYargs(args: readonly string[], called: Loaded | undefined): Promise<void> {
  const { default: yargs } = await import('yargs');
  const known = called ? [called] : await Promise.all(Object.values(commands).map((load) => load()));
  const base = yargs([...args])
    .scriptName('authproof')
    .usage('$0 <command>\n\nProves that an API’s authentication does what its documentation says.')
    .demandCommand(1, 'Name a command.')
    .strict()
    .recommendCommands()
    .version(tool.version)
    .alias('h', 'help')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .epilogue(
      'Exit codes: 0 conformant, 1 non-conformant, 2 usage or configuration, 3 target unreachable or harness error, 4 incomplete.',
    )
    .exitProcess(false)
    .fail((message, error) => {
      // Misuse that yargs finds while it parses comes as an error of its own.
      if (error !== undefined && error.name !== 'YError') throw error;
      throw new UsageError(`${error?.message ?? message} (see authproof --help)`);
    });
  await known.reduce((cli, { register }) => register(cli), base).parseAsync();
}

// Hundreds of small TypeScript files: stripping their types anew would cost each process a second and more.
enableCompileCache();
process.env['NODE_COMPILE_CACHE'] ??= getCompileCacheDir() ?? '';
await main(process.argv.slice(2));
