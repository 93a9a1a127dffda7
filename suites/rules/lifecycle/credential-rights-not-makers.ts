import { denial } from '../../judging/findings.ts';
import { kindGrounds } from '../../judging/lifecycle.ts';
import { issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const credentialRightsNotMakers: Rule = {
  id: 'credential-rights-not-makers',
  title: 'What a credential may do follows from its own names, not from who made it',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-18', 'RG-09', 'RT-17'],
  sources: ['OWASP API5:2023'],
  experiments: ['maker-rights'],
  rationale: 'A narrow credential that inherits the rights of its maker is an administrator in disguise.',
  falsePositives: 'Each refused call succeeded with a credential that has the name.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model).filter(({ rights, names }) => rights.includes('own') && names.length > 1),
      'no credential is given names at issue',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'maker-rights', step: 'beyond-own' }).map((probe) => {
      const declared = view.operation(probe)?.refusals.get('no-right')?.status ?? 403;
      return denial(view, probe, {
        statuses: [...new Set([declared, 401, 403])],
        grounds: kindGrounds(view, probe, 'rights'),
      });
    }),
};
