import { authorise } from '../../stages/authorise.ts';
import type { Mutant } from '../mutant.ts';
import { keyField, takes } from '../wrap.ts';

export const rightsAreBorrowedFromASecondCredential: Mutant = {
  id: 'rights-are-borrowed-from-a-second-credential',
  lie: 'Of two credentials in a request the first says who calls, and either may have the right.',
  fails: ['apikey-and-bearer-conflict'],
  appliesTo: (model) => keyField(model) !== undefined && takes(model, 'bearer'),
  options: () => ({
    stages: {
      authorise: (call) => {
        const refused = authorise(call);
        const [first, second] = call.verified;
        if (refused || first === undefined || second === undefined) return refused;
        const { credential } = first;
        call.actor = credential;
        call.user = call.world.users.get(credential.owner ?? '');
        call.tenant = call.user?.tenant ?? credential.tenant;
        return undefined;
      },
    },
  }),
};
