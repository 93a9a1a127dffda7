import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { beforeLogin } from './forgiving-login.ts';

export const loginTakesAnyMediaType: Mutant = {
  id: 'login-takes-any-media-type',
  lie: 'A login parses its body as JSON whatever the media type says.',
  fails: ['login-method-and-media-type'],
  appliesTo: hasPasswordLogin,
  options: () =>
    beforeLogin((call) => {
      try {
        call.body = { form: 'json', value: JSON.parse(call.request.body?.toString('utf8') ?? '') };
      } catch {
        // What is no JSON goes the usual way.
      }
    }),
};
