import type { Mutant } from '../mutant.ts';
import { beforeAuthentication } from '../wrap.ts';

export const headIsNotGuarded: Mutant = {
  id: 'head-is-not-guarded',
  lie: 'HEAD is served without a credential.',
  fails: ['http-head-like-get', 'authz-head-as-get'],
  appliesTo: () => true,
  options: () => beforeAuthentication((call) => (call.request.method === 'HEAD' ? 'pass' : undefined)),
};
