import { given } from '../../given.ts';
import { digestOf } from '../../secrets/digest.ts';
import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasIntrospection, introspects } from './introspects.ts';

export const inactiveIsDescribed: Mutant = {
  id: 'inactive-is-described',
  lie: 'Introspection tells owner and rights of a credential that has ended.',
  fails: ['introspection-inactive-silent'],
  appliesTo: hasIntrospection,
  options: () =>
    afterAct(introspects, (call) => {
      const kind = call.operation?.operation.object ?? '';
      const credential = call.world.credentials.byDigest(
        kind,
        digestOf(String(given(call, `${kind}.secret`))),
      );
      if (call.outcome.inactive && credential) call.outcome = { subject: { type: 'credential', credential } };
    }),
};
