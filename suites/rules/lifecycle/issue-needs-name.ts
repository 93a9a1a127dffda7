import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { issueFaults } from '../../lab/faults.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueNeedsName: Rule = {
  id: 'issue-needs-name',
  title: 'A credential without a usable name is not issued',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-08', 'UA-23', 'CD-13'],
  sources: [],
  experiments: ['issue-faults'],
  rationale: 'Credentials without a name cannot be told apart when one must be revoked.',
  falsePositives: 'Only what the schema of the document refuses; 400 and 422 both count.',
  applies: (model) => someOrReason(issuers(model), 'no issuing request requires a name'),
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

const faults: readonly string[] = ['empty name', 'missing name', 'over-long name'];
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
