import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { resolveSpec, shippedSpecs } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { historyFromHar } from '../../spec/har.ts';
import { loadFile } from '../../spec/load.ts';
import type { RunResult } from '../../spec/run.ts';
import { experiments } from '../../suites/experiments/index.ts';
import { rules } from '../../suites/rules/index.ts';
import { conclude } from '../../suites/suite-run.ts';
import { runEmbedded } from '../embedded-run.ts';
import { type LedgerRow, makeLedger } from '../ledger.ts';
import { LiveLine, print, printJson } from '../output.ts';
import { tool } from '../tool.ts';

interface Args {
  from: string[];
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  command: 'ledger',
  describe:
    'Every statement of the shipped documents: its rules, their last outcome, or why it cannot be observed',
  builder: (yargs) =>
    yargs
      .option('from', {
        type: 'string',
        array: true,
        default: [],
        describe: 'Stored histories (HAR) to take outcomes from; default: a run on the embedded mocks',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 ledger', 'run all documents on their mocks and show the coverage'),
  handler: async ({ from, json }) => {
    const runs = from.length > 0 ? from.map(judgeStored) : await runAll();
    const ledger = makeLedger(runs);
    if (json) {
      printJson({ statements: ledger, summary: summaryOf(ledger) });
      return;
    }
    for (const row of ledger) {
      const told =
        row.state === 'checked'
          ? row.rules.map((rule) => `${rule} (${row.outcomes[rule] ?? 'not run'})`).join(', ')
          : (row.reason ?? 'planned');
      print(`${row.id.padEnd(6)} ${row.state.padEnd(9)} ${row.text}\n${' '.repeat(17)}${told}`);
    }
    const { checked, planned, excluded } = summaryOf(ledger);
    print(`\n${ledger.length} statements: ${checked} checked, ${planned} planned, ${excluded} excluded`);
  },
};

function summaryOf(ledger: readonly LedgerRow[]) {
  const count = (state: LedgerRow['state']) => ledger.filter((row) => row.state === state).length;
  return { checked: count('checked'), planned: count('planned'), excluded: count('excluded') };
}

async function runAll(): Promise<readonly RunResult[]> {
  const line = new LiveLine();
  const runs: RunResult[] = [];
  for (const name of shippedSpecs()) {
    line.update(`running ${name}`);
    runs.push(await runEmbedded({ model: loadFile(resolveSpec(name)), rules, experiments, strict: false }));
  }
  line.clear();
  return runs;
}

function judgeStored(file: string): RunResult {
  let text: string;
  try {
    text = readFileSync(join(file), 'utf8');
  } catch {
    throw new UsageError(`${file}: cannot be read`);
  }
  const history = historyFromHar(text, file);
  return conclude(loadFile(resolveSpec(history.spec.name)), history, [], {
    rules,
    strict: false,
    embedded: false,
    tool,
    durationMs: 0,
  });
}
