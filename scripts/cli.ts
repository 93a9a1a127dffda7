import { enableCompileCache, getCompileCacheDir } from 'node:module';
import type { Argv, CommandModule } from 'yargs';
import { visible } from '../reports/text.ts';
import { UsageError } from '../spec/errors.ts';
import { summaries } from './commands/summaries.ts';
import { explainError } from './exit-codes.ts';
import { say } from './output.ts';
import { tool } from './tool.ts';

type Register = (cli: Argv) => Argv;

interface Loaded {
  readonly register: Register;
  readonly runPlain: ((args: readonly string[]) => Promise<void> | undefined) | undefined;
}

// Loaded on demand: `list` need not wait for what `test` needs.
const commands: Readonly<Record<keyof typeof summaries, () => Promise<Loaded>>> = {
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
    const called = isCommand(name) ? await commands[name]() : undefined;
    await (called?.runPlain?.(rest) ?? runByYargs(args, called));
  } catch (error) {
    const { code, message } = explainError(error);
    say(`authproof: ${visible(message)}`);
    if (process.env['AUTHPROOF_DEBUG'] !== undefined && error instanceof Error) say(error.stack ?? '');
    process.exitCode = code;
  }
}

function isCommand(name: string): name is keyof typeof commands {
  return Object.hasOwn(commands, name);
}

/** The command that is called; else all of them, by their summaries where none can be meant: help, misspellings. */
async function registersFor(
  args: readonly string[],
  called: Loaded | undefined,
): Promise<readonly Register[]> {
  if (called) return [called.register];
  const names = Object.keys(commands).filter(isCommand);
  if (names.some((name) => args.some((arg) => arg.includes(name))))
    return Promise.all(names.map(async (name) => (await commands[name]()).register));
  return names.map((name) => (cli) => cli.command({ ...summaries[name], handler: () => {} }));
}

async function runByYargs(args: readonly string[], called: Loaded | undefined): Promise<void> {
  const { default: yargs } = await import('yargs');
  const registers = await registersFor(args, called);
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
  await registers.reduce((cli, register) => register(cli), base).parseAsync();
}

// Hundreds of small TypeScript files: stripping their types anew would cost each process a second and more.
enableCompileCache();
process.env['NODE_COMPILE_CACHE'] ??= getCompileCacheDir() ?? '';
await main(process.argv.slice(2));
