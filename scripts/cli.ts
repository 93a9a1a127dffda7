import { enableCompileCache, getCompileCacheDir } from 'node:module';
import yargs, { type Argv, type CommandModule } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { visible } from '../reports/text.ts';
import { UsageError } from '../spec/errors.ts';
import { explainError } from './exit-codes.ts';
import { say } from './output.ts';
import { tool } from './tool.ts';

type Register = (cli: Argv) => Argv;

// Loaded on demand: `list` need not wait for what `test` needs.
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  mock: () => register(import('./commands/mock.ts')),
  init: () => register(import('./commands/init.ts')),
  test: () => register(import('./commands/test.ts')),
  load: () => register(import('./commands/load.ts')),
  judge: () => register(import('./commands/judge.ts')),
  compare: () => register(import('./commands/compare.ts')),
  cleanup: () => register(import('./commands/cleanup.ts')),
  list: () => register(import('./commands/list.ts')),
  explain: () => register(import('./commands/explain.ts')),
  ledger: () => register(import('./commands/ledger.ts')),
  selftest: () => register(import('./commands/selftest.ts')),
  lint: () => register(import('./commands/lint.ts')),
};

async function register<Args>(
  module: Promise<{ readonly command: CommandModule<object, Args> }>,
): Promise<Register> {
  const { command } = await module;
  return (cli) => cli.command(command);
}

/** The command that is called, or all of them for help and misspellings. */
async function registersFor(args: readonly string[]): Promise<readonly Register[]> {
  const called = commands[args[0] ?? ''];
  return called === undefined ? Promise.all(Object.values(commands).map((load) => load())) : [await called()];
}

/** Runs the command line. Never throws: every error becomes one message and an exit code. */
export async function main(args: readonly string[]): Promise<void> {
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
  try {
    const cli = (await registersFor(args)).reduce((so, add) => add(so), base);
    await cli.parseAsync();
  } catch (error) {
    const { code, message } = explainError(error);
    say(`authproof: ${visible(message)}`);
    if (process.env['AUTHPROOF_DEBUG'] !== undefined && error instanceof Error) say(error.stack ?? '');
    process.exitCode = code;
  }
}

// Hundreds of small TypeScript files: stripping their types anew would cost each process a second and more.
enableCompileCache();
process.env['NODE_COMPILE_CACHE'] ??= getCompileCacheDir() ?? '';
await main(hideBin(process.argv));
