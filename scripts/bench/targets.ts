import type { StartUp } from './measures/start-up.ts';
import type { SuiteTime } from './measures/suite.ts';
import type { Throughput } from './measures/throughput.ts';
import type { Tokens } from './measures/tokens.ts';

/** What was measured, as far as it was. */
export interface Measured {
  readonly reads?: readonly Throughput[];
  readonly latency?: { readonly rows: readonly Throughput[] };
  readonly startUps?: readonly StartUp[];
  readonly tokens?: readonly Tokens[];
  readonly suite?: SuiteTime;
}

/** One aim of the project, and whether this run met it. */
export interface TargetRow {
  readonly measure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** A ratio, unless the measure names a unit; undefined if the part was not run. */
  readonly measured: number | undefined;
  readonly met: boolean | undefined;
  /** The same by CPU time of the server, which depends less on what else the machine does. */
  readonly byCpu?: number;
}

/** The aims against what one run measured. */
export function targetsOf(measured: Measured): readonly TargetRow[] {
  const read = (id: string) => measured.reads?.find((row) => row.id === id);
  const mockTo = (id: string) =>
    ratioTo(
      read(id),
      (row) => row.mockTo,
      (row) => inverse(row.mockCpuTo),
    );
  const toMock = (id: string) =>
    ratioTo(
      read(id),
      (row) => inverse(row.mockTo),
      (row) => row.mockCpuTo,
    );
  const paced = measured.latency?.rows.find(({ id }) => id === 'mock')?.p99ToRaw;
  const most = measured.tokens?.toSorted((a, b) => a.live - b.live || a.inUse - b.inUse).at(-1);
  const { suite } = measured;
  return [
    atLeast('GET ÷ raw node:http', 0.9, mockTo('raw')),
    atLeast('GET ÷ bare Express 5', 1.3, mockTo('express')),
    atLeast('GET ÷ prism mock', 8, mockTo('prism')),
    atMost('p99 ÷ raw p99 at one rate', 1.5, paced),
    atLeast('rate at most live keys ÷ at fewest', 0.95, {
      measured: most?.toFewest,
      byCpu: inverse(most?.cpuToFewest),
    }),
    atMost('memory per live key, bytes', 300, most?.bytesEach),
    atLeast('SQLite ÷ memory on reads', 0.9, toMock('mock-sqlite')),
    atLeast('Redis ÷ memory on reads', 0.35, toMock('mock-redis')),
    atMost('start to first answer, ms', 350, measured.startUps?.find(({ id }) => id === 'mock')?.ms),
    atMost('suite ÷ replay', 3, suite && suite.suiteMs / suite.replayMs),
  ];
}

interface Ratio {
  readonly measured: number | undefined;
  readonly byCpu: number | undefined;
}

function ratioTo(
  row: Throughput | undefined,
  byRate: (row: Throughput) => number | undefined,
  byCpu: (row: Throughput) => number | undefined,
): Ratio {
  return { measured: row && byRate(row), byCpu: row && byCpu(row) };
}

function inverse(value: number | undefined): number | undefined {
  return value === undefined ? undefined : 1 / value;
}

function atLeast(measure: string, bound: number, { measured, byCpu }: Ratio): TargetRow {
  const met = measured === undefined ? undefined : measured >= bound;
  return { measure, atLeast: bound, measured, met, ...(byCpu === undefined ? {} : { byCpu }) };
}

function atMost(measure: string, bound: number, measured: number | undefined): TargetRow {
  return { measure, atMost: bound, measured, met: measured === undefined ? undefined : measured <= bound };
}
