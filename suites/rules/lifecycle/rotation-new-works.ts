import { allAccepted, kindGrounds } from '../../judging/lifecycle.ts';
import { credentialOperations, someOrReason, workingKinds } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const rotationNewWorks: Rule = {
  id: 'rotation-new-works',
  title: 'The value that a rotation gives out works at once and after the overlap',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RT-08'],
  sources: [],
  experiments: ['rotation'],
  rationale: 'A rotation whose result does not work locks the integration out.',
  falsePositives: 'A declared activation delay is waited out first.',
  applies: (model) =>
    someOrReason(
      workingKinds(model).filter(({ name }) => credentialOperations(model, 'rotate', name).length > 0),
      'no operation rotates a credential',
    ),
  judge: (view) =>
    allAccepted(view, 'rotation', ['rotated-new'], (probe) => kindGrounds(view, probe, 'rotation')),
};
