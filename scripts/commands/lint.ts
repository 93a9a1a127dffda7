import type { CommandModule } from 'yargs';
import { resolveSpec } from '../../spec/catalogue.ts';
import { describe } from '../../spec/describe.ts';
import { formatProblem, SpecError } from '../../spec/errors.ts';
import { lint } from '../../spec/lint.ts';
import { loadFile } from '../../spec/load.ts';
import { exitCodes } from '../exit-codes.ts';
import { print, printJson, say } from '../output.ts';
import { summaries } from './summaries.ts';

interface Args {
  spec: string;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.lint,
  builder: (yargs) =>
    yargs
      .positional('spec', {
        type: 'string',
        demandOption: true,
        describe: 'Shipped name or path of an OpenAPI document',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 lint my-api.yaml', 'problems with their places, then the derived facts'),
  handler: ({ spec, json }) => {
    const file = resolveSpec(spec);
    try {
      const model = loadFile(file);
      const problems = lint(model);
      const facts = describe(model);
      if (json) printJson({ file, problems, facts });
      else {
        for (const fact of facts) print(fact);
        for (const problem of problems) say(`${problem.severity}: ${formatProblem(file, problem)}`);
        say(`${problems.length} problem${problems.length === 1 ? '' : 's'}`);
      }
      if (problems.some(({ severity }) => severity === 'error')) process.exitCode = exitCodes.usage;
    } catch (error) {
      if (!json || !(error instanceof SpecError)) throw error;
      printJson({ file, problems: error.problems, facts: [] });
      process.exitCode = exitCodes.usage;
    }
  },
};
