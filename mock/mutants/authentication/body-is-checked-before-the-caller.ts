import { validate } from '../../stages/validate.ts';
import type { Mutant } from '../mutant.ts';
import { beforeAuthentication } from '../wrap.ts';

export const bodyIsCheckedBeforeTheCaller: Mutant = {
  id: 'body-is-checked-before-the-caller',
  lie: 'A request without a credential is told what is wrong with its body.',
  fails: ['http-authn-before-everything', 'http-authz-before-validation', 'foreign-before-validation'],
  appliesTo: (model) => model.operations.some(({ body }) => body !== undefined),
  options: () => beforeAuthentication((call) => validate(call)),
};
