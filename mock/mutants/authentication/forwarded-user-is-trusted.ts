import type { Mutant } from '../mutant.ts';
import { beforeAuthentication, fieldValues } from '../wrap.ts';

export const forwardedUserIsTrusted: Mutant = {
  id: 'forwarded-user-is-trusted',
  lie: 'A request with X-Forwarded-User needs no credential.',
  fails: ['forwarded-headers-not-trusted', 'authz-client-role-ignored'],
  appliesTo: () => true,
  options: () =>
    beforeAuthentication((call) =>
      fieldValues(call.request, 'x-forwarded-user').length > 0 ? 'pass' : undefined,
    ),
};
