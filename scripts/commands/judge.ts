import { readFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { renderJson } from '../../reports/json.ts';
import { renderTerminal } from '../../reports/terminal.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { historyFromHar } from '../../spec/har.ts';
import { loadFile } from '../../spec/load.ts';
import { conclude } from '../../suites/conclude.ts';
import { experimentsFromHistory } from '../../suites/experiments-from-history.ts';
import { chooseRules } from '../../suites/plan.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { print, useColor } from '../output.ts';
import { tool } from '../tool.ts';
import { summaries } from './summaries.ts';

interface Args {
  file: string;
  spec: string | undefined;
  only: string[];
  skip: string[];
  strict: boolean;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.judge,
  builder: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'HAR file that a run wrote (--report har)',
      })
      .option('spec', {
        type: 'string',
        describe: 'Document to judge by, if it is not the shipped one of the same name',
      })
      .option('only', { type: 'string', array: true, default: [], describe: 'Only these rules' })
      .option('skip', { type: 'string', array: true, default: [], describe: 'All but these rules' })
      .option('strict', { type: 'boolean', default: false, describe: 'Warnings count as failures' })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 judge authproof-report/history.har', 'the verdicts that the same traffic gives now'),
  handler: ({ file, spec, only, skip, strict, json }) => {
    const history = historyFromHar(read(file), file);
    const model = loadFile(resolveSpec(spec ?? history.spec.name));
    const rules = chooseRules(only, skip);
    const run = conclude(model, history, experimentsFromHistory(history), {
      rules,
      strict,
      embedded: false,
      tool,
      durationMs: 0,
    });
    if (json) print(renderJson([{ run, model }]));
    else print(renderTerminal([{ run, model }], { color: useColor() }));
    process.exitCode = exitCodeOf(run);
  },
};

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`${file}: cannot be read (${code})`);
  }
}
