import { forked, type Running } from '../contender.ts';
import { median } from '../median.ts';
import { interleaved, type Pace, readLane } from './throughput.ts';

export interface Tokens {
  readonly live: number;
  readonly perSecond: number;
  readonly cpuMicros: number | undefined;
  /** Medians of the ratios within each round to the server with the fewest. */
  readonly toFewest: number;
  readonly cpuToFewest: number;
  readonly bytesEach: number | undefined;
}

/** The same read at servers that know few and many keys; requests use up to a thousand of them in turn. */
export async function tokens(counts: readonly number[], pace: Pace): Promise<readonly Tokens[]> {
  const running: Running[] = [];
  try {
    for (const count of counts) running.push(await forked('mock.ts', [String(count)]));
    const lanes = running.map((one, index) =>
      readLane({ id: String(counts[index]), title: 'live keys' }, one),
    );
    const samples = await interleaved(lanes, pace);
    const [fewest = []] = samples;
    return counts.map((live, index) => {
      const own = samples[index] ?? [];
      return {
        live,
        perSecond: median(own.map(({ perSecond }) => perSecond)),
        cpuMicros: median(own.flatMap(({ cpuMicros }) => cpuMicros ?? [])),
        toFewest: median(
          own.map(({ perSecond }, round) => perSecond / (fewest[round]?.perSecond ?? Number.NaN)),
        ),
        cpuToFewest: median(
          own.map(
            ({ cpuMicros }, round) => (cpuMicros ?? Number.NaN) / (fewest[round]?.cpuMicros ?? Number.NaN),
          ),
        ),
        // Of a few nothing can be told: the process moves by more.
        bytesEach: live < 10_000 ? undefined : (running[index]?.liveBytes ?? 0) / live,
      };
    });
  } finally {
    for (const one of running) one.stop();
  }
}
