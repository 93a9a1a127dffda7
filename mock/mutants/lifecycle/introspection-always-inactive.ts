import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasIntrospection, introspects } from './introspects.ts';

export const introspectionAlwaysInactive: Mutant = {
  id: 'introspection-always-inactive',
  lie: 'Introspection calls every credential inactive.',
  fails: ['introspection-true'],
  appliesTo: hasIntrospection,
  options: () =>
    afterAct(introspects, (call) => {
      call.outcome = { inactive: true };
    }),
};
