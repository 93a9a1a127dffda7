import { acknowledged, send } from './kill-client.ts';
import type { Subject, Trial } from './kill-rounds.ts';
import type { MockProcess } from './mock-process.ts';

/** Keys are issued, revoked and rotated. `unsure`: a request about one was under way at the crash. */
export class KeyTrial implements Trial {
  readonly #admin: Readonly<Record<string, string>>;
  readonly #keys: KnownKey[] = [];
  readonly figures = { issued: 0, revoked: 0, rotated: 0 };

  constructor(admin: Readonly<Record<string, string>>) {
    this.#admin = admin;
  }

  get subjects(): readonly Subject[] {
    return this.#keys;
  }

  async act(mock: MockProcess, random: (bound: number) => number): Promise<void> {
    const asAdmin = { headers: this.#admin, isConsole: true };
    const choice = random(10);
    const live = this.#keys.filter(({ state }) => state === 'works');
    const key = choice < 5 ? undefined : live[random(Math.max(1, live.length))];
    // From here on nobody else picks it, and a crash leaves it in doubt.
    key?.begin();
    if (!key) {
      const made = await acknowledged(mock, 'POST', '/keys', 201, { ...asAdmin, body: { rights: ['read'] } });
      this.#keys.push(new KnownKey(made));
      this.figures.issued++;
    } else if (choice < 8) {
      await acknowledged(mock, 'DELETE', `/keys/${key.id}`, 204, asAdmin);
      key.state = 'revoked';
      this.figures.revoked++;
    } else {
      const successor = await acknowledged(mock, 'POST', `/keys/${key.id}/rotate`, 200, asAdmin);
      key.state = 'revoked';
      this.#keys.push(new KnownKey(successor));
      this.figures.rotated++;
    }
  }
}

class KnownKey implements Subject {
  readonly id: string;
  readonly #value: string;
  state: 'works' | 'revoked' | 'unsure' = 'works';
  isTouched = true;

  constructor({ id = '', key = '' }: Readonly<Record<string, string>>) {
    this.id = id;
    this.#value = key;
  }

  begin(): void {
    this.state = 'unsure';
    this.isTouched = true;
  }

  /** From then on the server is held to what it showed of a key that was in doubt. */
  async broken(mock: MockProcess): Promise<readonly string[]> {
    this.isTouched = false;
    const { status } = await send(mock, 'GET', '/notes', { headers: { 'X-Key': this.#value } });
    const shown = status === 200 ? 'works' : 'revoked';
    if (this.state === 'unsure') this.state = shown;
    return shown === this.state ? [] : [`key ${this.id} was ${this.state}, GET answers ${status}`];
  }
}
