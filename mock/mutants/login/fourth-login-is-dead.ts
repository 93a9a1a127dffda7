import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin, isPasswordLogin } from './applies.ts';

export const fourthLoginIsDead: Mutant = {
  id: 'fourth-login-is-dead',
  lie: 'Who logs in a fourth time gets a token that does not work.',
  fails: ['tenant-switch-works', 'login-repeatable'],
  appliesTo: hasPasswordLogin,
  options: () =>
    afterAct(isPasswordLogin, (call) => {
      const made = call.outcome.minted?.[0]?.credential;
      if (!made) return;
      const earlier = [...call.world.credentials.of(made.kind.name)].filter(
        ({ owner }) => owner === made.owner,
      ).length;
      if (earlier > 3) call.world.credentials.end(made, 'revoke', call.now);
    }),
};
