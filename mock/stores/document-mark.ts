import { hash } from 'node:crypto';
import type { AuthModel, FixtureUser } from '../../spec/model.ts';
import { digestOf } from '../secrets/digest.ts';

/**
 * Tells documents apart as far as stored rows depend on them: name, kinds of credentials and all that is seeded. An
 * operation or a limit may change between two starts.
 */
export function documentMark({ name, credentials, fixtures }: AuthModel): string {
  const { tenants, groups, users, credentials: seeded, records } = fixtures;
  const kinds = [...credentials].map(([kind, { secret, endedBy }]) => [kind, secret.kind, endedBy]);
  const people = [...users.values()].map(seededUser);
  const text = JSON.stringify([kinds, tenants, groups, people, seeded, [...records]]);
  return `${name} ${hash('sha256', text, 'hex').slice(0, 16)}`;
}

function seededUser(user: FixtureUser): readonly unknown[] {
  const { name, email, password, tenant, roles, groups, manager, login } = user;
  return [name, email, digestOf(password), tenant, [...roles], groups, manager, login];
}
