import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

/** `true`, or why no refresh credential of the document is used up by its use. */
export function rotates(model: AuthModel): true | string {
  if (hasRefresh(model) !== true) return hasRefresh(model);
  return (
    refreshesOf(model).some(({ proof }) => proof.uses === 1) ||
    'the refresh credentials of the document may be used again'
  );
}

export const refreshRotation: Rule = {
  id: 'refresh-rotation',
  title: 'A refresh credential that is good for one use is refused at the second',
  level: 'MUST',
  family: 'login',
  statements: ['RT-33'],
  sources: ['RFC 9700 §4.14.2', 'ASVS 10.4.5', 'RFC 6749 §10.4'],
  experiments: ['refresh-chain'],
  rationale:
    'Rotation that leaves the old one alive is for show: a stolen copy works as long as the real one.',
  falsePositives:
    'Only where the document says that it is used up. A grace period would have to be documented.',
  applies: rotates,
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-chain', step: 'reuse' }).map((probe) => {
      const proof = refreshesOf(view.model).find(({ operation }) => operation.key === probe.operation)?.proof;
      return denial(view, probe, {
        statuses: anyRefusal,
        expected: 'refused: used up',
        grounds: proof === undefined ? [] : groundsOf(view.model, proof, 'uses'),
      });
    }),
};
