import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { hasTiers } from '../../predict/tiers.ts';
import type { Rule } from '../../rule.ts';
import { limitedStatus, tierGrounds, tierOf } from './limit-facts.ts';

export const rlNoBypass: Rule = {
  id: 'rl-no-bypass',
  title: 'Nothing that a caller can change at will gives a new budget',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-46'],
  sources: ['ASVS 4.1.3', 'OWASP API4:2023'],
  experiments: ['limit-bypass'],
  rationale:
    'A counter that is keyed on a forwarding field, or on the text of the header and not on the credential, counts nothing.',
  falsePositives:
    'Counts only if the plain request is refused before and after. 4xx of any kind is no bypass.',
  applies: hasTiers,
  judge: (view) => {
    const plain = view.exchanges({ experiment: 'limit-bypass', step: ['plain', 'plain-after'] });
    return view.exchanges({ experiment: 'limit-bypass', step: 'disguised' }).map((probe) => {
      const controls = plain.filter((control) => probe.case.startsWith(control.case));
      const limited =
        controls.length === 2 &&
        controls.every((control) => statusOf(control) === limitedStatus(view.operation(control)));
      const base = {
        case: probe.case,
        expected: 'still refused',
        observed: statusText(probe),
        evidence: [...controls.slice(0, 1).map(({ seq }) => seq), probe.seq],
        grounds: tierGrounds(view, tierOf(view, probe), 'per'),
      };
      const silence = unanswered(probe, [429, limitedStatus(view.operation(probe))]);
      if (!limited || silence !== undefined)
        return {
          ...base,
          verdict: 'untestable' as const,
          observed: limited ? (silence ?? '') : 'the plain request was not limited',
        };
      return finding(!succeeded(probe), base);
    });
  },
};
