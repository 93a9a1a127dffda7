import { citationsOf } from '../../../spec/facts.ts';
import { answeredFinding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const revokeForeignDenied: Rule = {
  id: 'revoke-foreign-denied',
  title: 'A credential of another tenant cannot be revoked',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-28', 'RG-36'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2', 'OWASP ASVS 8.4.1'],
  experiments: ['revoke-and-watch'],
  rationale: 'Who guesses an id could switch off another tenant.',
  falsePositives:
    'What counts is that the credential still works; an answer of 2xx is fine where the document answers so for unknown ones.',
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'there is only one tenant'
      : someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'revoke-and-watch', step: 'foreign-after-revoke' })
      .flatMap((after): readonly Finding[] => {
        const probe = view.controlOf(after);
        const before = probe === undefined ? undefined : view.controlOf(probe);
        if (probe === undefined || before === undefined) return [];
        const operation = view.operation(probe);
        const soft = operation?.refusals.get('foreign-record')?.status;
        const parts = {
          case: after.case,
          expected: 'refused, and the credential goes on working',
          evidence: [before.seq, probe.seq, after.seq],
          grounds: operation === undefined ? [] : citationsOf(operation),
        };
        if (!succeeded(before))
          return [
            {
              ...parts,
              verdict: 'untestable',
              observed: 'the foreign credential did not work in the first place',
            },
          ];
        const claimed = succeeded(probe) && statusOf(probe) !== soft;
        const observed = succeeded(after)
          ? claimed
            ? `answered ${statusOf(probe)} though it goes on working`
            : 'it goes on working'
          : `revoked: ${statusText(after)}`;
        return [answeredFinding([probe, after], succeeded(after) && !claimed, { ...parts, observed })];
      }),
};
