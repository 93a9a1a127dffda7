import type { Call, Verified } from '../../call.ts';
import { authenticate } from '../../stages/authenticate.ts';
import type { Mutant } from '../mutant.ts';
import { fieldValues } from '../wrap.ts';

/** Clients that ask to keep the connection share it with others here; those that do not say so keep it to themselves. */
function isRaw(call: Call): boolean {
  return call.request.headers.connection === undefined;
}

export const lastCallerIsRemembered: Mutant = {
  id: 'last-caller-is-remembered',
  lie: 'Who calls is kept in a variable of the process while a second caller shares the connection.',
  fails: ['http-per-request-auth'],
  appliesTo: () => true,
  options: () => {
    const last = new WeakMap<object, readonly Verified[]>();
    return {
      stages: {
        authenticate: async (call) => {
          const known = last.get(call.request.connection);
          if (fieldValues(call.request, 'authorization').length === 0 && known !== undefined && isRaw(call))
            call.verified = known;
          const refused = call.verified.length > 0 ? undefined : await authenticate(call);
          if (!refused) last.set(call.request.connection, call.verified);
          return refused;
        },
      },
    };
  },
};
