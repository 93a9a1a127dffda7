import { locate } from '../../stages/locate.ts';
import { validate } from '../../stages/validate.ts';
import type { Mutant } from '../mutant.ts';

export const bodyIsCheckedBeforeTheBorder: Mutant = {
  id: 'body-is-checked-before-the-border',
  lie: 'The body for a foreign record is validated first.',
  fails: ['foreign-before-validation'],
  appliesTo: (model) =>
    model.fixtures.tenants.length > 1 &&
    model.operations.some(
      ({ objectKind, path, body }) => objectKind === 'record' && path.includes('{') && body !== undefined,
    ),
  options: () => ({
    stages: {
      locate: async (call) => {
        const refused = await locate(call);
        return refused?.cause === 'foreign-record' ? ((await validate(call)) ?? refused) : refused;
      },
    },
  }),
};
