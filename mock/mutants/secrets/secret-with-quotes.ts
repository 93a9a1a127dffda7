import type { Mutant } from '../mutant.ts';

export const secretWithQuotes: Mutant = {
  id: 'secret-with-quotes',
  lie: 'Secrets hold commas and quotes, which break headers and shells.',
  fails: ['fmt-charset-url-safe', 'secret-fits-declared-format'],
  appliesTo: ({ credentials, schemes }) =>
    [...schemes.values()].some(
      ({ carrier, credential }) =>
        carrier.in === 'header' &&
        carrier.name.toLowerCase() !== 'authorization' &&
        credentials.get(credential)?.secret.kind === 'opaque',
    ),
  options: () => ({ parts: { makeSecret: (plan, { random }) => `${plan.makeSecret(random)},"x"` } }),
};
