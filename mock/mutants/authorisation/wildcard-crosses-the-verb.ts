import { editOperation } from '../edit.ts';
import type { Mutant } from '../mutant.ts';

export const wildcardCrossesTheVerb: Mutant = {
  id: 'wildcard-crosses-the-verb',
  lie: 'A wildcard for reading opens a write too.',
  fails: ['authz-matrix-deny', 'scope-wildcard'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(({ names }) => names.some((name) => name.includes('*'))),
  model: (model) => {
    const kind = [...model.credentials.values()].find(({ names }) =>
      names.some((name) => name.includes('*')),
    );
    const scheme = [...model.schemes.values()].find(({ credential }) => credential === kind?.name);
    const name = kind?.names.find((one) => one.includes('*'));
    if (scheme === undefined || name === undefined) return model;
    const last = model.operations.findLast(
      ({ objectKind, method, security }) =>
        objectKind === 'record' &&
        method !== 'GET' &&
        security.some((requirement) => requirement.has(scheme.name)),
    );
    return editOperation(
      model,
      (operation) => operation === last,
      ({ security }) => ({ security: [...security, new Map([[scheme.name, [name]]])] }),
    );
  },
};
