import type { Mutant } from '../mutant.ts';
import { hasPasswordLogin } from './applies.ts';
import { takingForRight } from './forgiving-login.ts';

export const passwordCutAt72Bytes: Mutant = {
  id: 'password-cut-at-72-bytes',
  lie: 'Of a password the first 72 bytes are compared, as bcrypt does.',
  fails: ['login-password-exact'],
  appliesTo: (model) =>
    hasPasswordLogin(model) &&
    [...model.fixtures.users.values()].some(({ password }) => Buffer.byteLength(password) > 72),
  options: (model) =>
    takingForRight(model, (given, right) => typeof given === 'string' && cut(given).equals(cut(right))),
};

function cut(password: string): Buffer {
  return Buffer.from(password).subarray(0, 72);
}
