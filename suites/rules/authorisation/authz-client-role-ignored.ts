import { denial } from '../../judging/findings.ts';
import { plainIsRefused, refusalStatuses } from '../../judging/sweep.ts';
import { hasRestricted } from '../../lab/denied-pair.ts';
import type { Rule } from '../../rule.ts';

export const authzClientRoleIgnored: Rule = {
  id: 'authz-client-role-ignored',
  title: 'What a client says of its own role or identity gives it nothing',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-20', 'BZ-03', 'BZ-14', 'BZ-15'],
  sources: ['OWASP API5:2023', 'OWASP ASVS 8.3.1', 'OWASP ASVS 4.1.3'],
  experiments: ['client-claims'],
  rationale:
    'Header fields that a gateway is meant to set, and members that a framework merges, are trusted more often than one thinks.',
  falsePositives:
    'Counts only where the same call succeeded by a credential that may make it; any refusal will do.',
  applies: hasRestricted,
  judge: (view) =>
    view
      .exchanges({ experiment: 'client-claims', step: ['claim-query', 'claim-headers', 'claim-body'] })
      .filter((probe) => plainIsRefused(view, probe))
      .map((probe) =>
        denial(view, probe, {
          statuses: refusalStatuses,
          expected: 'refused as without the claim',
          also: () =>
            view
              .readBacksOf(probe)
              .some(({ response }) => (response?.body ?? '').includes(String(probe.detail['marker'])))
              ? 'refused, but written all the same'
              : undefined,
        }),
      ),
};
