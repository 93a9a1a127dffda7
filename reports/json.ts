import type { Exchange } from '../spec/history.ts';
import type { ReportInput, RunResult } from '../spec/run.ts';
import { exchangesBySeq, isTrouble } from './text.ts';

/** What `run-result.schema.json` describes. */
export interface JsonReport {
  readonly format: 'authproof-run-result';
  readonly version: 1;
  readonly runs: readonly JsonRun[];
}

/** A run without its history; `exchanges` are those that the non-passing verdicts point at. */
export interface JsonRun extends Omit<RunResult, 'history'> {
  readonly exchanges: readonly Exchange[];
}

/** Everything that was judged, for programs; the whole history is the HAR report's. */
export function renderJson(inputs: readonly ReportInput[]): string {
  const report: JsonReport = {
    format: 'authproof-run-result',
    version: 1,
    runs: inputs.map(({ run }) => jsonRun(run)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonRun(run: RunResult): JsonRun {
  const { history, ...rest } = run;
  const wanted = new Set(
    run.rules
      .flatMap((rule) => rule.verdicts)
      .filter((verdict) => isTrouble(verdict.outcome))
      .flatMap((verdict) => verdict.evidence),
  );
  const exchanges = [...exchangesBySeq(history.events).values()];
  return { ...rest, exchanges: exchanges.filter((exchange) => wanted.has(exchange.seq)) };
}
