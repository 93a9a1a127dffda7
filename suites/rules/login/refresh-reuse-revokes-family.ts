import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { denial } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';
import { rotates } from './refresh-rotation.ts';

export const refreshReuseRevokesFamily: Rule = {
  id: 'refresh-reuse-revokes-family',
  title: 'After a used-up refresh credential was shown again, its successors are refused too',
  level: 'MUST',
  family: 'login',
  statements: ['RT-33'],
  sources: ['RFC 9700 §4.14.2', 'ASVS 10.4.5'],
  experiments: ['refresh-chain'],
  rationale:
    'Two who show the same credential are the user and a thief; nobody knows which is which, so the chain must end.',
  falsePositives:
    'Only kinds that the document ends by reuse. The successor was never used before the replay.',
  applies: (model) => {
    if (rotates(model) !== true) return rotates(model);
    return (
      refreshesOf(model).some(({ proof }) => proof.endedBy.includes('reuse')) ||
      'the document does not end a chain by reuse'
    );
  },
  judge: (view) => [
    ...view
      .exchanges({ experiment: 'refresh-chain', step: 'successor' })
      .flatMap((probe) => judged(view, probe, 'the successor')),
    ...view
      .exchanges({ experiment: 'refresh-chain', step: 'access-after-reuse' })
      .flatMap((probe) => judged(view, probe, 'the access credential of the chain')),
  ],
};

function judged(view: View, probe: Exchange, name: string) {
  const alias = probe.presented[0]?.credential ?? String(probe.detail['proof']);
  const kind = view.model.credentials.get(view.issued(alias, probe.experiment)?.type ?? '');
  if (kind?.endedBy.includes('reuse') !== true) return [];
  return [
    denial(view, probe, {
      case: `${name}, ${probe.case}`,
      statuses: anyRefusal,
      expected: 'refused: the chain has ended',
      grounds: groundsOf(view.model, kind, 'endedBy'),
    }),
  ];
}
