import type { Finding } from '../rule.ts';
import { denial, succeeded, unanswered } from './findings.ts';
import { callerOf, groundsOfReach, holdsId } from './reach.ts';
import { closedStatuses } from './sweep.ts';
import type { View } from './view.ts';

/** Every removal of a record out of reach must be refused, and leave the record where it is. */
export function removalsRefused(view: View, step: 'remove-foreign' | 'remove-beyond'): readonly Finding[] {
  return view.exchanges({ experiment: 'record-removal', step }).flatMap((probe): readonly Finding[] => {
    const operation = view.operation(probe);
    if (operation === undefined) return [];
    const hidden = operation.refusals.get('foreign-record')?.status ?? 404;
    const found = denial(view, probe, {
      statuses: [...new Set([hidden, ...closedStatuses])],
      expected: 'refused, and the record stays',
      grounds: groundsOfReach(view.model, operation, callerOf(view.model, probe)),
    });
    const after = view.readBacksOf(probe);
    if (found.verdict !== 'holds' || after.length === 0) return [found];
    const evidence = [...found.evidence, ...after.map(({ seq }) => seq)];
    const silence = unanswered(after);
    if (silence !== undefined) return [{ ...found, verdict: 'untestable', observed: silence, evidence }];
    const isThere = after.some(
      (one) => succeeded(one) && holdsId(one.response?.body ?? '', String(probe.detail['record'])),
    );
    return [
      isThere ? found : { ...found, verdict: 'violated', observed: 'refused, but it is gone', evidence },
    ];
  });
}
