import type { AuthModel, CredentialKind } from '../../../spec/model.ts';
import { allRefused, kindGrounds } from '../../judging/lifecycle.ts';
import { credentialOperations, revocableKinds, someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const rotationEndsOld: Rule = {
  id: 'rotation-ends-old',
  title: 'After the replacement the old credential ends when the document says',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RT-08', 'CD-27'],
  sources: [],
  experiments: ['rotation'],
  rationale: 'An old value that lives on for ever makes rotation pointless.',
  falsePositives:
    'Probed after the revocation of the first, or after the promised overlap and the bound for endings.',
  applies: (model) =>
    someOrReason([...revocableKinds(model), ...ending(model)], 'nothing that is replaced ends by itself'),
  judge: (view) =>
    allRefused(view, 'rotation', ['first-revoked', 'rotated-old-ended'], 'revoked', (probe) =>
      kindGrounds(view, probe, 'rotation'),
    ),
};

function ending(model: AuthModel): readonly CredentialKind[] {
  return workingKinds(model).filter(
    ({ name, rotation }) => rotation !== 'overlap' && credentialOperations(model, 'rotate', name).length > 0,
  );
}
