import type { Exchange } from '../../../spec/history.ts';
import { removals } from '../../experiments/record-removal.ts';
import { denial, succeeded } from '../../judging/findings.ts';
import { callerOf, groundsOfReach, hasReach, triedOnItems } from '../../judging/reach.ts';
import { removalsRefused } from '../../judging/removals.ts';
import { closedStatuses, objectWithId } from '../../judging/sweep.ts';
import type { View } from '../../judging/view.ts';
import { isRelational } from '../../lab/persons.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzBolaWrite: Rule = {
  id: 'authz-bola-write',
  title: 'A record beyond reach cannot be written, and stays as it was',
  level: 'MUST',
  family: 'authorisation',
  statements: ['BZ-18', 'BZ-22', 'BZ-23', 'BZ-26', 'UA-18'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2'],
  experiments: ['records-reach', 'record-removal'],
  rationale: 'A check on reads alone leaves the more harmful half open.',
  falsePositives:
    'Counts only where somebody who reaches the record could make the same call. The state is read back by somebody who reaches it; that a removed record is gone counts only where the same read showed it before.',
  applies: (model) => {
    const reach = hasReach(model);
    if (reach !== true) return reach;
    return (
      triedOnItems(model).some(({ method }) => method !== 'GET') ||
      removals(model).some(isRelational) ||
      'no operation changes a record that some reach'
    );
  },
  judge: (view) => [...writes(view), ...removalsRefused(view, 'remove-beyond')],
};

function writes(view: View): readonly Finding[] {
  return view
    .exchanges({ experiment: 'records-reach', step: ['write-beyond', 'set-beyond'] })
    .flatMap((probe) => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      return [
        denial(view, probe, {
          statuses: closedStatuses,
          expected: 'refused',
          grounds: groundsOfReach(view.model, operation, callerOf(view.model, probe)),
          also: () => effectOf(view, probe),
        }),
      ];
    });
}

/** What the read-back of the record says against a refusal. */
function effectOf(view: View, probe: Exchange): string | undefined {
  const name = `${probe.operation ?? ''} on ${String(probe.detail['fixture'])}`;
  const states = view.exchanges({
    experiment: 'records-reach',
    step: ['state-before', 'state-after'],
    case: name,
  });
  const after = states.find(({ step, seq }) => step === 'state-after' && seq > probe.seq)?.response?.body;
  if (after === undefined) return undefined;
  if (probe.step === 'write-beyond')
    return after.includes(String(probe.detail['marker'])) ? 'refused, but written all the same' : undefined;
  if (isChangedByAnother(view, probe)) return undefined;
  const before = states.findLast(({ step, seq }) => step === 'state-before' && seq < probe.seq)?.response
    ?.body;
  const id = String(probe.detail['record']);
  return objectWithId(before, id) === objectWithId(after, id)
    ? undefined
    : 'refused, but changed all the same';
}

/** Was the same call on the same record accepted from somebody else? Then the change says nothing of this refusal. */
function isChangedByAnother(view: View, probe: Exchange): boolean {
  return view
    .exchanges({ experiment: 'records-reach', step: 'set-beyond' })
    .some(
      (other) =>
        other.operation === probe.operation &&
        other.detail['record'] === probe.detail['record'] &&
        succeeded(other),
    );
}
