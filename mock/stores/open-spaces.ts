import { UsageError } from '../../spec/errors.ts';
import type { Parts } from '../parts.ts';
import type { MockPlan } from '../plan/plan.ts';
import { Spaces } from '../spaces.ts';
import { World } from '../state/world.ts';

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

let sqlite: typeof import('./sqlite/sqlite-spaces.ts') | undefined;
let redis: typeof import('./redis/redis-spaces.ts') | undefined;

const fileIn = (store: string): string | undefined => /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(store)?.[1];
const isRedis = (store: string): boolean => /^rediss?:/.test(store);

/** Makes a kind of store ready for `createMock`, which cannot wait; `startMock` does it by itself. Memory needs none of it. */
export async function loadStore(store: string): Promise<void> {
  if (fileIn(store) !== undefined) sqlite ??= await import('./sqlite/sqlite-spaces.ts');
  if (isRedis(store)) redis ??= await import('./redis/redis-spaces.ts');
}

function loaded<Module>(module: Module | undefined): Module {
  if (module === undefined)
    throw new UsageError(
      'Await loadStore(store) before createMock with a store; startMock does that itself.',
    );
  return module;
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
  const file = fileIn(store);
  if (file !== undefined) return new (loaded(sqlite).SqliteSpaces)(file, plan, parts);
  if (isRedis(store)) {
    const { RedisSpaces, redisAddress } = loaded(redis);
    const link = { address: redisAddress(store), user: storeUser, password: storePassword };
    return new RedisSpaces(link, plan, parts);
  }
  // Only its first word is repeated: behind a slip in it an address may have a password.
  throw new UsageError(
    `There is no store "${/^\w*/.exec(store)?.[0]}". Use memory, sqlite:FILE or redis://HOST[:PORT][/DATABASE].`,
  );
}
