import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CommandModule } from 'yargs';
import { renderLedgerPage } from '../../reports/html/ledger.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { historyFromHar } from '../../spec/har.ts';
import { countRows, type LedgerRow } from '../../spec/ledger.ts';
import { loadFile } from '../../spec/load.ts';
import type { RunResult } from '../../spec/run.ts';
import { experiments } from '../../suites/experiments/index.ts';
import { rules } from '../../suites/rules/index.ts';
import { conclude } from '../../suites/suite-run.ts';
import { allDocuments } from '../documents.ts';
import { runEmbedded } from '../embedded-run.ts';
import { makeLedger } from '../ledger.ts';
import { LiveLine, print, printJson, say } from '../output.ts';
import { tool } from '../tool.ts';

interface Args {
  from: string[];
  html: string | undefined;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  command: 'ledger',
  describe:
    'Every statement of the shipped documents and every general rule: who checks it, the last outcome, or why it cannot be observed',
  builder: (yargs) =>
    yargs
      .option('from', {
        type: 'string',
        array: true,
        default: [],
        describe:
          'Stored histories (HAR) to take outcomes from; default: a run on mocks of the shipped and the made-up documents',
      })
      .option('html', {
        type: 'string',
        describe: 'Write a page to this file that shows each statement beside the evidence',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 ledger --html ledger.html', 'run all documents on their mocks and show the coverage'),
  handler: async ({ from, html, json }) => {
    const runs = from.length > 0 ? from.map(judgeStored) : await runAll();
    const ledger = makeLedger(runs);
    const summary = { statements: countRows(ledger.statements), general: countRows(ledger.general) };
    if (html !== undefined) {
      writeText(html, renderLedgerPage(ledger, runs));
      say(`Page: ${html}`);
    }
    if (json) {
      printJson({ ...ledger, summary });
      return;
    }
    for (const row of [...ledger.statements, ...ledger.general]) print(tell(row));
    for (const [what, counts] of [
      ['statements', summary.statements],
      ['general rules', summary.general],
    ] as const)
      print(
        `${counts.total} ${what}: ${counts.checked} checked, ${counts.planned} planned, ${counts.excluded} excluded (${(100 * counts.excludedShare).toFixed(1)} %)`,
      );
  },
};

function tell(row: LedgerRow): string {
  const told = row.rules.map((rule) => {
    const outcomes = Object.entries(row.outcomes[rule] ?? {}).filter(
      ([, outcome]) => outcome !== 'not-applicable',
    );
    const only = outcomes.length === 1 ? outcomes[0]?.[1] : undefined;
    const all = outcomes.map(([name, outcome]) => `${name} ${outcome}`).join(', ');
    return `${rule} (${only ?? (all || 'not run')})`;
  });
  const indent = ' '.repeat(10);
  return `${row.state.padEnd(9)} ${row.id}  ${row.text}\n${indent}${row.reason ?? (told.join(`\n${indent}`) || 'planned')}\n`;
}

function writeText(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(
      `${file}: cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

async function runAll(): Promise<readonly RunResult[]> {
  const line = new LiveLine();
  const runs: RunResult[] = [];
  for (const name of allDocuments()) {
    line.update(`running ${basename(name)}`);
    runs.push(await runEmbedded({ model: loadFile(resolveSpec(name)), rules, experiments, strict: false }));
  }
  line.clear();
  return runs;
}

function judgeStored(file: string): RunResult {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
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
