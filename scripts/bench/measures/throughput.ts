import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender, Running } from '../contender.ts';
import { type LoadResult, load, requestBytes } from '../load.ts';
import { median } from '../median.ts';

/** One kind of request at one server. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  readonly running: Running;
  readonly requests: readonly Buffer[];
  readonly status: number;
}

export interface Throughput {
  readonly id: string;
  readonly title: string;
  readonly perSecond: number;
  readonly cpuMicros: number | undefined;
  readonly p50: number;
  readonly p99: number;
  // Medians of the ratios within each round.
  readonly toRaw: number | undefined;
  readonly p99ToRaw: number | undefined;
  readonly mockTo: number | undefined;
  readonly mockCpuTo: number | undefined;
}

interface Sample {
  readonly perSecond: number;
  readonly cpuMicros: number | undefined;
  readonly result: LoadResult;
}

export interface Pace {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly rate?: number;
}

/**
 * Every lane once in each round, there and back, so that what else the machine does meets all of them alike. The next
 * begins when the last one's server is at rest: some tidy up long after their last answer, at the cost of others.
 */
export async function interleaved(lanes: readonly Lane[], pace: Pace): Promise<readonly Sample[][]> {
  const samples = lanes.map((): Sample[] => []);
  const there = [...lanes.entries()];
  for (let round = -1; round < pace.rounds; round++) {
    for (const [index, lane] of round % 2 === 0 ? there : there.toReversed()) {
      const sample = await once(lane, round < 0 ? { ...pace, seconds: Math.min(1, pace.seconds) } : pace);
      if (round >= 0) samples[index]?.push(sample);
      await rest(lane.running);
    }
  }
  return samples;
}

const restMs = 50;
const longestRestMs = 3000;

/** Until a server hardly computes any more. */
async function rest({ cpuMicros }: Running): Promise<void> {
  let before = cpuMicros();
  for (let waitedMs = 0; before !== undefined && waitedMs < longestRestMs; waitedMs += restMs) {
    await sleep(restMs);
    const now = cpuMicros() ?? before;
    if (now - before < restMs * 20) return;
    before = now;
  }
}

async function once(lane: Lane, { connections, seconds, rate }: Pace): Promise<Sample> {
  const before = lane.running.cpuMicros();
  const result = await load({
    port: lane.running.port,
    requests: lane.requests,
    connections,
    seconds,
    ...(rate === undefined ? {} : { rate }),
  });
  const after = lane.running.cpuMicros();
  const others = Object.keys(result.statuses).filter((status) => status !== String(lane.status));
  // The first of a server's refusals by a limit is the request that takes the last unit.
  if (others.some((status) => (result.statuses[status] ?? 0) > 1))
    throw new Error(`${lane.title} answered ${JSON.stringify(result.statuses)}, not ${lane.status}`);
  return {
    perSecond: result.requests / result.seconds,
    cpuMicros: before === undefined || after === undefined ? undefined : (after - before) / result.requests,
    result,
  };
}

/** Medians, and the medians of the ratios to and of the lanes `raw` and `mock` in the same round. */
export async function throughput(lanes: readonly Lane[], pace: Pace): Promise<readonly Throughput[]> {
  const samples = await interleaved(lanes, pace);
  const named = (id: string) => samples[lanes.findIndex((lane) => lane.id === id)];
  const [raw, mock] = [named('raw'), named('mock')];
  return lanes.map(({ id, title }, index) => {
    const own = samples[index] ?? [];
    const cpus = own.flatMap(({ cpuMicros }) => cpuMicros ?? []);
    const hasCpu = cpus.length === own.length;
    return {
      id,
      title,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      cpuMicros: hasCpu ? median(cpus) : undefined,
      p50: median(own.map(({ result }) => result.p50)),
      p99: median(own.map(({ result }) => result.p99)),
      toRaw: ratioOf(own, raw, ({ perSecond }) => perSecond),
      p99ToRaw: ratioOf(own, raw, ({ result }) => result.p99),
      mockTo: ratioOf(mock, own, ({ perSecond }) => perSecond),
      mockCpuTo: hasCpu ? ratioOf(mock, own, ({ cpuMicros = Number.NaN }) => cpuMicros) : undefined,
    };
  });
}

function ratioOf(
  over: readonly Sample[] | undefined,
  under: readonly Sample[] | undefined,
  of: (sample: Sample) => number,
): number | undefined {
  if (!over || !under) return undefined;
  return median(over.flatMap((sample, round) => (under[round] ? [of(sample) / of(under[round])] : [])));
}

/** The read that all can answer. */
export function readLane(contender: Pick<Contender, 'id' | 'title'>, running: Running): Lane {
  const fields =
    running.secrets.length === 0
      ? [running.fields]
      : running.secrets.map((secret) => ({ 'X-API-Key': secret }));
  return {
    id: contender.id,
    title: contender.title,
    running,
    requests: fields.map((one) => requestBytes('GET', '/orders', one)),
    status: 200,
  };
}
