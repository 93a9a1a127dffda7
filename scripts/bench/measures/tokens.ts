import { forked, type Running } from '../contender.ts';
import { median } from '../median.ts';
import { interleaved, type Pace, readLane } from './throughput.ts';

export interface Tokens {
  readonly live: number;
  /** How many of them the requests use, in turn. */
  readonly inUse: number;
  readonly perSecond: number;
  readonly cpuMicros: number | undefined;
  /** Medians of the ratios within each round to the server with the fewest. */
  readonly toFewest: number;
  readonly cpuToFewest: number;
  readonly bytesEach: number | undefined;
}

/**
 * The same read at servers that know few and many keys: by requests that use as many as the server with the fewest has,
 * so that nothing else differs, and by requests that use up to a thousand.
 */
export async function tokens(counts: readonly number[], pace: Pace): Promise<readonly Tokens[]> {
  const running: Running[] = [];
  try {
    for (const count of counts) running.push(await forked('mock.ts', [String(count)]));
    const few = Math.min(...running.map(({ secrets }) => secrets.length));
    const uses = running.flatMap((one, index) =>
      [...new Set([few, one.secrets.length])].map((inUse) => ({
        one: { ...one, secrets: spread(one.secrets, inUse) },
        live: counts[index] ?? 0,
      })),
    );
    const lanes = uses.map(({ one, live }) => readLane({ id: String(live), title: 'live keys' }, one));
    const samples = await interleaved(lanes, pace);
    const [fewest = []] = samples;
    return uses.map(({ one, live }, index) => {
      const own = samples[index] ?? [];
      return {
        live,
        inUse: one.secrets.length,
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
        bytesEach: live < 10_000 ? undefined : one.liveBytes / live,
      };
    });
  } finally {
    for (const one of running) one.stop();
  }
}

/** So many of them, from all over. */
function spread(secrets: readonly string[], count: number): readonly string[] {
  return secrets.filter(
    (_, index) =>
      Math.floor((index * count) / secrets.length) !== Math.floor(((index - 1) * count) / secrets.length),
  );
}
