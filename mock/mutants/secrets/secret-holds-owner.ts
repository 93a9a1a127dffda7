import type { Mutant } from '../mutant.ts';

export const secretHoldsOwner: Mutant = {
  id: 'secret-holds-owner',
  lie: 'The secret holds the id of its owner in clear text.',
  fails: ['fmt-no-embedded-identity'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, displayedBy }) =>
        secret.kind === 'opaque' &&
        displayedBy.length > 0 &&
        secret.schema['maxLength'] === undefined &&
        secret.schema['pattern'] === undefined,
    ),
  options: () => ({
    parts: {
      makeSecret: (plan, { owner, random }) =>
        `${plan.makeSecret(random)}${(owner ?? 'nobody').padEnd(12, 'x').slice(0, 12)}`,
    },
  }),
};
