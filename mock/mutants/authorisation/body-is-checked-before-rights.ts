import { validate } from '../../stages/validate.ts';
import { afterAuthorisation, isOf, restrictedRecords } from '../access.ts';
import type { Mutant } from '../mutant.ts';

export const bodyIsCheckedBeforeRights: Mutant = {
  id: 'body-is-checked-before-rights',
  lie: 'The body is validated before the rights.',
  fails: ['http-authz-before-validation'],
  appliesTo: (model) => restrictedRecords(model, 'create').length > 0,
  options: () =>
    afterAuthorisation(async (call, refused) => {
      if (refused?.cause !== 'no-right' || !isOf(call, 'record')) return refused;
      return (await validate(call)) ?? refused;
    }),
};
