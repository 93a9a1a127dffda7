import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { denial, succeeded } from '../../judging/findings.ts';
import { revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';

export const revokedAnswersLikeUnknown: Rule = {
  id: 'revoked-answers-like-unknown',
  title: 'A revoked credential is answered like one that never was',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-42', 'UA-34'],
  sources: ['RFC 6750 §3.1'],
  experiments: ['revoke-and-watch'],
  rationale:
    'A revoked credential is not valid: 401 with the same challenge. 403 would say that it is still known.',
  falsePositives:
    'Where the document names an answer of its own for revoked credentials, that answer is expected instead.',
  applies: (model) => someOrReason(revocableKinds(model), 'no operation revokes a credential'),
  judge: (view) =>
    view.exchanges({ experiment: 'revoke-and-watch', step: 'after-revoke' }).flatMap((probe) => {
      const operation = view.operation(probe);
      const refusals = operation?.refusals;
      const unknown = view
        .exchanges({
          experiment: 'revoke-and-watch',
          step: 'unknown-credential',
          operation: probe.operation ?? '',
        })
        .find(({ detail }) => detail['by'] === probe.detail['by']);
      const expected = refusals?.get('revoked')?.status ?? 401;
      const alike = expected === refusals?.get('unknown')?.status;
      // A credential that still works is the matter of another rule.
      if (succeeded(probe)) return [];
      return [
        denial(view, probe, {
          statuses: [expected],
          expected: `${expected}${alike ? ', challenge as for an unknown credential' : ''}`,
          grounds: citationsOf(refusals?.get('revoked') ?? { facts: {} }),
          also: () =>
            alike && unknown !== undefined && challenge(unknown) !== challenge(probe)
              ? `another challenge: ${challenge(probe)}`
              : undefined,
        }),
      ];
    }),
};

function challenge({ response }: Exchange): string {
  return headersOf(response?.headers ?? [], 'www-authenticate').join(', ');
}
