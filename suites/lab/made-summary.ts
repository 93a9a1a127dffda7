import type { MadeSummary } from '../../spec/run.ts';
import type { MadeObject } from './made-objects.ts';

const untried = 'nobody tried to remove it';

/** What was made and what is still there. Things that have neither id nor name are counted together. */
export function summaryOf(objects: readonly MadeObject[], reasons: ReadonlyMap<number, string>): MadeSummary {
  const made = objects.filter(({ state }) => state !== 'not-made');
  const left = made
    .filter(({ state }) => state !== 'removed')
    .map((one) => ({ what: describeMade(one), reason: reasons.get(one.n) ?? untried }));
  const groups = Map.groupBy(left, ({ what, reason }) => `${what}\n${reason}`);
  return {
    count: made.length,
    removed: made.filter(({ state }) => state === 'removed').length,
    left: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      return [group.length === 1 ? first : { ...first, what: `${group.length} × ${first.what}` }];
    }),
  };
}

/** How somebody can find it: what it is, its id and name, where it is, what made it. */
function describeMade({ operation, object, objectKind, id, values, tenant, state }: MadeObject): string {
  const what = objectKind === 'record' ? `record of ${object}` : object;
  const name = values[`${object}.name`] ?? values[`${object}.email`];
  return [
    state === 'pending' ? `${what} (perhaps)` : what,
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(name === undefined ? [] : [`called ${name}`]),
    ...(tenant === undefined ? [] : [`in ${tenant}`]),
    `made by ${operation}`,
  ].join(', ');
}
