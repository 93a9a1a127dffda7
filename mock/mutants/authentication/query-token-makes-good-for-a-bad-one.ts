import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, setField, takes } from '../wrap.ts';

export const queryTokenMakesGoodForABadOne: Mutant = {
  id: 'query-token-makes-good-for-a-bad-one',
  lie: 'A bad token in Authorization is forgiven if there is a good one in ?access_token=.',
  fails: ['bearer-one-method-per-request', 'http-no-credentials-in-url'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => ({
    stages: {
      authenticate: async (call) => {
        const refused = await authenticate(call);
        const token = call.request.query().get('access_token');
        if (!refused || token === null || fieldValues(call.request, 'authorization').length === 0)
          return refused;
        setField(call, 'Authorization', [`Bearer ${token}`]);
        return authenticate(call);
      },
    },
  }),
};
