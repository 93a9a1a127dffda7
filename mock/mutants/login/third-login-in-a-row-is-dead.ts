import type { World } from '../../state/world.ts';
import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin, isPasswordLogin } from './applies.ts';
import { bodyOf, memberFor } from './request-body.ts';

export const thirdLoginInARowIsDead: Mutant = {
  id: 'third-login-in-a-row-is-dead',
  lie: 'Who logs in with the password three times in a row gets a token that does not work.',
  fails: ['login-repeatable'],
  appliesTo: hasPasswordLogin,
  options: () => {
    const rows = new WeakMap<World, { readonly owner: string | undefined; readonly length: number }>();
    return afterAct(isPasswordLogin, (call) => {
      const made = call.outcome.minted?.[0]?.credential;
      if (!made || bodyOf(call)[memberFor(call, 'user.password')] === undefined) return;
      const before = rows.get(call.world);
      const length = before?.owner === made.owner ? (before?.length ?? 0) + 1 : 1;
      rows.set(call.world, { owner: made.owner, length });
      if (length > 2) call.world.credentials.end(made, 'revoke', call.now);
    });
  },
};
