import { UsageError } from '../../../spec/errors.ts';
import type { Parts } from '../../parts.ts';
import type { MockPlan } from '../../plan/plan.ts';
import { Spaces } from '../../spaces.ts';
import { World } from '../../state/world.ts';
import { StoreAway } from '../keeper.ts';
import { allRows, putRows } from '../rows.ts';
import { KeptWorld } from './kept-world.ts';
import { SqliteStore } from './sqlite-store.ts';

/** Spaces in memory with a file behind them. What a call changed is on the disk before it is answered. */
export class SqliteSpaces extends Spaces {
  readonly #store: SqliteStore;

  /** @throws UsageError if the file cannot be used for this document */
  constructor(path: string, plan: MockPlan, parts: Parts) {
    const store = new SqliteStore(path);
    try {
      store.adopt(plan);
      super((name, startMs) => foundWorld(store, name, plan, parts, startMs));
      this.#store = store;
      for (const name of store.spaces()) super.add(name);
    } catch (error) {
      store.close();
      throw error instanceof StoreAway
        ? new UsageError(`${path} cannot be used as a store: ${error.message}.`)
        : error;
    }
  }

  override remove(name: string): boolean {
    const world = this.worlds.get(name);
    if (!world || world === this.main) return false;
    this.#store.drop(name);
    keeperOf(world).stop();
    this.worlds.delete(name);
    return true;
  }

  override async change<Result>(
    world: World,
    act: (world: World) => Result | Promise<Result>,
  ): Promise<Result> {
    const { generation } = world;
    const result = await act(world);
    const keeper = keeperOf(world);
    if (world.generation === generation) keeper.keep();
    else keeper.replace();
    return result;
  }

  override close(): void {
    try {
      for (const world of this.worlds.values()) keeperOf(world).close();
    } finally {
      this.#store.close();
    }
  }
}

function keeperOf(world: World): KeptWorld {
  if (world.keeper instanceof KeptWorld) return world.keeper;
  throw new Error('a world of a file has its keeper');
}

function foundWorld(
  store: SqliteStore,
  name: string,
  plan: MockPlan,
  parts: Parts,
  startMs: number | undefined,
): World {
  const isStored = store.has(name);
  const world = new World(name, plan, parts, { startMs, isKept: true, isEmpty: isStored });
  if (isStored) {
    world.clear();
    putRows(world, store.load(name));
  } else store.replace(name, allRows(world));
  world.changes?.clear();
  world.keeper = new KeptWorld(store, world);
  return world;
}
