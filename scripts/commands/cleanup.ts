import type { CommandModule } from 'yargs';
import { line, plural } from '../../reports/text.ts';
import { resolveSpec } from '../../spec/catalogue.ts';
import { UsageError } from '../../spec/errors.ts';
import { loadFile } from '../../spec/load.ts';
import type { MadeSummary } from '../../spec/run.ts';
import { cleanUp } from '../../suites/clean-up.ts';
import { openJournal } from '../../suites/lab/journal.ts';
import type { TargetConfig } from '../../suites/target.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CredentialArgs, credentialOption, withGiven } from '../given-credentials.ts';
import { Interruption } from '../interruption.ts';
import {
  dropFinished,
  journalsIn,
  mendJournal,
  openEntries,
  type ReadJournal,
  readJournal,
} from '../journals.ts';
import { print, printJson } from '../output.ts';
import { resolveTarget, type TargetArgs, targetOptions } from '../target-options.ts';
import { summaries } from './summaries.ts';

interface Args extends TargetArgs, CredentialArgs {
  journal: string[] | undefined;
  out: string;
  spec: string | undefined;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.cleanup,
  builder: (yargs) =>
    targetOptions(yargs)
      .positional('journal', {
        type: 'string',
        array: true,
        describe: 'Journal of a run (made-….jsonl); default: those in --out',
      })
      .option('credential', credentialOption)
      .option('out', { type: 'string', default: 'authproof-report', describe: 'Folder of the reports' })
      .option('spec', {
        type: 'string',
        requiresArg: true,
        describe: 'Document, where it is not where the run found it',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 cleanup --config target.yaml', 'after Ctrl-C or a crash')
      .example(
        '$0 cleanup --target http://localhost:3000 --credential API_TOKEN',
        'the same by a document without x-auth-*',
      )
      .epilogue(
        'Exit codes: 0 nothing is left, 4 something is (it says what, and why), 2 usage or configuration, 3 target unreachable.',
      ),
  handler: async (args) => {
    const named = args.journal ?? [];
    const journals = (named.length > 0 ? named : journalsIn(args.out)).map(readJournal);
    const open = journals.filter((journal) => openEntries(journal).length > 0);
    const target = open.length === 0 ? undefined : await resolveTarget(args);
    if (open.length > 0 && target === undefined)
      throw new UsageError('name the target (--target or --config): what is left there is to be removed');
    const results: { journal: string; summary: MadeSummary }[] = [];
    const interruption = Interruption.watch();
    try {
      for (const journal of open) {
        if (target === undefined || interruption.happened) break;
        const summary = await finish(journal, target, args, interruption);
        results.push({ journal: journal.file, summary });
      }
    } finally {
      interruption.dispose();
    }
    dropFinished(journals.map(({ file }) => file));
    if (args.json) printJson(results.map(({ journal, summary }) => ({ journal, ...summary })));
    else tell(results);
    if (results.some(({ summary }) => summary.left.length > 0)) process.exitCode = exitCodes.incomplete;
    if (interruption.happened) process.exitCode = exitCodes.harness;
  },
};

/**
 * @throws UsageError if the journal is about another target: ids of one mean something else on another; or if the
 * credentials that it takes are not given
 */
async function finish(
  journal: ReadJournal,
  target: TargetConfig,
  args: Args,
  interruption: Interruption,
): Promise<MadeSummary> {
  const { head, file, entries, updates } = journal;
  if (head.target !== target.baseUrl)
    throw new UsageError(`${file}:1: was written for ${head.target}, and the target is ${target.baseUrl}`);
  const model = loadFile(resolveSpec(args.spec ?? head.spec));
  const known = withGiven(args, model, target);
  mendJournal(file);
  const book = openJournal(file, 'a');
  try {
    const stopped = () => interruption.happened;
    return await cleanUp(
      model,
      { ...known, destructive: true },
      { entries, updates, journal: book, stopped },
    );
  } finally {
    book.close();
  }
}

function tell(results: readonly { readonly journal: string; readonly summary: MadeSummary }[]): void {
  if (results.length === 0) print('Nothing is left of earlier runs.');
  for (const { journal, summary } of results) {
    const { count, removed, left } = summary;
    print(`${journal}: ${removed} of ${plural(count, 'thing')} removed`);
    for (const { what, reason } of left) print(`  still there: ${line(what)}\n    ${line(reason)}`);
    if (left.length > 0) print(`  When you have removed these by hand, delete ${journal}.`);
  }
}
