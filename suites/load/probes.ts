import { UsageError } from '../../spec/errors.ts';
import { lifecycleUnderContention } from './lifecycle-under-contention.ts';
import { limiterExactUnderFlood } from './limiter-exact-under-flood.ts';
import type { LoadProbe } from './probe.ts';
import { refusalCost } from './refusal-cost.ts';
import { revocationUnderLoad } from './revocation-under-load.ts';
import { rotationWithoutDowntime } from './rotation-without-downtime.ts';
import { soak } from './soak.ts';

/** Every load probe, in the order in which they run. */
export const loadProbes: readonly LoadProbe[] = [
  limiterExactUnderFlood,
  revocationUnderLoad,
  rotationWithoutDowntime,
  lifecycleUnderContention,
  refusalCost,
  soak,
];

/** @throws UsageError for an id that no probe has */
export function chooseProbes(only: readonly string[], skip: readonly string[]): readonly LoadProbe[] {
  const unknown = [...only, ...skip].find((id) => !loadProbes.some((probe) => probe.id === id));
  if (unknown !== undefined)
    throw new UsageError(
      `there is no load probe ${unknown}; there are ${loadProbes.map(({ id }) => id).join(', ')}`,
    );
  return loadProbes.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
}
