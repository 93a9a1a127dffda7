import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { beforeLogin } from './forgiving-login.ts';

export const loginTakesTheQuery: Mutant = {
  id: 'login-takes-the-query',
  lie: 'A login reads its fields from the query as well as from the body.',
  fails: ['http-no-credentials-in-url', 'login-method-and-media-type'],
  appliesTo: hasPasswordLogin,
  options: () =>
    beforeLogin((call) => {
      const fields = Object.fromEntries(call.request.query());
      if (Object.keys(fields).length > 0) call.body = { form: 'json', value: fields };
    }),
};
