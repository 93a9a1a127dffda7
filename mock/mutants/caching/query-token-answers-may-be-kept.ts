import { refuse } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import { render } from '../../stages/render.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues, setField, takes } from '../wrap.ts';

export const queryTokenAnswersMayBeKept: Mutant = {
  id: 'query-token-answers-may-be-kept',
  lie: 'A token in ?access_token= works, and the answer says nothing of caching.',
  fails: ['bearer-query-not-accepted', 'bearer-query-response-private', 'http-no-credentials-in-url'],
  appliesTo: (model) => takes(model, 'bearer'),
  options: () => ({
    stages: {
      authenticate: (call) => {
        const token = call.request.query().get('access_token');
        if (token === null) return authenticate(call);
        if (fieldValues(call.request, 'authorization').length > 0)
          return refuse('two-credentials', 'a token in two places');
        setField(call, 'Authorization', [`Bearer ${token}`]);
        return authenticate(call);
      },
      render: (call) => {
        const { headers, ...reply } = render(call);
        const { 'Cache-Control': directives, ...others } = headers;
        return { ...reply, headers: call.request.query().has('access_token') ? others : headers };
      },
    },
  }),
};
