import { citationsOf, uncited } from '../../spec/facts.ts';
import type { Exchange } from '../../spec/history.ts';
import type { AuthModel, Citation, FixtureRecord, Operation } from '../../spec/model.ts';
import { recordsReach } from '../experiments/records-reach.ts';
import type { Caller } from '../lab/caller.ts';
import { reachesRecord } from '../lab/caller.ts';
import { reachOperations } from '../lab/persons.ts';
import { isOnItem } from '../lab/record-target.ts';
import { schemeOf, subjectOf } from './sweep.ts';

/** Why rules about whose records one reaches have nothing to check, or `true`. */
export function hasReach(model: AuthModel): true | string {
  return recordsReach.applies(model);
}

/** Operations on one record that the experiment tries as people who reach it and who do not. */
export function triedOnItems(model: AuthModel): readonly Operation[] {
  return [...new Set([...reachOperations(model).values()].flat())].filter(
    (operation) => isOnItem(operation) && operation.verb !== 'delete',
  );
}

/** The person that made a call, as the experiment wrote it down. */
export function callerOf(model: AuthModel, exchange: Exchange): Caller {
  const user = model.fixtures.users.get(String(exchange.detail['user'] ?? ''));
  const tenant = exchange.detail['tenant'];
  return {
    ...subjectOf(exchange),
    scheme: schemeOf(exchange),
    label: String(exchange.detail['label'] ?? ''),
    user: user === undefined ? undefined : { ...user, id: user.name },
    tenant: tenant === undefined ? undefined : String(tenant),
  };
}

/** What the document cites for how far a person's names reach at an operation. */
export function groundsOfReach(
  model: AuthModel,
  operation: Operation,
  caller: Pick<Caller, 'own' | 'owner'>,
): readonly Citation[] {
  const named = [...new Set([...caller.own, ...caller.owner])].flatMap((name) => operation.facts[name] ?? []);
  const citations = named.length > 0 ? named : citationsOf(operation, 'relation');
  return citations.length === 0 && model.cites ? [uncited] : citations;
}

/** Records of the fixtures that a person must and must not see in a list. */
export function expectedIn(
  model: AuthModel,
  operation: Operation,
  caller: Caller,
): { readonly within: readonly FixtureRecord[]; readonly beyond: readonly FixtureRecord[] } {
  const records = model.fixtures.records.get(operation.object) ?? [];
  const within = records.filter((record) => reachesRecord(model, operation, caller, record));
  return { within, beyond: records.filter((record) => !within.includes(record)) };
}

/** Is an id a value anywhere in a JSON text? */
export function holdsId(text: string, id: string): boolean {
  return text.includes(JSON.stringify(id));
}
