import { citationsOf } from '../../spec/facts.ts';
import type { Exchange } from '../../spec/history.ts';
import type { Citation } from '../../spec/model.ts';
import type { Finding } from '../rule.ts';
import { denial } from './findings.ts';
import { allAccepted } from './lifecycle.ts';
import type { View } from './view.ts';

/** What the document cites for the count of the kind that an exchange is about. */
export function countGrounds(view: View, exchange: Exchange): readonly Citation[] {
  const name = /^[^\s:]+/.exec(exchange.case)?.[0] ?? '';
  const kind = view.model.credentials.get(name);
  return kind === undefined ? [] : citationsOf(kind, 'count');
}

/** Every probe of some steps must be accepted, because the count allows it. */
export function allAcceptedByCount(
  view: View,
  experiment: string,
  steps: readonly string[],
): readonly Finding[] {
  return allAccepted(view, experiment, steps, (probe) => countGrounds(view, probe));
}

/** Every deletion of the last one must be refused. */
export function lastDeletions(view: View, step: string): readonly Finding[] {
  return view.exchanges({ experiment: 'key-minimum', step }).map((probe) => {
    const declared = view.operation(probe)?.refusals.get('minimum')?.status ?? 409;
    return denial(view, probe, {
      statuses: [...new Set([declared, 400, 403, 409, 422])],
      grounds: countGrounds(view, probe),
      case: `${step}: ${probe.case}`,
    });
  });
}
