import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { issueFaults } from '../../lab/faults.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueNeedsRights: Rule = {
  id: 'issue-needs-rights',
  title: 'A credential without rights is not issued',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-09'],
  sources: [],
  experiments: ['issue-faults'],
  rationale: 'Without a choice the server must not choose, least of all everything.',
  falsePositives: 'Only where the document requires the rights.',
  applies: (model) => someOrReason(issuers(model), 'no issuing request requires rights'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'issue-faults', step: 'issue-fault' })
      .filter(({ detail }) => faults.includes(String(detail['fault'])))
      .map((probe) => {
        const operation = view.operation(probe);
        const place = operation?.request.find(({ attribute }) => attribute === probe.detail['attribute']);
        const declared = operation?.refusals.get('invalid-request')?.status ?? 422;
        return denial(view, probe, {
          statuses: [...new Set([declared, 400, 422])],
          grounds: place === undefined ? [] : citationsOf(place, ...schemaWords),
        });
      }),
};

const faults: readonly string[] = ['no rights', 'missing rights'];
/** Facts of a place by which its schema refuses a value. */
const schemaWords = ['minLength', 'minItems', 'items', 'enum'];

function issuers(model: AuthModel): readonly Operation[] {
  return issuedKinds(model)
    .flatMap(({ name }) => credentialOperations(model, 'issue', name))
    .filter((issuer) =>
      issueFaults(issuer, model.credentials.get(issuer.object)?.names ?? []).some((fault) =>
        faults.includes(fault.case),
      ),
    );
}
