import { changeKinds } from '../change.ts';
import type { Mutant } from '../mutant.ts';

export const lifetimeDoubled: Mutant = {
  id: 'lifetime-doubled',
  lie: 'Credentials live twice as long as the document says.',
  fails: ['expires-in-true', 'jwt-exp-enforced', 'jwt-lifetime-as-documented', 'lifetime-enforced'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ lifetime, name }) => typeof lifetime !== 'string' && model.schemes.has(name),
    ),
  model: (model) =>
    changeKinds(
      model,
      ({ lifetime, name }) => typeof lifetime !== 'string' && model.schemes.has(name),
      ({ lifetime }) =>
        typeof lifetime === 'string'
          ? {}
          : {
              lifetime: {
                afterSeconds: lifetime.afterSeconds * 2,
                withinSeconds: lifetime.withinSeconds * 2,
              },
            },
    ),
};
