import type { AuthModel } from '../spec/model.ts';
import { userIdOn } from './model-for.ts';
import type { TargetConfig } from './target.ts';
import type { Taint } from './wire/taint.ts';

/** Name in aliases of what the tester gave. */
const where = 'target-file';

/**
 * Makes every secret of a target known before the first request, so that none shows whoever echoes it. The aliases are
 * those that the lab gives them later.
 */
export function registerSecrets(taint: Taint, model: AuthModel, config: TargetConfig): void {
  const { control, users, overlay, credentials, provisioned = [] } = config;
  if (control !== undefined) taint.register('control token', control.token);
  for (const [name, { password }] of Object.entries(users))
    if (password !== undefined) taint.register(`password:${userIdOn(overlay, name)}`, password);
  const isPassword = (kind: string): boolean => model.credentials.get(kind)?.isPassword === true;
  for (const { name, kind, user, secret } of provisioned) {
    if (isPassword(kind)) {
      const password = secret.slice(secret.indexOf(':') + 1);
      taint.register(`password:${userIdOn(overlay, user ?? name)}`, password);
    } else taint.aliasFor(kind, secret, where);
  }
  for (const [name, secret] of Object.entries(credentials)) {
    const kind = model.fixtures.credentials.find((one) => one.name === name)?.kind;
    if (kind === undefined) taint.register(`credential:${name}`, secret);
    else taint.aliasFor(kind, secret, where);
  }
}
