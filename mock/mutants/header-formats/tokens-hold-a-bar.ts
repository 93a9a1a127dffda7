import type { Mutant } from '../mutant.ts';
import { takes } from '../wrap.ts';

export const tokensHoldABar: Mutant = {
  id: 'tokens-hold-a-bar',
  lie: 'Tokens look like id|secret.',
  fails: ['bearer-token68-charset', 'fmt-charset-url-safe'],
  appliesTo: (model) =>
    takes(model, 'bearer') &&
    [...model.credentials.values()].some(
      ({ secret, issuedBy }) =>
        secret.kind === 'opaque' && secret.schema['pattern'] === undefined && issuedBy === 'self',
    ),
  options: () => ({ parts: { makeSecret: (kind, { random }) => `7|${kind.makeSecret(random)}` } }),
};
