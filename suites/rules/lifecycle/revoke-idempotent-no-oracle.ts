import { citationsOf } from '../../../spec/facts.ts';
import { answeredFinding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { stepCase } from '../../judging/lifecycle.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const revokeIdempotentNoOracle: Rule = {
  id: 'revoke-idempotent-no-oracle',
  title: 'Revoking twice, or an unknown id, is harmless and tells nothing of other tenants',
  level: 'SHOULD',
  family: 'lifecycle',
  statements: ['CD-28'],
  sources: ['RFC 7009 §2.2', 'RFC 9110 §9.2.2'],
  experiments: ['revoke-and-watch'],
  rationale:
    'A second revocation must not fail with 5xx or hit another credential; other answers for foreign ids than for unknown ones tell that the id exists.',
  falsePositives:
    'Both 2xx and the status for an unknown record are fine, for REST and for RFC 7009 endpoints.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    view
      .exchanges({
        experiment: 'revoke-and-watch',
        step: ['revoke-again', 'revoke-unknown', 'revoke-foreign'],
      })
      .map((probe) => {
        const operation = view.operation(probe);
        const cause = probe.step === 'revoke-foreign' ? 'foreign-record' : 'unknown-record';
        const declared = operation?.refusals.get(cause)?.status ?? 404;
        const unknown = view.exchanges({
          experiment: 'revoke-and-watch',
          step: 'revoke-unknown',
          case: probe.case,
        })[0];
        const alike =
          probe.step !== 'revoke-foreign' ||
          declared !== operation?.refusals.get('unknown-record')?.status ||
          statusOf(unknown) === statusOf(probe);
        // Acceptance of a foreign id is the matter of another rule.
        const fine =
          probe.step === 'revoke-foreign'
            ? alike || succeeded(probe)
            : succeeded(probe) || [declared, 404, 410].includes(statusOf(probe));
        return answeredFinding(probe.step === 'revoke-foreign' ? [unknown, probe] : probe, fine, {
          case: stepCase(probe, ['', '']),
          expected:
            probe.step === 'revoke-foreign'
              ? `as for an unknown id (${statusText(unknown)})`
              : `2xx or ${declared}`,
          observed: statusText(probe),
          evidence: probe.step === 'revoke-foreign' ? [unknown?.seq ?? probe.seq, probe.seq] : [probe.seq],
          grounds: operation === undefined ? [] : citationsOf(operation),
        });
      }),
};
