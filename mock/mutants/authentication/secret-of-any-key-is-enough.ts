import type { Mutant } from '../mutant.ts';
import { keyField, mistaking } from '../wrap.ts';

export const secretOfAnyKeyIsEnough: Mutant = {
  id: 'secret-of-any-key-is-enough',
  lie: 'A key is looked up by its secret, and the id before it is not compared.',
  fails: ['apikey-id-secret-both-checked', 'credential-exact-match'],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret }) => secret.kind === 'opaque' && String(secret.schema['pattern']).includes('(?<id>'),
    ) && keyField(model) !== undefined,
  options: (model) =>
    mistaking(keyField(model) ?? '', (presented, good) => {
      const secret = /^[^_]+_[^_]+_(\w+)$/.exec(presented)?.[1];
      return secret === undefined ? undefined : good.find((one) => one.endsWith(`_${secret}`));
    }),
};
