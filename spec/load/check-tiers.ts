import type { Report } from './check-structure.ts';
import { secondsOf } from './durations.ts';
import { join, nodesOf } from './json.ts';
import type { Visit } from './walk.ts';

/** A token bucket is counted in whole parts of a unit, one for each millisecond of its window: they must stay exact. */
export function checkTiers({ node, pointer }: Visit, report: Report): void {
  for (const [name, { limit, window, algorithm }] of nodesOf(node['x-auth-tiers'])) {
    if (algorithm !== 'token-bucket') continue;
    const parts = Number(limit) * secondsOf(String(window)) * 1000;
    if (parts > Number.MAX_SAFE_INTEGER) {
      report(
        join(pointer, 'x-auth-tiers', name, 'limit'),
        `A token bucket of ${Number(limit)} in ${String(window)} is too large to be counted exactly. Say the same rate with a shorter window, or choose another algorithm.`,
      );
    }
  }
}
