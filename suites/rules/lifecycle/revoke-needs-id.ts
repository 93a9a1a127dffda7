import { citationsOf } from '../../../spec/facts.ts';
import { finding, statusText, succeeded } from '../../judging/findings.ts';
import { credentialOperations, revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const revokeNeedsId: Rule = {
  id: 'revoke-needs-id',
  title: 'A credential is revoked by its id, not by its secret in the address',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['CD-29'],
  sources: ['RFC 9700 §4.3.2'],
  experiments: ['revoke-and-watch'],
  rationale: 'Addresses stand in logs, so a secret must not work in one.',
  falsePositives: 'Only where the document puts the id into the path.',
  applies: (model) =>
    someOrReason(
      revocableKinds(model)
        .flatMap(({ name }) => credentialOperations(model, 'revoke', name))
        .filter(({ request, object }) =>
          request.some((place) => place.in === 'path' && place.attribute === `${object}.id`),
        ),
      'no credential is revoked by an id in the path',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'revoke-and-watch', step: 'living-after-value' }).map((after) => {
      const probe = view.controlOf(after);
      return finding(succeeded(after) && !succeeded(probe), {
        case: after.case,
        expected: 'refused, and the credential goes on working',
        observed: `${statusText(probe)}; the credential is answered with ${statusText(after)}`,
        evidence: [probe?.seq ?? after.seq, after.seq],
        grounds: citationsOf(view.model.operations.find(({ key }) => key === after.case) ?? { facts: {} }),
      });
    }),
};
