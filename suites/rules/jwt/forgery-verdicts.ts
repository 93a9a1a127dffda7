import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import type { Finding } from '../../rule.ts';

/**
 * Every forgery of a family must be refused like any bad credential, beside the genuine token that worked. What cannot
 * be read as a credential at all may be answered as malformed.
 */
export function judgeForgeries(view: View, family: string): readonly Finding[] {
  return view.exchanges({ experiment: 'jwt-attacks', step: family }).map((probe) => {
    const operation = view.operation(probe);
    const causes = ['bad-credential', 'tampered', 'unknown', 'malformed'] as const;
    const statuses = [...new Set(causes.map((cause) => operation?.refusals.get(cause)?.status ?? 401))];
    const scheme = view.model.schemes.get(probe.presented[0]?.scheme ?? '');
    return denial(view, probe, {
      statuses,
      case: `${view.model.credentials.get(scheme?.credential ?? '')?.name ?? ''} ${probe.case}`.trim(),
      grounds: scheme === undefined ? [] : groundsOf(view.model, scheme, 'scheme'),
    });
  });
}
