import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { explainCommand } from './commands/explain.ts';
import { judgeCommand } from './commands/judge.ts';
import { ledgerCommand } from './commands/ledger.ts';
import { lintCommand } from './commands/lint.ts';
import { listCommand } from './commands/list.ts';
import { loadCommand } from './commands/load.ts';
import { mockCommand } from './commands/mock.ts';
import { selftestCommand } from './commands/selftest.ts';
import { testCommand } from './commands/test.ts';
import { exitCodes, explainError } from './exit-codes.ts';
import { say } from './output.ts';
import { tool } from './tool.ts';

/** Runs the command line. Never throws: every error becomes one message and an exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const cli = yargs([...args])
    .scriptName('authproof')
    .usage('$0 <command>\n\nProves that an API’s authentication does what its documentation says.')
    .command(mockCommand)
    .command(testCommand)
    .command(loadCommand)
    .command(judgeCommand)
    .command(listCommand)
    .command(explainCommand)
    .command(ledgerCommand)
    .command(selftestCommand)
    .command(lintCommand)
    .demandCommand(1, 'Name a command.')
    .strict()
    .recommendCommands()
    .version(tool.version)
    .alias('h', 'help')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .epilogue('Exit codes: 0 conformant, 1 non-conformant, 2 usage or configuration, 3 target unreachable or harness error, 4 incomplete.')
    .exitProcess(false)
    .fail((message, error) => {
      if (error !== undefined && error !== null) throw error;
      say(`authproof: ${message} (see authproof --help)`);
      process.exitCode = exitCodes.usage;
    });
  try {
    await cli.parseAsync();
  } catch (error) {
    const { code, message } = explainError(error);
    say(`authproof: ${message}`);
    if (process.env['AUTHPROOF_DEBUG'] !== undefined && error instanceof Error) say(error.stack ?? '');
    process.exitCode = code;
  }
}

await main(hideBin(process.argv));
