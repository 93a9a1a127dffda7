import { UsageError } from '../../spec/errors.ts';
import type { Parts } from '../parts.ts';
import type { MockPlan } from '../plan/plan.ts';
import { Spaces } from '../spaces.ts';
import { World } from '../state/world.ts';
import { SqliteSpaces } from './sqlite/sqlite-spaces.ts';

/** @throws UsageError for a store that there is none of, or that cannot be used for this document */
export function openSpaces(
  plan: MockPlan,
  parts: Parts,
  { store = 'memory', seed }: { readonly store?: string; readonly seed?: string },
): Spaces {
  if (store === 'memory') return new Spaces((name, startMs) => new World(name, plan, parts, { startMs }));
  if (seed !== undefined)
    throw new UsageError(
      'A seed and a store exclude each other: after a restart the same ids and secrets would come again.',
    );
  const file = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(store)?.[1];
  if (file !== undefined) return new SqliteSpaces(file, plan, parts);
  throw new UsageError(
    `There is no store "${store}". Use memory, sqlite:FILE or redis://HOST[:PORT][/DATABASE].`,
  );
}
