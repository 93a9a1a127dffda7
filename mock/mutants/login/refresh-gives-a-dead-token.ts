import { afterAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh } from './applies.ts';

export const refreshGivesADeadToken: Mutant = {
  id: 'refresh-gives-a-dead-token',
  lie: 'The access token that a refresh gives does not work.',
  fails: ['refresh-works'],
  appliesTo: hasRefresh,
  options: () =>
    afterAct(isRefresh, (call) => {
      const [made] = call.outcome.minted ?? [];
      if (made !== undefined) call.world.credentials.end(made.credential, 'revoke', call.now);
    }),
};
