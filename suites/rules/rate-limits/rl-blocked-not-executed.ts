import { finding, statusOf, succeeded } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlBlockedNotExecuted: Rule = {
  id: 'rl-blocked-not-executed',
  title: 'A write that is refused for the limit does not happen',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  sources: ['RFC 6585 §4', 'RFC 9110 §15.5'],
  experiments: ['limited-write'],
  rationale: 'A client that is refused tries again: what happened anyway happens twice.',
  falsePositives:
    'A marked record of before shows in the list, so that the absence of the refused one says something.',
  applies: (model) => {
    if (hasTiers(model) !== true) return hasTiers(model);
    const lists = new Set(
      model.operations
        .filter(({ verb, objectKind }) => verb === 'list' && objectKind === 'record')
        .map(({ object }) => object),
    );
    return (
      model.operations.some(
        ({ verb, objectKind, object, console }) =>
          verb === 'create' && objectKind === 'record' && !console && lists.has(object),
      ) || 'no creation of a record can be read back'
    );
  },
  judge: (view) =>
    view.exchanges({ experiment: 'limited-write', step: 'limited-write' }).map((probe) => {
      const control = view.controlOf(probe);
      const [listed] = view.readBacksOf(probe);
      const body = listed?.response?.body ?? '';
      const base = {
        case: probe.case,
        expected: 'refused, and nothing written',
        evidence: [control, probe, listed].flatMap((one) => (one === undefined ? [] : [one.seq])),
        grounds: tierGrounds(view, tierOf(view, probe), 'limit'),
      };
      if (statusOf(probe) !== limitedStatus(view.operation(probe)))
        return { ...base, verdict: 'untestable', observed: 'the write was not limited' };
      if (listed === undefined || !succeeded(listed) || !body.includes(String(listed.detail['kept'])))
        return { ...base, verdict: 'untestable', observed: 'the record of before does not show in the list' };
      const there = body.includes(String(listed.detail['refused']));
      return finding(!there, {
        ...base,
        observed: there ? 'refused, but written' : 'refused, nothing written',
      });
    }),
};
