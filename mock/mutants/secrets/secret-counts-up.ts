import type { Mutant } from '../mutant.ts';

export const secretCountsUp: Mutant = {
  id: 'secret-counts-up',
  lie: 'Secrets are a fixed text with a counter at the end.',
  fails: ['secret-entropy'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret, displayedBy }) =>
        secret.kind === 'opaque' && displayedBy.length > 0 && secret.schema['pattern'] === undefined,
    ),
  options: () => {
    let count = 0;
    return {
      parts: {
        makeSecret: (plan, { random }) => {
          count += 1;
          return plan
            .makeSecret(random)
            .replace(/./g, 'k')
            .replace(/.{6}$/, String(100_000 + count));
        },
      },
    };
  },
};
