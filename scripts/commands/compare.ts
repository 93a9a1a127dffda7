import type { CommandModule } from 'yargs';
import { compareReports, exitCodeOfComparison } from '../compare/compare-runs.ts';
import { readReport } from '../compare/read-report.ts';
import { renderComparisonMarkdown, renderComparisonText } from '../compare/render.ts';
import { print, printJson } from '../output.ts';
import { summaries } from './summaries.ts';

interface Args {
  before: string;
  after: string;
  report: 'text' | 'md';
  strict: boolean;
  json: boolean;
}

export const command: CommandModule<object, Args> = {
  ...summaries.compare,
  builder: (yargs) =>
    yargs
      .positional('before', {
        type: 'string',
        demandOption: true,
        describe: 'JSON report (report.json) of the earlier run, or the folder it is in',
      })
      .positional('after', { type: 'string', demandOption: true, describe: 'The same of the later run' })
      .option('report', {
        choices: ['text', 'md'] as const,
        default: 'text' as const,
        describe: 'Form of the answer on stdout',
      })
      .option('strict', {
        type: 'boolean',
        default: false,
        describe: 'New warnings count as new failures',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Machine-readable' })
      .example('$0 compare last-week/ authproof-report/', 'did anything get worse?')
      .epilogue(
        'Exit codes: 0 nothing got worse, 1 something fails newly, 4 something that was judged is judged no more (a capability withdrawn, a rule or document gone), 2 a file that cannot be used.',
      ),
  handler: ({ before, after, report, strict, json }) => {
    const comparison = compareReports(readReport(before), readReport(after));
    if (json) printJson({ format: 'authproof-comparison', version: 1, ...comparison });
    else print(report === 'md' ? renderComparisonMarkdown(comparison) : renderComparisonText(comparison));
    process.exitCode = exitCodeOfComparison(comparison, strict);
  },
};
