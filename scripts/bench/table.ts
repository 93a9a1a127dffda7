import type { StartUp } from './measures/start-up.ts';
import type { SuiteTime } from './measures/suite.ts';
import type { Throughput } from './measures/throughput.ts';
import type { Tokens } from './measures/tokens.ts';
import type { TargetRow } from './targets.ts';

/** All that one run measured; parts that were not asked for are absent. */
export interface BenchResult {
  readonly machine: {
    readonly node: string;
    readonly cpu: string;
    readonly cores: number;
    readonly platform: string;
  };
  readonly pace: { readonly rounds: number; readonly seconds: number; readonly connections: number };
  readonly reads?: readonly Throughput[];
  readonly calls?: readonly Throughput[];
  readonly latency?: { readonly rate: number; readonly rows: readonly Throughput[] };
  readonly startUps?: readonly StartUp[];
  readonly tokens?: readonly Tokens[];
  readonly suite?: SuiteTime;
  /** The project's aims, those too that were not measured. */
  readonly targets: readonly TargetRow[];
}

/** The result as Markdown, which reads well on a terminal too. */
export function tableOf(result: BenchResult): string {
  const { machine, pace } = result;
  const blocks = [
    `Node ${machine.node} on ${machine.platform}, ${machine.cores} × ${machine.cpu}; ${pace.rounds} rounds of ${pace.seconds} s on ${pace.connections} connections, medians.`,
  ];
  if (result.reads)
    blocks.push(
      table(
        ['the same GET', 'requests/s', '÷ raw', 'mock ÷ it', 'CPU µs/request', 'mock CPU ÷ it'],
        result.reads.map((row) => [
          row.title,
          whole(row.perSecond),
          ratio(row.toRaw),
          ratio(row.mockTo),
          fixed(row.cpuMicros, 1),
          ratio(row.mockCpuTo),
        ]),
      ),
    );
  if (result.latency)
    blocks.push(
      table(
        [`at ${result.latency.rate} requests/s`, 'p50 ms', 'p99 ms', 'p99 ÷ raw'],
        result.latency.rows.map((row) => [
          row.title,
          fixed(row.p50, 2),
          fixed(row.p99, 2),
          ratio(row.p99ToRaw),
        ]),
      ),
    );
  if (result.calls)
    blocks.push(
      table(
        ['calls of the mock', 'requests/s', 'CPU µs/request', 'p50 ms', 'p99 ms'],
        result.calls.map((row) => [
          row.title,
          whole(row.perSecond),
          fixed(row.cpuMicros, 1),
          fixed(row.p50, 2),
          fixed(row.p99, 2),
        ]),
      ),
    );
  if (result.startUps)
    blocks.push(
      table(
        ['start to first answer', 'ms', 'CPU ms'],
        result.startUps.map((row) => [row.title, whole(row.ms), whole(row.cpuMs)]),
      ),
    );
  if (result.tokens)
    blocks.push(
      table(
        ['live keys', 'in use', 'requests/s', '÷ fewest', 'CPU µs/request', 'CPU ÷ fewest', 'bytes each'],
        result.tokens.map((row) => [
          whole(row.live),
          whole(row.inUse),
          whole(row.perSecond),
          ratio(row.toFewest),
          fixed(row.cpuMicros, 1),
          ratio(row.cpuToFewest),
          whole(row.bytesEach),
        ]),
      ),
    );
  if (result.suite) {
    const { documents, requests, suiteMs, replayMs, same } = result.suite;
    blocks.push(
      table(
        ['the suite', 'requests', 'ms', 'replay ms', 'suite ÷ replay', 'same status'],
        [
          [
            `${documents} documents`,
            whole(requests),
            whole(suiteMs),
            whole(replayMs),
            ratio(suiteMs / replayMs),
            ratio(same),
          ],
        ],
      ),
    );
  }
  blocks.push(
    table(
      ['target', 'bound', 'measured', 'by CPU', 'met'],
      result.targets
        .filter(({ measured }) => measured !== undefined)
        .map((row) => [
          row.measure,
          row.atMost === undefined ? `≥ ${row.atLeast}` : `≤ ${row.atMost}`,
          ratio(row.measured),
          ratio(row.byCpu),
          row.met ? 'yes' : 'no',
        ]),
    ),
  );
  return blocks.join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function whole(value: number | undefined): string {
  return value === undefined ? '' : Math.round(value).toLocaleString('en');
}
function fixed(value: number | undefined, digits: number): string {
  return value === undefined ? '' : value.toFixed(digits);
}
function ratio(value: number | undefined): string {
  return fixed(value, 2);
}
