import { hash } from 'node:crypto';
import type { AuthModel } from '../../spec/model.ts';

/**
 * Tells documents apart as far as stored rows depend on them: name, kinds of credentials and what is seeded. An
 * operation or a limit may change between two starts.
 */
export function documentMark({ name, credentials, fixtures }: AuthModel): string {
  const kinds = [...credentials].map(([kind, { secret, endedBy }]) => [kind, secret.kind, endedBy]);
  const users = [...fixtures.users.keys()];
  const seeded = fixtures.credentials.map((fixture) => [fixture.kind, fixture.name, fixture.owner]);
  const digest = hash('sha256', JSON.stringify([kinds, users, fixtures.tenants, seeded]), 'hex');
  return `${name} ${digest.slice(0, 16)}`;
}
