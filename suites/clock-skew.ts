import type { History } from '../spec/history.ts';
import type { ClockSkew } from '../spec/run.ts';

/** `Date` has whole seconds: on average the true time is half of one later, and at most half of one off that. */
const dateRoundingMs = 500;

export const defaultToleranceSeconds = 60;

/**
 * How far the clock of a target is off the local one: at each answer its `Date` is compared with the local time half-way
 * between request and answer; the median counts. Nothing is said of a target whose clock is moved by tests.
 */
export function clockSkewOf(
  history: History,
  toleranceSeconds: number = defaultToleranceSeconds,
): ClockSkew | undefined {
  const isMoved = history.events.some(
    (event) => event.kind === 'fact' && event.fact === 'clock' && event.rung === 'hook',
  );
  const start = Date.parse(history.startedAt);
  if (history.target.control || isMoved || Number.isNaN(start)) return undefined;
  const samples = history.events.flatMap((event) => {
    if (event.kind !== 'exchange' || event.response?.dateMs === undefined) return [];
    const { startedMs, endedMs, response } = event;
    const localMs = start + (startedMs + endedMs) / 2;
    return [
      {
        skewMs: (response.dateMs ?? 0) + dateRoundingMs - localMs,
        uncertaintyMs: (endedMs - startedMs) / 2 + dateRoundingMs,
      },
    ];
  });
  if (samples.length === 0) return undefined;
  const seconds = rounded(median(samples.map(({ skewMs }) => skewMs)));
  const uncertaintySeconds = rounded(median(samples.map(({ uncertaintyMs }) => uncertaintyMs)));
  return {
    seconds,
    uncertaintySeconds,
    samples: samples.length,
    toleranceSeconds,
    exceeded: Math.abs(seconds) - uncertaintySeconds > toleranceSeconds,
  };
}

const rounded = (ms: number): number => Math.round(ms / 100) / 10;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
