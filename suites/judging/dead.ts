import type { Exchange } from '../../spec/history.ts';
import type { Finding } from '../rule.ts';
import { statusOf } from './findings.ts';
import type { View } from './view.ts';

/**
 * Was the credential of a call never accepted in its whole experiment? Then it does not work at all (not active yet,
 * ended), and its 401 says nothing of rights.
 */
function isDead(view: View, exchange: Exchange): boolean {
  const alias = exchange.presented[0]?.credential;
  if (alias === undefined || statusOf(exchange) !== 401) return false;
  const uses = view
    .exchanges({ experiment: exchange.experiment })
    .filter(({ presented }) => presented.some(({ credential }) => credential === alias));
  return uses.every((use) => statusOf(use) === 401);
}

/** The findings; where a violation rests on a credential that never worked, nothing can be said. */
export function aliveOnly(view: View, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((found) => {
    const probe = view.exchange(found.evidence.at(-1));
    if (found.verdict !== 'violated' || probe === undefined || !isDead(view, probe)) return found;
    return { ...found, verdict: 'untestable', observed: 'the credential was never accepted' };
  });
}
