import { UsageError } from '../../spec/errors.ts';
import type { Parts } from '../parts.ts';
import type { MockPlan } from '../plan/plan.ts';
import { Spaces } from '../spaces.ts';
import { World } from '../state/world.ts';
import { redisAddress } from './redis/address.ts';
import { RedisSpaces } from './redis/redis-spaces.ts';
import { SqliteSpaces } from './sqlite/sqlite-spaces.ts';

export interface StoreOptions {
  /**
   * Where state is kept besides memory: `sqlite:FILE` survives a crash, `redis://HOST` is shared by many instances.
   * Default: memory.
   */
  readonly store?: string;
  /** Of the Redis; never in its address. */
  readonly storePassword?: string | undefined;
  readonly storeUser?: string | undefined;
  /** Makes all secrets and ids repeatable, and so guessable. Default: unguessable ones. Key pairs (RS, ES, Ed) are new in each process. */
  readonly seed?: string;
}

/** @throws UsageError for a store that there is none of, or that cannot be used for this document */
export function openSpaces(
  plan: MockPlan,
  parts: Parts,
  { store = 'memory', storePassword, storeUser, seed }: StoreOptions,
): Spaces {
  if (store === 'memory') return new Spaces((name, startMs) => new World(name, plan, parts, { startMs }));
  if (seed !== undefined)
    throw new UsageError(
      'A seed and a store exclude each other: after a restart the same ids and secrets would come again.',
    );
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(store)?.[1];
  if (file !== undefined) return new SqliteSpaces(file, plan, parts);
  if (/^rediss?:/.test(store))
    return new RedisSpaces(
      { address: redisAddress(store), user: storeUser, password: storePassword },
      plan,
      parts,
    );
  throw new UsageError(
    `There is no store "${store}". Use memory, sqlite:FILE or redis://HOST[:PORT][/DATABASE].`,
  );
}
