import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { anyRefusal } from './login-facts.ts';

export const accessNotRefresh: Rule = {
  id: 'access-not-refresh',
  title: 'An access credential does not refresh',
  level: 'MUST',
  family: 'login',
  statements: ['RT-25', 'RT-31'],
  sources: ['RFC 8725 §3.11', 'RFC 8725 §3.12', 'ASVS 9.2.2'],
  experiments: ['refresh-confusion'],
  rationale: 'An access token that refreshes itself never ends, and whoever catches one keeps it for ever.',
  falsePositives: 'Tried with the credential of the login and of the refresh, beside a refresh that worked.',
  applies: hasRefresh,
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-confusion', step: 'access-at-refresh' }).map((probe) => {
      const proof = refreshesOf(view.model).find(({ operation }) => operation.key === probe.operation)?.proof;
      return denial(view, probe, {
        statuses: anyRefusal,
        expected: 'refused',
        grounds: proof === undefined ? [] : citationsOf(proof, 'scheme'),
      });
    }),
};
