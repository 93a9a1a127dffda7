import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues, keyField, setField } from '../wrap.ts';

export const lastKeyLineWins: Mutant = {
  id: 'last-key-line-wins',
  lie: 'Of two key lines the last counts.',
  fails: ['apikey-duplicate-header'],
  appliesTo: (model) => keyField(model) !== undefined,
  options: (model) =>
    beforeAuthentication((call) => {
      const last = fieldValues(call.request, keyField(model) ?? '').at(-1);
      if (last !== undefined) setField(call, keyField(model) ?? '', [last]);
      return undefined;
    }),
};
