import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, keyField, setField, takes } from '../wrap.ts';

export const tokenAsKeyIsAccepted: Mutant = {
  id: 'token-as-key-is-accepted',
  lie: 'A token in the field of the key works.',
  fails: ['apikey-cross-channel'],
  appliesTo: (model) => keyField(model) !== undefined && takes(model, 'bearer'),
  options: (model) =>
    beforeAuthentication((call) => {
      const name = keyField(model) ?? '';
      const [value] = fieldValues(call.request, name);
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value ?? '')) return undefined;
      setField(call, name, []);
      setField(call, 'Authorization', [`Bearer ${value}`]);
      return undefined;
    }),
};
