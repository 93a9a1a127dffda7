import { citationsOf } from '../../../spec/facts.ts';
import { answeredFinding, statusText, succeeded } from '../../judging/findings.ts';
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
  falsePositives:
    'Only where the document puts the id into the path. What counts is that the credential goes on working; 2xx is fine where an unknown id gets it too.',
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
      const unknown = view.exchanges({
        experiment: 'revoke-and-watch',
        step: 'revoke-unknown',
        case: after.case,
      })[0];
      const soft = succeeded(unknown);
      const claimed = succeeded(probe) && !soft;
      return answeredFinding(
        [probe, after, ...(succeeded(probe) ? [unknown] : [])],
        succeeded(after) && !claimed,
        {
          case: after.case,
          expected: `${soft ? '' : 'refused, and '}the credential goes on working`,
          observed: `${statusText(probe)}; the credential is answered with ${statusText(after)}`,
          evidence: [probe?.seq ?? after.seq, after.seq],
          grounds: citationsOf(view.model.operations.find(({ key }) => key === after.case) ?? { facts: {} }),
        },
      );
    }),
};
