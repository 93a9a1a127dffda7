import { act } from '../../stages/act.ts';
import { validate } from '../../stages/validate.ts';
import type { Mutant } from '../mutant.ts';
import { afterAuthentication } from '../wrap.ts';

export const refusedWriteIsDone: Mutant = {
  id: 'refused-write-is-done',
  lie: 'A POST without a credential is refused, but the record is made.',
  fails: ['http-denied-has-no-side-effect'],
  appliesTo: () => true,
  options: () =>
    afterAuthentication((call, refused) => {
      if (
        refused?.cause !== 'no-credential' ||
        call.request.method !== 'POST' ||
        call.operation?.operation.objectKind !== 'record'
      )
        return refused;
      call.user = [...call.world.users.all()][0];
      call.tenant = call.user?.tenant ?? '';
      call.reach = ['tenant'];
      if (!validate(call)) act(call);
      call.outcome = {};
      return refused;
    }),
};
