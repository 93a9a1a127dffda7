import pc from 'picocolors';
import type { LoadResult, LoadRun } from '../spec/load-run.ts';
import type { Outcome } from '../spec/outcome.ts';
import { duration, line, plural } from './text.ts';

interface TextOptions {
  readonly color: boolean;
}

/** One verdict with its figures, for a terminal. */
export function renderLoadResult(result: LoadResult, { color }: TextOptions): string {
  const { probe, case: about, verdict, question, expected, observed, excused, figures, evidence } = result;
  const paint = painter(color);
  const head = `${paint(verdict, verdict.toUpperCase())} ${probe}${about === '' ? '' : ` · ${line(about)}`}`;
  if (verdict === 'not-applicable') return `${head}\n  ${line(observed)}`;
  return [
    head,
    `  ${question}`,
    ...(expected === question ? [] : [`  expected  ${line(expected)}`]),
    `  observed  ${line(observed, 600)}`,
    ...(excused === undefined ? [] : [`  excused   ${line(excused)}`]),
    ...evidence
      .slice(0, 3)
      .map(
        ({ sent, startedMs, endedMs, status, note }) =>
          `            ${line(sent, 60)}, ${startedMs} to ${endedMs} ms: ${status}, ${line(note)}`,
      ),
    ...(figures === undefined
      ? []
      : [
          `  traffic   ${plural(figures.requests, 'answer')} in ${duration(figures.seconds * 1000)}, ${figures.requestsPerSecond}/s`,
          ...figures.latency.map(
            ({ name, count, p50Ms, p99Ms, maxMs }) =>
              `  latency   ${line(name, 60)}: p50 ${p50Ms} ms, p99 ${p99Ms} ms, max ${maxMs} ms (${count})`,
          ),
          ...Object.entries(figures.values).map(([name, value]) => `  figure    ${name}: ${value}`),
        ]),
  ].join('\n');
}

/** `5 passed, 1 warned: …` */
export function renderLoadSummary(
  { probes, durationMs, spec, warnings }: LoadRun,
  { color }: TextOptions,
): string {
  const paint = painter(color);
  const counts = Map.groupBy(probes, ({ verdict }) => verdict);
  const parts = [...counts].map(([verdict, all]) => paint(verdict, `${all.length} ${verdict}`));
  const told = warnings.map((warning) => `\nwarning: ${line(warning)}`).join('');
  return `\n${line(spec.title)}: ${parts.join(', ')} in ${duration(durationMs)}${told}`;
}

function painter(color: boolean): (verdict: Outcome, text: string) => string {
  const { green, red, yellow, magenta, blue, gray } = pc.createColors(color);
  const paints: Readonly<Record<Outcome, (text: string) => string>> = {
    pass: green,
    fail: red,
    warn: yellow,
    untestable: magenta,
    error: red,
    info: blue,
    'not-applicable': gray,
  };
  return (verdict, text) => paints[verdict](text);
}
