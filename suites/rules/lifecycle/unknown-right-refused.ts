import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { denial } from '../../judging/findings.ts';
import { issueFaults } from '../../lab/faults.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const unknownRightRefused: Rule = {
  id: 'unknown-right-refused',
  title: 'A right that the document does not know is not issued',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-26', 'RT-18'],
  sources: ['RFC 6749 §3.3'],
  experiments: ['issue-faults'],
  rationale: 'A misspelt, joined or wildcard name may match more than the caller may give.',
  falsePositives: 'Only what the schema of the document refuses.',
  applies: (model) => someOrReason(issuers(model), 'the schema of no issuing request refuses a right'),
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

const faults: readonly string[] = [
  'unknown right',
  'mis-cased right',
  'injected right',
  'wildcard right',
  'duplicate right',
];
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
