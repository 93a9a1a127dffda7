import { memberOf } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { replyingTo, withBody } from '../wrap.ts';
import { hasIntrospection, introspects } from './introspects.ts';

export const introspectionAlwaysActive: Mutant = {
  id: 'introspection-always-active',
  lie: 'Introspection calls active what it is asked after, whatever it is.',
  fails: ['introspection-true'],
  appliesTo: hasIntrospection,
  options: () =>
    replyingTo([200], (reply, call) => {
      const operation = call.operation?.operation;
      if (operation === undefined || !introspects(operation)) return reply;
      return withBody(reply, (body) => ({ ...Object(body), [memberOf(operation, 'active') ?? '']: true }));
    }),
};
