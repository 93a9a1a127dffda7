import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { hasRefresh, refreshesOf } from '../../lab/refreshes.ts';
import type { Rule } from '../../rule.ts';
import { statusesOf } from './login-facts.ts';

export const refreshNotAccess: Rule = {
  id: 'refresh-not-access',
  title: 'A refresh credential is not accepted where an access credential belongs',
  level: 'MUST',
  family: 'login',
  statements: ['RT-25', 'RT-31'],
  sources: ['RFC 8725 §3.11', 'RFC 8725 §3.12', 'ASVS 9.2.2'],
  experiments: ['refresh-confusion'],
  rationale: 'One verify() for both makes the long-lived kind an access token that lives for days.',
  falsePositives:
    'Several operations, with the pair from the login and the pair from the refresh; each beside the access credential that worked there.',
  applies: hasRefresh,
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-confusion', step: 'refresh-as-access' }).map((probe) => {
      const alias = probe.presented[0]?.credential;
      const proof = refreshesOf(view.model).find(
        ({ proof: { name } }) => name === view.issued(alias, probe.experiment)?.type,
      )?.proof;
      return denial(view, probe, {
        statuses: statusesOf(view.operation(probe), 'bad-credential', 'unknown', 'tampered', 'malformed'),
        grounds: proof === undefined ? [] : citationsOf(proof, 'scheme'),
      });
    }),
};
