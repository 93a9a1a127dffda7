import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const anybodyManages: Mutant = {
  id: 'anybody-manages',
  lie: 'Every signed-in person can manage credentials.',
  fails: ['management-denied-has-no-effect', 'management-needs-auth-and-role', 'management-open-to-role'],
  appliesTo: (model) =>
    model.operations.some(
      ({ objectKind, verb, security }) =>
        objectKind === 'credential' &&
        verb !== 'login' &&
        security.some((requirement) => [...requirement.values()].some((names) => names.length > 0)),
    ),
  model: (model) =>
    editOperation(
      model,
      ({ objectKind, verb, security }) =>
        objectKind === 'credential' &&
        verb !== 'login' &&
        security.some((requirement) => [...requirement.values()].some((names) => names.length > 0)),
      ({ security }) => ({
        security: security.map(
          (requirement) => new Map([...requirement.keys()].map((scheme) => [scheme, []])),
        ),
      }),
    ),
};
