import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, keyField, setField, takes } from '../wrap.ts';

export const keyAsBearerTokenIsAccepted: Mutant = {
  id: 'key-as-bearer-token-is-accepted',
  lie: 'A key under Authorization: Bearer works.',
  fails: ['apikey-cross-channel'],
  appliesTo: (model) => keyField(model) !== undefined && takes(model, 'bearer'),
  options: (model) =>
    beforeAuthentication((call) => {
      const key = /^Bearer (\w+)$/.exec(fieldValues(call.request, 'authorization')[0] ?? '')?.[1];
      if (key === undefined) return undefined;
      setField(call, 'Authorization', []);
      setField(call, keyField(model) ?? '', [key]);
      return undefined;
    }),
};
