import { groundsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

export const refreshTamperedRefused: Rule = {
  id: 'refresh-tampered-refused',
  title: 'A refresh credential that was altered, cut short or never issued is refused',
  level: 'MUST',
  family: 'login',
  statements: ['RT-12', 'RT-25'],
  general: ['refresh-expiry-and-revocation'],
  sources: ['RFC 6749 §6', 'ASVS 9.1.1'],
  experiments: ['refresh-chain'],
  rationale: 'The refresh path is a login without a password: it must be no weaker.',
  falsePositives: 'The altered character stands in the middle, where every bit counts.',
  applies: hasRefresh,
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-chain', step: 'tampered' }).map((probe) => {
      const proof = refreshesOf(view.model).find(({ operation }) => operation.key === probe.operation)?.proof;
      return denial(view, probe, {
        statuses: anyRefusal,
        expected: 'refused',
        grounds: proof === undefined ? [] : groundsOf(view.model, proof, 'secret', 'scheme'),
      });
    }),
};
