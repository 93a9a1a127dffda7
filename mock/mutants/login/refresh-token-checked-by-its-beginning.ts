import { makeCredentials } from '../../actions/make.ts';
import { defaultStages } from '../../index.ts';
import { insteadOfAct } from '../lie.ts';
import type { Mutant } from '../mutant.ts';
import { hasRefresh, isRefresh, proofKinds } from './applies.ts';
import { bodyOf } from './request-body.ts';

export const refreshTokenCheckedByItsBeginning: Mutant = {
  id: 'refresh-token-checked-by-its-beginning',
  lie: 'A refresh token is looked up by its first characters: cut or altered ones refresh too.',
  fails: ['access-not-refresh', 'refresh-tampered-refused'],
  appliesTo: (model) => hasRefresh(model) && proofKinds(model).length > 0,
  options: (model) =>
    insteadOfAct(isRefresh, async (call) => {
      const refused = await defaultStages.act(call);
      const text = Object.values(bodyOf(call)).find(
        (value) => typeof value === 'string' && value.length > 40,
      );
      if (refused?.cause !== 'tampered' || text === undefined) return refused;
      const [proof] = proofKinds(model)
        .flatMap((kind) => [...call.world.credentials.of(kind)])
        .filter((one) => one.end === undefined);
      if (proof === undefined) return refused;
      const made = await makeCredentials(call, call.operation?.made ?? [], {
        owner: call.world.users.get(proof.owner ?? ''),
        tenant: proof.tenant,
        session: proof.session,
        fromRequest: false,
      });
      if ('cause' in made) return refused;
      call.outcome = made;
      return undefined;
    }),
};
