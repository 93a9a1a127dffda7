import type { LoadRun } from '../spec/load-run.ts';

/** All verdicts and figures, with whole histograms, for programs: what `load-run.schema.json` describes. */
export function renderLoadJson(run: LoadRun): string {
  return `${JSON.stringify({ format: 'authproof-load-result', version: 1, ...run }, null, 2)}\n`;
}
