import type { Mutant } from '../mutant.ts';

export const secretOfOtherForm: Mutant = {
  id: 'secret-of-other-form',
  lie: 'Secrets have another prefix than the document says.',
  fails: ['secret-fits-declared-format'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, displayedBy }) =>
        secret.kind === 'opaque' && displayedBy.length > 0 && secret.schema['pattern'] !== undefined,
    ),
  options: () => ({ parts: { makeSecret: (plan, { random }) => `zz_${plan.makeSecret(random).slice(3)}` } }),
};
