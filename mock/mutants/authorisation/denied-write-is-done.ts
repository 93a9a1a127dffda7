import { act } from '../../stages/act.ts';
import { locate } from '../../stages/locate.ts';
import { validate } from '../../stages/validate.ts';
import { afterAuthorisation, isOf, letPass, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const deniedWriteIsDone: Mutant = {
  id: 'denied-write-is-done',
  lie: 'A write without the right is refused, but done.',
  fails: ['authz-bola-write', 'authz-denied-has-no-side-effect'],
  appliesTo: (model) => restrictedRecords(model, 'create').length > 0,
  options: () =>
    afterAuthorisation(async (call, refused) => {
      if (refused?.cause !== 'no-right' || !isOf(call, 'record', 'create', 'update', 'delete'))
        return refused;
      letPass(call);
      if (!locate(call) && !(await validate(call))) await act(call);
      call.outcome = {};
      return refused;
    }),
};
