import type { CommandModule } from 'yargs';
import { mutants } from '../../mock/mutants/index.ts';
import { UsageError } from '../../spec/errors.ts';
import { rules } from '../../suites/rules/index.ts';
import { allDocuments } from '../documents.ts';
import { exitCodes } from '../exit-codes.ts';
import { LiveLine, print, printJson } from '../output.ts';
import { isKilled, runSelftest } from '../selftest.ts';
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
      .positional('mutant', { type: 'string', array: true, default: [], describe: 'Only these mutants' })
      .option('full', {
        type: 'boolean',
        default: false,
        describe: 'Every experiment and rule on every mutant, not only the traffic that its rules need',
      })
      .option('seed', {
        type: 'string',
        default: '1',
        describe: 'Of the secrets and ids that the mocks make',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 selftest', 'every mutant must be caught by exactly the rules that it names'),
  handler: async ({ mutant: ids, full, seed, json }) => {
    const unknown = ids.find((id) => !mutants.some((mutant) => mutant.id === id));
    if (unknown !== undefined) throw new UsageError(`there is no mutant ${unknown}`);
    const line = new LiveLine();
    let done = 0;
    const results = await runSelftest(ids, allDocuments(), { full, seed }, (result) => {
      done += 1;
      line.update(`${done} done  ${result.id}`);
    });
    line.clear();
    const lies = results.filter((result) => !result.id.startsWith('clean '));
    const survivors = lies.filter((result) => !isKilled(result));
    const falseAlarms = results
      .filter((result) => result.id.startsWith('clean '))
      .flatMap((result) => [...result.failed, ...result.errors].map((rule) => `${result.document}: ${rule}`));
    const killedRules = new Set(lies.filter(isKilled).flatMap((result) => result.failed));
    const unkilledRules = rules.filter((rule) => !killedRules.has(rule.id)).map((rule) => rule.id);
    const summary = {
      mutants: lies.length,
      killed: lies.length - survivors.length,
      survivors: survivors.map((one) => one.id),
      unkilledRules: ids.length > 0 ? [] : unkilledRules,
      falseAlarms,
    };
    if (json) printJson({ ...summary, results });
    else {
      for (const { id, expected, failed, errors } of survivors) {
        const missed = expected.filter((rule) => !failed.includes(rule));
        const extra = failed.filter((rule) => !expected.includes(rule));
        print(
          `SURVIVES ${id}${missed.length > 0 ? `\n  missed: ${missed.join(', ')}` : ''}${extra.length > 0 ? `\n  failed besides: ${extra.join(', ')}` : ''}${errors.length > 0 ? `\n  errors: ${errors.join(', ')}` : ''}`,
        );
      }
      for (const alarm of falseAlarms) print(`FALSE ALARM ${alarm}`);
      print(
        `${summary.killed} of ${summary.mutants} mutants killed, ${falseAlarms.length} false alarms, ${summary.unkilledRules.length} rules without a mutant`,
      );
    }
    process.exitCode =
      survivors.length > 0 || falseAlarms.length > 0 || summary.unkilledRules.length > 0
        ? exitCodes.nonConformant
        : exitCodes.conformant;
  },
};
