import type { Mutant } from '../mutant.ts';
import { replying } from '../wrap.ts';
import { hasPasswordLogin } from './applies.ts';
import { bodyOf, memberFor } from './request-body.ts';

export const unknownUserIsTold: Mutant = {
  id: 'unknown-user-is-told',
  lie: 'A login tells whether there is such a user.',
  fails: ['login-no-user-enumeration'],
  appliesTo: hasPasswordLogin,
  options: () =>
    replying((reply, call) => {
      if (call.refusal?.cause !== 'wrong-login' || !reply.payload) return reply;
      const email = bodyOf(call)[memberFor(call, 'user.email')];
      if (typeof email !== 'string' || call.world.users.byEmail(email)) return reply;
      const text = String(reply.payload).replace(
        /"(message|error|code)":"[^"]*"/,
        '"$1":"There is no such user"',
      );
      return { ...reply, payload: Buffer.from(text) };
    }),
};
