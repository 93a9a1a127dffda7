import { toHar } from '../spec/har.ts';
import type { ReportInput } from '../spec/run.ts';

/** The sealed history of one run as HAR 1.2, which HAR viewers open and `authproof judge` judges again. */
export function renderHar({ run }: ReportInput): string {
  return `${JSON.stringify(toHar(run.history, run.tool), null, 1)}\n`;
}
