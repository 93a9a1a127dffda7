import type { LoadRun } from '../spec/load-run.ts';
import { renderLoadHtml } from './html/load-page.ts';
import { renderLoadJson } from './load-json.ts';

/** One way to write the results of load probes down. */
interface LoadReportFormat {
  /** What `--report` takes. */
  readonly name: string;
  readonly fileName: string;
  readonly render: (run: LoadRun) => string;
}

export const loadReportFormats: readonly LoadReportFormat[] = [
  { name: 'html', fileName: 'load.html', render: renderLoadHtml },
  { name: 'json', fileName: 'load.json', render: renderLoadJson },
];
