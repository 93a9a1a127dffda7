import type { Fixtures } from '../../spec/model.ts';
import { digestOf } from '../secrets/digest.ts';

export interface User {
  readonly id: string;
  email: string;
  passwordDigest: string | undefined;
  /** Active tenant; empty if the user is a member of none. */
  tenant: string;
  /** Role names per tenant of which the user is a member. */
  readonly roles: Map<string, readonly string[]>;
  groups: readonly string[];
  manager: string | undefined;
  login: readonly string[] | 'any';
  data: Readonly<Record<string, unknown>>;
}

/** The people and machine users of one space. E-mail addresses are unique, whatever their case. */
export class Users {
  readonly #byId = new Map<string, User>();
  readonly #byEmail = new Map<string, User>();

  static fromFixtures(fixtures: Fixtures): Users {
    const users = new Users();
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
  }

  changeEmail(user: User, email: string): void {
    this.#byEmail.delete(user.email.toLowerCase());
    user.email = email;
    this.#byEmail.set(email.toLowerCase(), user);
  }

  remove(user: User): void {
    this.#byId.delete(user.id);
    this.#byEmail.delete(user.email.toLowerCase());
  }

  /** Takes the user out of a tenant; if it was the active one, another takes its place, or none. */
  leave(user: User, tenant: string): void {
    user.roles.delete(tenant);
    if (user.tenant === tenant) user.tenant = user.roles.keys().next().value ?? '';
  }
}
