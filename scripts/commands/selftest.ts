import type { CommandModule } from 'yargs';
import { mutants } from '../../mock/mutants/index.ts';
import { loadMutants } from '../../mock/mutants/load/index.ts';
import { UsageError } from '../../spec/errors.ts';
import { allDocuments } from '../documents.ts';
import { exitCodes } from '../exit-codes.ts';
import { LiveLine, print, printJson } from '../output.ts';
import { runSelftest, type SelftestResult } from '../selftest.ts';
import { runLoadSelftest } from '../selftest-load.ts';
import { isSound, linesOf, nameOf, summaryOf } from '../selftest-summary.ts';
import { summaries } from './summaries.ts';

interface Args {
  mutant: string[];
  full: boolean;
  seed: string;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.selftest,
  builder: (yargs) =>
    yargs
      .positional('mutant', {
        type: 'string',
        array: true,
        default: [],
        describe: 'Only these mutants; one that shows under load, too, meets both',
      })
      .option('full', {
        type: 'boolean',
        default: false,
        describe:
          'Every experiment and rule on every mutant, not only the traffic that its rules need (mutants under load: their probe alone)',
      })
      .option('seed', {
        type: 'string',
        default: '1',
        describe: 'Of the secrets and ids that the mocks make',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example(
        '$0 selftest',
        'every mutant must be caught by exactly the rules (or the load probe) that it names',
      )
      .example('$0 selftest limit-is-checked-then-counted', 'a limiter that races, under load, three times'),
  handler: async ({ mutant: ids, full, seed, json }) => {
    const unknown = ids.find((id) => ![...mutants, ...loadMutants].some((mutant) => mutant.id === id));
    if (unknown !== undefined) throw new UsageError(`there is no mutant ${unknown}`);
    const line = new LiveLine();
    let done = 0;
    const onResult = (result: SelftestResult) => {
      done += 1;
      line.update(`${done} done  ${nameOf(result)}`);
    };
    const documents = allDocuments();
    const results = [
      ...(await runSelftest(ids, documents, { full, seed }, onResult)),
      // Traffic needs the machine for itself: it comes when the rest is done.
      ...(await runLoadSelftest(ids, documents, { seed, onResult })),
    ];
    line.clear();
    const summary = summaryOf(results, ids.length > 0);
    if (json) printJson({ ...summary, results });
    else for (const text of linesOf(summary, results)) print(text);
    process.exitCode = isSound(summary) ? exitCodes.conformant : exitCodes.nonConformant;
  },
};
