import type { Mutant } from '../mutant.ts';
import { keyField, mistaking } from '../wrap.ts';

export const idOfTheKeyIsEnough: Mutant = {
  id: 'id-of-the-key-is-enough',
  lie: 'A key is looked up by its public id, its secret is never compared.',
  fails: [
    'apikey-id-secret-both-checked',
    'apikey-and-bearer-conflict',
    'credential-exact-match',
    'credential-unknown-401',
    'err-uniform-401',
    'rl-no-info-before-auth',
    'rl-counts-as-declared',
  ],
  appliesTo: (model) =>
    [...model.credentials.values()].some(
      ({ secret }) => secret.kind === 'opaque' && String(secret.schema['pattern']).includes('(?<id>'),
    ) && keyField(model) !== undefined,
  options: (model) =>
    mistaking(keyField(model) ?? '', (presented, good) => {
      const id = /^[^_]+_[^_]+_/.exec(presented)?.[0];
      return id === undefined
        ? undefined
        : good.find((one) => one.startsWith(id) && one.length === presented.length);
    }),
};
