import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, setBasic, takes } from '../wrap.ts';

export const basicIsReadAsLatin1: Mutant = {
  id: 'basic-is-read-as-latin1',
  lie: 'Basic credentials are decoded as Latin-1.',
  fails: ['basic-utf8'],
  appliesTo: (model) =>
    takes(model, 'basic') &&
    model.operations.some(
      ({ objectKind, verb, request }) =>
        objectKind === 'user' &&
        verb === 'update' &&
        request.some(({ attribute }) => attribute === 'user.password'),
    ),
  options: () =>
    beforeAuthentication((call) => {
      setBasic(call, (_, encoded) => Buffer.from(encoded, 'base64').toString('latin1'));
      return undefined;
    }),
};
