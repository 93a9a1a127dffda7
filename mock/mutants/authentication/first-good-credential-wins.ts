import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, keyField, setField, takes } from '../wrap.ts';

export const firstGoodCredentialWins: Mutant = {
  id: 'first-good-credential-wins',
  lie: 'A bad credential is overlooked if another one in the request is good.',
  fails: ['apikey-and-bearer-conflict'],
  appliesTo: (model) => keyField(model) !== undefined && takes(model, 'bearer'),
  options: (model) => ({
    stages: {
      authenticate: async (call) => {
        const refused = await authenticate(call);
        if (!refused || fieldValues(call.request, 'authorization').length === 0) return refused;
        const authorization = fieldValues(call.request, 'authorization');
        setField(call, 'Authorization', []);
        if (!(await authenticate(call))) return undefined;
        setField(call, 'Authorization', authorization);
        setField(call, keyField(model) ?? '', []);
        return authenticate(call);
      },
    },
  }),
};
