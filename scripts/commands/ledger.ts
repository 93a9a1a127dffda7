import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { CommandModule } from 'yargs';
import { renderLedgerPage } from '../../reports/html/ledger.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { historyFromHar } from '../../spec/har.ts';
import { countRows, type LedgerRow } from '../../spec/ledger.ts';
import { loadFile } from '../../spec/load.ts';
import { conclude } from '../../suites/conclude.ts';
import type { PlannedOutcome } from '../../suites/plan.ts';
import { rules } from '../../suites/rules/index.ts';
import { refuseLeaks } from '../artifacts.ts';
import { allDocuments } from '../documents.ts';
import { makeLedger } from '../ledger.ts';
import { LiveLine, print, printJson, say } from '../output.ts';
import { runOnMocks } from '../run-on-mocks.ts';
import { tool } from '../tool.ts';
import { summaries } from './summaries.ts';

interface Args {
  from: string[];
  html: string | undefined;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.ledger,
  builder: (yargs) =>
    yargs
      .option('from', {
        type: 'string',
        requiresArg: true,
        array: true,
        default: [],
        describe:
          'Stored histories (HAR) to take outcomes from; default: a run on mocks of the shipped and the made-up documents',
      })
      .option('html', {
        type: 'string',
        requiresArg: true,
        describe: 'Write a page to this file that shows each statement beside the evidence',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 ledger --html ledger.html', 'run all documents on their mocks and show the coverage'),
  handler: async ({ from, html, json }) => {
    // Told now, not after the runs; what stands there stays until there is a new page.
    if (html !== undefined) writeText(html, '', 'a');
    const outcomes = from.length > 0 ? from.map(judgeStored) : await runAll();
    const runs = outcomes.map(({ run }) => run);
    const ledger = makeLedger(runs);
    const summary = { statements: countRows(ledger.statements), general: countRows(ledger.general) };
    if (html !== undefined) {
      const text = renderLedgerPage(ledger, runs);
      refuseLeaks(
        [{ fileName: html, text }],
        outcomes.flatMap(({ secretTexts }) => secretTexts),
      );
      writeText(html, text);
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
        `${counts.total} ${what}: ${counts.checked} checked, ${counts.unjudged} unjudged, ${counts.planned} planned, ${counts.excluded} excluded (${(100 * counts.excludedShare).toFixed(1)} %)`,
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

function writeText(file: string, text: string, flag: 'a' | 'w' = 'w'): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag });
  } catch (error) {
    throw new UsageError(
      `${file}: cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

async function runAll(): Promise<readonly PlannedOutcome[]> {
  const line = new LiveLine();
  const files = allDocuments();
  const outcomes = await runOnMocks(files, ({ plan, done, what }) =>
    line.update(`${basename(files[plan] ?? '', '.yaml')}  ${done}  ${what}`),
  );
  line.clear();
  return outcomes;
}

/** A stored history holds aliases only, so there is no secret left to look for. */
function judgeStored(file: string): PlannedOutcome {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file}: cannot be read`);
  }
  const history = historyFromHar(text, file);
  const run = conclude(loadFile(resolveSpec(history.spec.name)), history, [], {
    rules,
    strict: false,
    embedded: false,
    tool,
    durationMs: 0,
  });
  return { run, secretTexts: [] };
}
