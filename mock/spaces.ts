import type { Parts } from './parts.ts';
import type { MockPlan } from './plan/plan.ts';
import { World } from './state/world.ts';

export const mainSpace = 'main';
const consolePrefix = '/~console';
const allowedName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Where a URL leads: which world, which of its two faces, and the rest of the URL. */
export interface Destination {
  readonly world: World;
  readonly isConsole: boolean;
  readonly url: string;
}

/** All spaces of one server. `main` is served without a prefix, any other under `/~name`. */
export class Spaces {
  readonly #worlds = new Map<string, World>();
  readonly #plan: MockPlan;
  readonly #parts: Parts;
  readonly main: World;

  constructor(plan: MockPlan, parts: Parts) {
    this.#plan = plan;
    this.#parts = parts;
    this.main = new World(mainSpace, plan, parts);
    this.#worlds.set(mainSpace, this.main);
  }

  get(name: string): World | undefined {
    return this.#worlds.get(name);
  }

  names(): readonly string[] {
    return [...this.#worlds.keys()];
  }

  /** Undefined if the name is taken. With an instant, the clock of the space stands still there. */
  add(name: string, startMs?: number): World | undefined {
    if (this.#worlds.has(name)) return undefined;
    const world = new World(name, this.#plan, this.#parts, startMs);
    this.#worlds.set(name, world);
    return world;
  }

  remove(name: string): boolean {
    return name !== mainSpace && this.#worlds.delete(name);
  }

  /** Undefined for a prefix that leads nowhere. */
  find(url: string): Destination | undefined {
    if (!url.startsWith('/~')) return { world: this.main, isConsole: false, url };
    const console = afterPrefix(url, consolePrefix);
    if (console !== undefined) return { world: this.main, isConsole: true, url: console };
    const prefix = /^\/~[^/?]*/.exec(url)?.[0] ?? '';
    const world = prefix === `/~${mainSpace}` ? undefined : this.#worlds.get(prefix.slice(2));
    const rest = afterPrefix(url, prefix);
    if (!world || rest === undefined) return undefined;
    const inner = afterPrefix(rest, consolePrefix);
    return { world, isConsole: inner !== undefined, url: inner ?? rest };
  }
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
