import type { Mutant } from '../mutant.ts';

export const secretLengthVaries: Mutant = {
  id: 'secret-length-varies',
  lie: 'Secrets have one to three characters more at random.',
  fails: ['fmt-length-constant'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, displayedBy }) =>
        secret.kind === 'opaque' &&
        displayedBy.length > 0 &&
        secret.schema['maxLength'] === undefined &&
        secret.schema['pattern'] === undefined,
    ),
  options: () => {
    let count = 0;
    return {
      parts: {
        makeSecret: (plan, { random }) => {
          count += 1;
          return plan.makeSecret(random) + plan.makeSecret(random).slice(0, count % 3);
        },
      },
    };
  },
};
