import type { Parts } from '../../parts.ts';
import type { MockPlan } from '../../plan/plan.ts';
import { Spaces } from '../../spaces.ts';
import { World } from '../../state/world.ts';
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
      throw error;
    }
  }

  override remove(name: string): boolean {
    const world = this.worlds.get(name);
    if (!world || !super.remove(name)) return false;
    if (world.keeper instanceof KeptWorld) world.keeper.stop();
    this.#store.drop(name);
    return true;
  }

  override async change<Result>(
    world: World,
    act: (world: World) => Result | Promise<Result>,
  ): Promise<Result> {
    const { generation } = world;
    const result = await act(world);
    if (world.generation === generation) (world.keeper as KeptWorld).keep();
    else {
      this.#store.replace(world.name, allRows(world));
      world.changes?.clear();
    }
    return result;
  }

  override close(): void {
    for (const { keeper } of this.worlds.values()) if (keeper instanceof KeptWorld) keeper.close();
    this.#store.close();
  }
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
