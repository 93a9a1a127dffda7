import { randomBytes } from 'node:crypto';
import { UsageError } from '../../../spec/errors.ts';
import type { CredentialKind } from '../../../spec/model.ts';
import type { Parts } from '../../parts.ts';
import type { MockPlan } from '../../plan/plan.ts';
import { mainSpace } from '../../spaces.ts';
import { steadyNow } from '../../state/clock-timer.ts';
import { World, type WorldOptions } from '../../state/world.ts';
import { documentMark } from '../document-mark.ts';
import { allRows, type Row } from '../rows.ts';
import type { RedisLink } from './link.ts';
import {
  type Confirmation,
  confirmation,
  type Loaded,
  listOf,
  loaded,
  pairsOf,
  realTimeIn,
} from './replies.ts';
import * as scripts from './scripts.ts';
import { SharedLimiter } from './shared-limiter.ts';
import { keysKey, type SpaceKeys, spaceKeys, spacesKey } from './space-keys.ts';

/** Of the rows in Redis. */
const format = 1;
/** How long a process that holds the lock may be silent before others go on without it. */
const lockMs = 5000;

export interface Keeping {
  readonly seen: string;
  readonly next: string;
  readonly rows: readonly Row[];
  readonly units: readonly (readonly unknown[])[];
  readonly uses: readonly (readonly [string, number])[];
  readonly isLeased: boolean;
  readonly replaces: boolean;
}

/** What the spaces of one document ask of Redis. */
export class RedisStore {
  readonly #link: RedisLink;
  readonly #plan: MockPlan;
  readonly #parts: Parts;
  readonly #document: string;
  /** Tells whose a lock is. */
  readonly #token = randomBytes(9).toString('base64url');
  readonly #kindsWithUses: ReadonlySet<string>;
  #realMs = 0;
  #realAtMs = 0;

  constructor(link: RedisLink, plan: MockPlan, parts: Parts) {
    this.#link = link;
    this.#plan = plan;
    this.#parts = parts;
    this.#document = plan.model.name;
    this.#kindsWithUses = kindsWithUses(plan);
  }

  /** @throws UsageError if another document, or a newer version, has left its rows there */
  async adopt(): Promise<void> {
    const { model, keys } = this.#plan;
    // Before anything is seeded: fixtures are issued at an instant of that clock.
    const [seconds, micros] = listOf(await this.#link.command('TIME')).map(Number);
    this.#setTime([0, 0, (seconds ?? 0) * 1000 + Math.floor((micros ?? 0) / 1000)]);
    const key = keysKey(this.#document);
    const own = [...keys].map(([name, one]) => [`key ${name}`, one.exported()] as const);
    for (const [field, value] of [
      ['document', documentMark(model)],
      ['format', String(format)],
      ...own,
    ] as const)
      await this.#link.command('HSETNX', key, field, value);
    const stored = new Map(pairsOf(await this.#link.command('HGETALL', key)));
    if (Number(stored.get('format')) !== format)
      throw new UsageError(
        `This Redis holds "${this.#document}" in format ${stored.get('format')}; this version knows ${format}. Use another database of it.`,
      );
    if (stored.get('document') !== documentMark(model))
      throw new UsageError(
        `This Redis holds another form of "${this.#document}": its credentials or fixtures (people, passwords, records) differ. Use another database of it, or remove the keys authproof:{${this.#document}}:*.`,
      );
    for (const [name, one] of keys) one.adopt(stored.get(`key ${name}`) ?? one.exported());
  }

  /** A world whose time is that of Redis, and whose limits are kept there. */
  world(name: string, options: WorldOptions): World {
    return new World(name, this.#plan, this.#parts, {
      ...options,
      isKept: true,
      realNow: () => this.#realNow(),
      makeLimiter: () => new SharedLimiter(),
    });
  }

  keysOf(space: string): SpaceKeys {
    return spaceKeys(this.#document, space);
  }

  /** Does anybody see when a credential of this kind was used last? If not, nobody need be told. */
  tellsUses({ name }: CredentialKind): boolean {
    return this.#kindsWithUses.has(name);
  }

  /** Asks what the words say, for a copy of the version that was seen; takes the lock, too, if it is leased. */
  async confirm(
    keys: SpaceKeys,
    seen: string,
    isLeased: boolean,
    uses: number,
    words: readonly string[],
  ): Promise<Confirmation> {
    const reply = await this.#link.run(
      scripts.confirm,
      [keys.head, keys.log, keys.counters, keys.lock, keys.used, keys.usedAt],
      [seen, isLeased ? this.#token : '', String(lockMs), String(uses), ...words],
    );
    this.#setTime(reply);
    return confirmation(reply);
  }

  async keep(keys: SpaceKeys, keeping: Keeping): Promise<string> {
    const { seen, next, rows, units, uses, isLeased, replaces } = keeping;
    const reply = await this.#link.run(
      scripts.keep,
      [keys.head, keys.log, keys.counters, keys.lock, keys.used, keys.usedAt, keys.rows],
      [
        seen,
        next,
        isLeased ? this.#token : '',
        writtenRows(rows),
        JSON.stringify(units),
        JSON.stringify(uses),
        replaces ? 'replace' : '',
      ],
    );
    return String(reply);
  }

  /** False if there is such a space already. */
  async found(world: World): Promise<boolean> {
    const keys = this.keysOf(world.name);
    const version = `1.${randomBytes(6).toString('hex')}`;
    const reply = await this.#link.run(
      scripts.found,
      [keys.head, keys.log, keys.rows, spacesKey(this.#document)],
      [version, writtenRows(allRows(world)), world.name],
    );
    return reply === 'made';
  }

  /**
   * The main space of a Redis that holds nothing (any more): the fixtures, with new values, so that no credential that
   * was revoked comes back to life. Any other space is gone.
   */
  async foundAgain({ name }: World): Promise<boolean> {
    if (name !== mainSpace) return false;
    await this.adopt();
    await this.found(this.world(name, {}));
    return true;
  }

  async load(keys: SpaceKeys): Promise<Loaded | 'gone'> {
    const reply = await this.#link.run(scripts.load, [keys.head, keys.rows, keys.usedAt], []);
    this.#setTime(reply);
    return loaded(reply);
  }

  async counters(keys: SpaceKeys): Promise<readonly (readonly [string, string])[]> {
    return pairsOf(await this.#link.command('HGETALL', keys.counters));
  }

  async has(space: string): Promise<boolean> {
    return (await this.#link.command('EXISTS', this.keysOf(space).head)) === 1;
  }

  async names(): Promise<readonly string[]> {
    const names = listOf(await this.#link.command('SMEMBERS', spacesKey(this.#document))).map(String);
    return names.sort((a, b) => Number(b === mainSpace) - Number(a === mainSpace) || (a < b ? -1 : 1));
  }

  async drop(space: string): Promise<boolean> {
    const gone = await this.#link.command('DEL', ...Object.values(this.keysOf(space)));
    await this.#link.command('SREM', spacesKey(this.#document), space);
    return Number(gone) > 0;
  }

  close(): void {
    this.#link.close();
  }

  #realNow(): number {
    return this.#realMs + Math.floor(steadyNow() - this.#realAtMs);
  }

  /** Set to the last answer each time: it lags by less than a round trip, and the machine's own clock does not matter. */
  #setTime(reply: unknown): void {
    const real = realTimeIn(reply);
    if (real === undefined) return;
    this.#realMs = real;
    this.#realAtMs = steadyNow();
  }
}

function writtenRows(rows: readonly Row[]): string {
  return JSON.stringify(rows.map(({ key, value }) => [key, value ?? null]));
}

function kindsWithUses({ model }: MockPlan): ReadonlySet<string> {
  const shown = model.operations.flatMap((operation) =>
    [...operation.responses.values()].flatMap(({ places }) => places.map(({ attribute }) => attribute)),
  );
  return new Set(
    [...model.credentials.values()]
      .filter(({ name, idle }) => typeof idle === 'object' || shown.includes(`${name}.lastUsedAt`))
      .map(({ name }) => name),
  );
}
