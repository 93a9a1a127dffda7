import type { ReportInput } from '../spec/run.ts';
import { renderHar } from './har.ts';
import { renderHtml } from './html/page.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderTerminal } from './terminal.ts';

/** One way to write results down. */
interface ReportFormat {
  /** What `--report` takes. */
  readonly name: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly purpose: string;
  /** `all`: one file for all runs. `one`: a file per run, since the format holds only one. */
  readonly runsPerFile: 'all' | 'one';
  /** Pure. With `runsPerFile: 'one'` only the first run is written. */
  readonly render: (inputs: readonly ReportInput[]) => string;
}

export const reportFormats: readonly ReportFormat[] = [
  {
    name: 'html',
    fileName: 'report.html',
    mediaType: 'text/html',
    purpose: 'one self-contained page with permissions, rate limits and evidence',
    runsPerFile: 'all',
    render: renderHtml,
  },
  {
    name: 'json',
    fileName: 'report.json',
    mediaType: 'application/json',
    purpose: 'everything that was judged, for programs (run-result.schema.json)',
    runsPerFile: 'all',
    render: renderJson,
  },
  {
    name: 'junit',
    fileName: 'junit.xml',
    mediaType: 'application/xml',
    purpose: 'JUnit XML for CI servers',
    runsPerFile: 'all',
    render: renderJunit,
  },
  {
    name: 'md',
    fileName: 'summary.md',
    mediaType: 'text/markdown',
    purpose: 'a job summary',
    runsPerFile: 'all',
    render: renderMarkdown,
  },
  {
    name: 'text',
    fileName: 'report.txt',
    mediaType: 'text/plain',
    purpose: 'what the terminal shows, without colour',
    runsPerFile: 'all',
    render: (inputs) => renderTerminal(inputs, { color: false }),
  },
  {
    name: 'har',
    fileName: 'history.har',
    mediaType: 'application/json',
    purpose: 'every exchange and fact of one run, which can be judged again',
    runsPerFile: 'one',
    render: ([input]) => (input === undefined ? '' : renderHar(input)),
  },
];
