import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setAuthorization, takes } from '../wrap.ts';

export const base64IsLenient: Mutant = {
  id: 'base64-is-lenient',
  lie: 'Base64 is decoded by a decoder that skips what it does not know.',
  fails: [
    'basic-strict-base64',
    'http-comma-joined-credentials',
    'http-credentials-grammar-refused',
    'http-oversized-credentials',
    'http-ctl-in-field',
  ],
  appliesTo: (model) => takes(model, 'basic'),
  options: () =>
    beforeAuthentication((call) => {
      setAuthorization(call, (value) =>
        /^basic /i.test(value)
          ? `Basic ${Buffer.from(value.slice(6), 'base64').toString('base64')}`
          : undefined,
      );
      return undefined;
    }),
};
