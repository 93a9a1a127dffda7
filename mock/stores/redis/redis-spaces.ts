import { TargetError } from '../../../spec/errors.ts';
import type { Parts } from '../../parts.ts';
import type { MockPlan } from '../../plan/plan.ts';
import { type Destination, isSpaceName, mainSpace, prefixOf, Spaces } from '../../spaces.ts';
import type { World } from '../../state/world.ts';
import { StoreAway } from '../keeper.ts';
import { redisAddress } from './address.ts';
import { Copy } from './copy.ts';
import { type LinkOptions, RedisLink } from './link.ts';
import { RedisStore } from './redis-store.ts';
import { SharedWorld } from './shared-world.ts';

export { redisAddress };

const fewSpaces = 16;

type Later<Value> = Value | Promise<Value>;

/** Spaces that all instances on one Redis share: to a client they are one server. */
export class RedisSpaces extends Spaces {
  readonly #store: RedisStore;
  readonly #open: () => Promise<void>;
  readonly #opened: Promise<void>;
  /** So many copies: then it is looked which of them are of spaces that others have removed. */
  #sweepAt = fewSpaces;

  constructor(options: LinkOptions, plan: MockPlan, parts: Parts) {
    const link = new RedisLink(options);
    const store = new RedisStore(link, plan, parts);
    const opened = link.open().then(() => store.adopt());
    const open = repeated(opened, () => store.adopt());
    const goneFrom = { spaces: (_: World): void => {} };
    super((name) => sharedWorld(store, name, open, (world) => goneFrom.spaces(world)));
    goneFrom.spaces = (world) => this.#letGo(world);
    this.#store = store;
    this.#open = open;
    this.#opened = opened.then(async () => {
      await keeperOf(this.main).refresh();
    });
    // Whoever waits for it is told; a mock that nobody waits for must not end the process.
    this.#opened.catch(() => {});
  }

  override async ready(): Promise<void> {
    try {
      await this.#opened;
    } catch (error) {
      if (await this.#isBack()) return;
      this.close();
      throw error instanceof StoreAway
        ? new TargetError(`Redis went away while the mock started: ${error.message}.`)
        : error;
    }
  }

  /** Whoever asks late is not told what was the matter long ago. */
  #isBack(): Promise<boolean> {
    return keeperOf(this.main)
      .refresh()
      .catch(() => false);
  }

  override names(): Promise<readonly string[]> {
    return this.#store.names();
  }

  override async get(name: string): Promise<World | undefined> {
    if (!isSpaceName(name) || (name !== mainSpace && !(await this.#store.has(name)))) {
      this.worlds.delete(name);
      return undefined;
    }
    return this.#copyOf(name);
  }

  override async add(name: string, startMs?: number): Promise<World | undefined> {
    await this.#open();
    const isMade = await this.#store.found(this.#store.world(name, { startMs }));
    return isMade ? this.#copyOf(name) : undefined;
  }

  async #copyOf(name: string): Promise<World | undefined> {
    const known = this.worlds.get(name);
    if (known) return known;
    // What cannot be looked at now is looked at when the next one comes.
    if (this.worlds.size >= this.#sweepAt) await this.#sweep().catch(() => {});
    return this.worlds.get(name) ?? super.add(name);
  }

  /** Others remove spaces, too, and need not tell: copies of what is no more are let go of before they are more than the rest. */
  async #sweep(): Promise<void> {
    const held = [...this.worlds.values()];
    const names = new Set(await this.#store.names());
    for (const world of held) if (!names.has(world.name)) this.#letGo(world);
    this.#sweepAt = Math.max(fewSpaces, 2 * this.worlds.size);
  }

  #letGo(world: World): void {
    if (world !== this.main && this.worlds.get(world.name) === world) this.worlds.delete(world.name);
  }

  override async remove(name: string): Promise<boolean> {
    if (name === mainSpace) return false;
    this.worlds.delete(name);
    return this.#store.drop(name);
  }

  override seek(url: string): Promise<Destination | undefined> | undefined {
    const name = prefixOf(url).slice(2);
    if (name === mainSpace || !isSpaceName(name)) return undefined;
    return this.get(name).then((world) => (world ? this.find(url) : undefined));
  }

  override async read<Result>(world: World, look: (world: World) => Later<Result>): Promise<Result> {
    if (!(await keeperOf(world).refresh())) throw new StoreAway('the space is gone');
    return look(world);
  }

  override async change<Result>(world: World, act: (world: World) => Later<Result>): Promise<Result> {
    return keeperOf(world).change(act);
  }

  override close(): void {
    this.#store.close();
  }
}

function keeperOf(world: World): SharedWorld {
  if (world.keeper instanceof SharedWorld) return world.keeper;
  throw new Error('a world of a shared store has its keeper');
}

/**
 * What came of the first attempt, or of another one after each that failed: whoever waits for a mock is told why it does
 * not start; one that nobody waits for is there as soon as Redis is.
 */
function repeated(first: Promise<void>, again: () => Promise<void>): () => Promise<void> {
  let last = first;
  let hasFailed = false;
  const watched = (attempt: Promise<void>): Promise<void> => {
    hasFailed = false;
    last = attempt.catch((error: unknown) => {
      hasFailed = true;
      throw error instanceof TargetError ? new StoreAway(error.message) : error;
    });
    // Nobody may have asked yet.
    last.catch(() => {});
    return last;
  };
  watched(first);
  return () => (hasFailed ? watched(again()) : last);
}

function sharedWorld(
  store: RedisStore,
  name: string,
  open: () => Promise<void>,
  onGone: (world: World) => void,
): World {
  const world = store.world(name, { isEmpty: true });
  world.keeper = new SharedWorld(new Copy(store, world, open, () => onGone(world)));
  return world;
}
