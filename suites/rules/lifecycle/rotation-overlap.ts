import type { AuthModel, CredentialKind } from '../../../spec/model.ts';
import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { credentialOperations, revocableKinds, someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const rotationOverlap: Rule = {
  id: 'rotation-overlap',
  title: 'While a credential is replaced, old and new work side by side',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RT-08', 'RG-13', 'UA-24', 'CD-27'],
  sources: [],
  experiments: ['rotation'],
  rationale: 'A moment in which neither works is downtime for the integration.',
  falsePositives:
    'By a second credential where one can be issued and the first revoked; by the rotate operation where the document promises an overlap.',
  applies: (model) =>
    someOrReason(
      [...revocableKinds(model), ...overlapping(model)],
      'nothing can be replaced with an overlap',
    ),
  judge: (view) =>
    allAccepted(
      view,
      'rotation',
      ['second-new', 'second-old', 'second-alone', 'rotated-old', 'rotated-old-late'],
      (probe) => kindGrounds(view, probe, 'rotation'),
    ),
};

function overlapping(model: AuthModel): readonly CredentialKind[] {
  return workingKinds(model).filter(
    ({ name, rotation }) => rotation !== 'none' && credentialOperations(model, 'rotate', name).length > 0,
  );
}
