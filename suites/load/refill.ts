import type { CredentialKind, Tier } from '../../spec/model.ts';
import type { Lab } from '../lab/lab.ts';

/** Refusals for a limit that are let happen before it is refilled: they are wanted, too. */
const refusalsWanted = 10;

const mostRefills = 20;

/** Lets the windows of a limit pass during traffic, where the clock of the target can be moved and the credential lives on. */
export class Refill {
  readonly #lab: Lab;
  readonly #windowSeconds: number;
  #left: number;
  #refusals = 0;
  #underWay: Promise<void> | undefined;

  constructor(lab: Lab, tiers: readonly Tier[], kind: CredentialKind) {
    this.#lab = lab;
    this.#windowSeconds = Math.max(0, ...tiers.map(({ windowSeconds }) => windowSeconds));
    const lives = [kind.lifetime, kind.idle].map((bound) =>
      typeof bound === 'string' ? Number.POSITIVE_INFINITY : bound.afterSeconds,
    );
    const within = Math.floor(Math.min(...lives) / 2 / Math.max(1, this.#windowSeconds));
    this.#left = lab.ground.clock === undefined ? 0 : Math.min(mostRefills, within);
  }

  /** A request met the limit. */
  empty(): void {
    this.#refusals += 1;
    if (this.#refusals < refusalsWanted || this.#left <= 0 || this.#underWay !== undefined) return;
    this.#left -= 1;
    this.#underWay = this.#lab.wait(this.#windowSeconds).finally(() => {
      this.#refusals = 0;
      this.#underWay = undefined;
    });
    // Told when it is waited for.
    this.#underWay.catch(() => {});
  }

  async settled(): Promise<void> {
    await this.#underWay;
  }
}
