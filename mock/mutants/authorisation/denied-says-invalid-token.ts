import { deniedNames } from '../access.ts';
import type { Mutant } from '../mutant.ts';
import { replying } from '../wrap.ts';

export const deniedSaysInvalidToken: Mutant = {
  id: 'denied-says-invalid-token',
  lie: 'A token without the right is called invalid.',
  fails: ['bearer-insufficient-scope-403'],
  appliesTo: (model) =>
    [...model.schemes.values()].some(
      ({ name, carrier }) =>
        carrier.in === 'header' &&
        carrier.scheme === 'bearer' &&
        model.operations.some((operation) =>
          deniedNames(model, operation).some(({ scheme }) => scheme === name),
        ),
    ),
  options: () =>
    replying((reply, call) =>
      call.refusal?.cause === 'no-right'
        ? {
            ...reply,
            headers: { ...reply.headers, 'WWW-Authenticate': 'Bearer realm="api", error="invalid_token"' },
          }
        : reply,
    ),
};
