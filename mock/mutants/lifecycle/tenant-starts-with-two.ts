import type { Mutant } from '../mutant.ts';

export const tenantStartsWithTwo: Mutant = {
  id: 'tenant-starts-with-two',
  lie: 'A tenant starts with two credentials instead of one.',
  fails: ['tenant-starts-with-minimum'],
  appliesTo: (model) => [...model.credentials.values()].some(({ count }) => count.min > 0),
  model: (model) => ({
    ...model,
    fixtures: {
      ...model.fixtures,
      credentials: model.fixtures.credentials.flatMap((one) => [one, { ...one, name: `${one.name}-too` }]),
    },
  }),
};
