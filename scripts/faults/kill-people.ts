import { acknowledged, send } from './kill-client.ts';
import type { Subject, Trial } from './kill-rounds.ts';
import type { MockProcess } from './mock-process.ts';

/** People are made and sign in, get other passwords, and are removed. */
export class PeopleTrial implements Trial {
  readonly #admin: { readonly email: string; readonly password: string };
  readonly #people: KnownPerson[] = [];
  #bearer: { readonly mock: MockProcess; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly figures = { people: 0, passwordsChanged: 0, removed: 0 };

  constructor(admin: { readonly email: string; readonly password: string }) {
    this.#admin = admin;
  }

  get subjects(): readonly Subject[] {
    return this.#people;
  }

  async act(mock: MockProcess, random: (bound: number) => number): Promise<void> {
    const headers = await this.#headers(mock);
    const choice = random(10);
    const settled = this.#people.filter(({ state }) => state === 'there');
    const person = choice < 4 ? undefined : settled[random(Math.max(1, settled.length))];
    if (!person) {
      const number = `${this.#people.length}-${random(1_000_000_000)}`;
      const email = `p${number}@kept.example`;
      const password = `first-${number}`;
      const { id = '' } = await acknowledged(mock, 'POST', '/people', 201, {
        headers,
        body: { email, password },
      });
      const made = new KnownPerson(id, email, password);
      this.#people.push(made);
      this.figures.people++;
      await made.signIn(mock);
    } else if (choice < 8) {
      const password = `other-${random(1_000_000_000)}`;
      person.begin({ passwordTo: password });
      await acknowledged(mock, 'PATCH', `/people/${person.id}`, 200, { headers, body: { password } });
      person.end('there', password);
      this.figures.passwordsChanged++;
      await person.signIn(mock);
    } else {
      person.begin({ removal: true });
      await acknowledged(mock, 'DELETE', `/people/${person.id}`, 204, { headers });
      person.end('removed');
      this.figures.removed++;
    }
  }

  /** The sign-in of the administrator, once for each start of the server. */
  async #headers(mock: MockProcess): Promise<Readonly<Record<string, string>>> {
    if (this.#bearer?.mock === mock) return this.#bearer.headers;
    const { token = '' } = await acknowledged(mock, 'POST', '/login', 200, { body: this.#admin });
    const headers = { authorization: `Bearer ${token}` };
    this.#bearer = { mock, headers };
    return headers;
  }
}

class KnownPerson implements Subject {
  readonly id: string;
  readonly #email: string;
  #password: string;
  readonly #oldPasswords: string[] = [];
  /** Of the sign-in with the present password. */
  #token: string | undefined;
  readonly #oldTokens: string[] = [];
  /** A request about it was under way at the crash: it has happened as a whole, or not at all. */
  #underWay: { readonly passwordTo?: string; readonly removal?: boolean } | undefined;
  state: 'there' | 'removed' | 'busy' = 'there';
  isTouched = true;

  constructor(id: string, email: string, password: string) {
    this.id = id;
    this.#email = email;
    this.#password = password;
  }

  /** Nobody else picks it from here on. */
  begin(underWay: { readonly passwordTo?: string; readonly removal?: boolean }): void {
    this.state = 'busy';
    this.isTouched = true;
    this.#underWay = underWay;
  }

  end(state: 'there' | 'removed', password = this.#password): void {
    this.state = state;
    this.#underWay = undefined;
    if (password !== this.#password) this.#oldPasswords.push(this.#password);
    this.#password = password;
    if (this.#token !== undefined) this.#oldTokens.push(this.#token);
    this.#token = undefined;
  }

  async signIn(mock: MockProcess): Promise<void> {
    this.state = 'busy';
    const { token } = await acknowledged(mock, 'POST', '/login', 200, { body: this.#with(this.#password) });
    this.#token = token;
    this.state = 'there';
  }

  async broken(mock: MockProcess): Promise<readonly string[]> {
    this.isTouched = false;
    const { passwordTo, removal } = this.#underWay ?? {};
    const opens = async (password: string): Promise<boolean> =>
      (await send(mock, 'POST', '/login', { body: this.#with(password) })).status === 200;
    if (removal) this.#settle((await opens(this.#password)) ? 'there' : 'removed', this.#password);
    else if (passwordTo !== undefined)
      this.#settle('there', (await opens(passwordTo)) ? passwordTo : this.#password);
    else if (this.state === 'busy') this.state = 'there';

    const found: string[] = [];
    const hold = (is: boolean, should: boolean, what: string): void => {
      if (is !== should) found.push(`person ${this.id} is ${this.state}, but ${what}: ${is}`);
    };
    const isThere = this.state === 'there';
    hold(await opens(this.#password), isThere, 'the password opens');
    for (const old of this.#oldPasswords.slice(-2)) hold(await opens(old), false, 'an old password opens');
    const works = async (token: string): Promise<boolean> =>
      (await send(mock, 'GET', '/me', { headers: { authorization: `Bearer ${token}` } })).status === 200;
    if (this.#token !== undefined) hold(await works(this.#token), isThere, 'the token works');
    for (const old of this.#oldTokens.slice(-2)) hold(await works(old), false, 'a token of before works');
    return found;
  }

  /** What a crash cut off has happened, or has not: its tokens are held to the same. */
  #settle(state: 'there' | 'removed', password: string): void {
    const token = this.#token;
    const isAsBefore = state === 'there' && password === this.#password;
    this.end(state, password);
    if (!isAsBefore) return;
    this.#token = token;
    if (token !== undefined) this.#oldTokens.pop();
  }

  #with(password: string): { readonly email: string; readonly password: string } {
    return { email: this.#email, password };
  }
}
