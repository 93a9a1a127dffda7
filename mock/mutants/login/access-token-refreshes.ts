import { makeCredentials } from '../../actions/make.ts';
import { defaultStages, refuse } from '../../index.ts';
import { digestOf } from '../../secrets/digest.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh, proofKinds } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const accessTokenRefreshes: Mutant = {
  id: 'access-token-refreshes',
  lie: 'An access token is taken for a refresh token.',
  fails: ['access-not-refresh'],
  appliesTo: (model) => hasRefresh(model) && proofKinds(model).length > 0,
  options: () =>
    insteadOfAct(isRefresh, async (call) => {
      const kind = call.operation?.operation.object ?? '';
      const texts = Object.values(bodyOf(call)).filter((value) => typeof value === 'string');
      const access = texts.flatMap((text) => call.world.credentials.byDigest(kind, digestOf(text)) ?? [])[0];
      if (access === undefined) return defaultStages.act(call);
      const made = await makeCredentials(call, call.operation?.made ?? [], {
        owner: call.world.users.get(access.owner ?? ''),
        tenant: access.tenant,
        session: access.session,
        fromRequest: false,
      });
      if ('cause' in made) return refuse(made.cause, made.reason);
      call.outcome = made;
      return undefined;
    }),
};
