import type { Fixtures } from '../../spec/model.ts';
import { digestOf } from '../secrets/digest.ts';
import type { Changes, Writable } from './changes.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly passwordDigest: string | undefined;
  /** Active tenant; empty if the user is a member of none. */
  readonly tenant: string;
  /** Role names per tenant of which the user is a member. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly groups: readonly string[];
  readonly manager: string | undefined;
  readonly login: readonly string[] | 'any';
  readonly data: Readonly<Record<string, unknown>>;
}

/** The people and machine users of one space. E-mail addresses are unique, whatever their case. */
export class Users {
  readonly #byId = new Map<string, User>();
  readonly #byEmail = new Map<string, User>();
  readonly #changes: Changes | undefined;

  constructor(changes?: Changes) {
    this.#changes = changes;
  }

  static fromFixtures(fixtures: Fixtures, changes?: Changes): Users {
    const users = new Users(changes);
    for (const [id, fixture] of fixtures.users) {
      users.add({
        id,
        email: fixture.email,
        passwordDigest: digestOf(fixture.password),
        tenant: fixture.tenant,
        roles: new Map(fixture.roles),
        groups: fixture.groups,
        manager: fixture.manager,
        login: fixture.login,
        data: {},
      });
    }
    return users;
  }

  get(id: string): User | undefined {
    return this.#byId.get(id);
  }

  byEmail(email: string): User | undefined {
    return this.#byEmail.get(email.toLowerCase());
  }

  all(): Iterable<User> {
    return this.#byId.values();
  }

  add(user: User): void {
    this.#byId.set(user.id, user);
    if (user.email !== '') this.#byEmail.set(user.email.toLowerCase(), user);
    this.#changes?.touch('user', user.id);
  }

  change(user: Writable<User>, changed: Partial<Omit<User, 'id'>>): void {
    if (changed.email !== undefined && changed.email !== user.email) {
      this.#forgetEmail(user);
      if (changed.email !== '') this.#byEmail.set(changed.email.toLowerCase(), user);
    }
    Object.assign(user, changed);
    this.#changes?.touch('user', user.id);
  }

  remove(user: User): void {
    this.#byId.delete(user.id);
    this.#forgetEmail(user);
    this.#changes?.touch('user', user.id);
  }

  setRoles(user: User, tenant: string, names: readonly string[]): void {
    this.change(user, { roles: new Map(user.roles).set(tenant, names) });
  }

  /** Takes the user out of a tenant; if it was the active one, another takes its place, or none. */
  leave(user: User, tenant: string): void {
    if (!user.roles.has(tenant) && user.tenant !== tenant) return;
    const roles = new Map(user.roles);
    roles.delete(tenant);
    this.change(user, {
      roles,
      tenant: user.tenant === tenant ? (roles.keys().next().value ?? '') : user.tenant,
    });
  }

  #forgetEmail(user: User): void {
    const key = user.email.toLowerCase();
    if (this.#byEmail.get(key) === user) this.#byEmail.delete(key);
  }
}
