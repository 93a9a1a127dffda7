import type { World } from './state/world.ts';

export const mainSpace = 'main';
const consolePrefix = '/~console';
const allowedName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Where a URL leads: which world, which of its two faces, and the rest of the URL. */
export interface Destination {
  readonly world: World;
  readonly isConsole: boolean;
  readonly url: string;
}

type Later<Value> = Value | Promise<Value>;

/** Makes the world of a space; with an instant, its clock stands still there. */
export type Founder = (name: string, startMs?: number) => World;

/** All spaces of one server, in memory. `main` is served without a prefix, any other under `/~name`. */
export class Spaces {
  protected readonly worlds = new Map<string, World>();
  readonly #found: Founder;
  readonly main: World;

  constructor(found: Founder) {
    this.#found = found;
    this.main = found(mainSpace);
    this.worlds.set(mainSpace, this.main);
  }

  get(name: string): Later<World | undefined> {
    return this.worlds.get(name);
  }

  names(): Later<readonly string[]> {
    return [...this.worlds.keys()];
  }

  /** Undefined if the name is taken. */
  add(name: string, startMs?: number): Later<World | undefined> {
    if (this.worlds.has(name)) return undefined;
    const world = this.#found(name, startMs);
    this.worlds.set(name, world);
    return world;
  }

  remove(name: string): Later<boolean> {
    return name !== mainSpace && this.worlds.delete(name);
  }

  /** Looks at a world as it is now, whoever changed it. */
  read<Result>(world: World, look: (world: World) => Later<Result>): Later<Result> {
    return look(world);
  }

  /** Changes a world apart from its calls. A store holds the change when this returns. */
  change<Result>(world: World, act: (world: World) => Later<Result>): Later<Result> {
    return act(world);
  }

  /** Where a prefix leads that `find` does not know; undefined if there is nowhere to ask. */
  seek(_url: string): Promise<Destination | undefined> | undefined {
    return undefined;
  }

  /** Undefined for a prefix that leads nowhere. */
  find(url: string): Destination | undefined {
    if (!url.startsWith('/~')) return { world: this.main, isConsole: false, url };
    const console = afterPrefix(url, consolePrefix);
    if (console !== undefined) return { world: this.main, isConsole: true, url: console };
    const prefix = prefixOf(url);
    const world = prefix === `/~${mainSpace}` ? undefined : this.worlds.get(prefix.slice(2));
    const rest = afterPrefix(url, prefix);
    if (!world || rest === undefined) return undefined;
    const inner = afterPrefix(rest, consolePrefix);
    return { world, isConsole: inner !== undefined, url: inner ?? rest };
  }

  /** Resolves when the spaces are there; rejects if the store cannot be used. */
  ready(): Promise<void> {
    return Promise.resolve();
  }

  close(): Later<void> {}
}

/** `/~name` of a URL that begins so. */
export function prefixOf(url: string): string {
  return /^\/~[^/?]*/.exec(url)?.[0] ?? '';
}

export function isSpaceName(name: unknown): name is string {
  return typeof name === 'string' && allowedName.test(name) && name !== 'console';
}

export function pathPrefix(name: string): string {
  return name === mainSpace ? '' : `/~${name}`;
}

export function consolePath(name: string): string {
  return `${pathPrefix(name)}${consolePrefix}`;
}

function afterPrefix(url: string, prefix: string): string | undefined {
  if (!url.startsWith(prefix)) return undefined;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : undefined;
}
