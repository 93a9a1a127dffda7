import fc from 'fast-check';
import { small } from './load/small-documents.test-data.ts';
import { loadText } from './load.ts';
import type { AuthModel, Operation, Relation, RightsSource } from './model.ts';

/** Random permissions, holders and records, and what the vocabulary says of them, worked out naively. */

export interface RecordTraits {
  readonly tenant: string;
  readonly owner: string | undefined;
  readonly group: string | undefined;
}
interface Person {
  readonly id: string;
  readonly groups: readonly string[];
  readonly manager: string | undefined;
  /** Names per tenant of which the person is a member. */
  readonly roles: Map<string, readonly string[]>;
}
/** Who calls: the credentials of one person, all in one tenant. */
export interface Holder {
  readonly tenant: string;
  /** Undefined: the credentials belong to the tenant. */
  readonly user: string | undefined;
  readonly people: readonly Person[];
  /** Names given at issue, per scheme that is presented. */
  readonly presented: Readonly<Record<string, readonly string[]>>;
}
export interface Scenario {
  readonly model: AuthModel;
  readonly operation: Operation;
  readonly holder: Holder;
  readonly records: readonly RecordTraits[];
}

// Names that a pattern, a prefix, a careless case or a property look-up would confuse.
const names = ['read', 'Read', 'read:orders', 'read:*', 'read:', '*', 'constructor', 'toString'];
const home = 'red';
const schemes = ['token', 'device'] as const;

const name = fc.constantFrom(...names);
const someNames = fc.uniqueArray(name, { maxLength: 4 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const user = fc.constantFrom('ada', 'bob', 'eve');
const group = fc.constantFrom('g1', 'g2');
const relation: fc.Arbitrary<Relation> = fc.constantFrom('owner', 'owner.manager', 'group', 'tenant');
const requirement = fc
  .dictionary(fc.constantFrom(...schemes), fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 2 })
  .map((entry) => new Map(Object.entries(entry)));
const rights = fc.constantFrom<readonly RightsSource[]>([], ['own'], ['owner'], ['own', 'owner']);
const record = fc.record({
  tenant: fc.constantFrom(home, 'blue'),
  owner: optional(user),
  group: optional(group),
});
const person = (id: string) =>
  fc.record({
    id: fc.constant(id),
    groups: fc.uniqueArray(group),
    manager: optional(user),
    roles: fc
      .record({ home: someNames, blue: optional(someNames) })
      .map((roles) => new Map([[home, roles.home], ...(roles.blue ? [['blue', roles.blue] as const] : [])])),
  });

const base = loadText(small, 'small.yaml');

export const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    security: fc.array(requirement, { maxLength: 4 }),
    relation: fc.dictionary(fc.oneof(name, fc.constant('*')), fc.uniqueArray(relation), { maxKeys: 4 }),
    rights: fc.record({ token: rights, device: rights }),
    people: fc.tuple(person('ada'), person('bob'), person('eve')),
    user: optional(user),
    presented: fc.record({ token: someNames, device: someNames }, { requiredKeys: [] }),
    records: fc.array(record, { minLength: 1, maxLength: 4 }),
  })
  .map(({ security, relation: map, rights: sources, people, user: id, presented, records }) => ({
    model: modelWith(sources),
    operation: operationWith(security, map),
    holder: { tenant: home, user: id, people, presented },
    records,
    // A failure shows what was drawn, not the whole document around it.
    [fc.toStringMethod]: () => fc.stringify({ security, map, sources, people, id, presented, records }),
  }));

function modelWith(rightsOf: Readonly<Record<(typeof schemes)[number], readonly RightsSource[]>>): AuthModel {
  const scheme = base.schemes.get('token');
  const kind = base.credentials.get('token');
  if (!scheme || !kind) throw new Error('the document has lost its token');
  return {
    ...base,
    schemes: new Map(schemes.map((one) => [one, { ...scheme, name: one, credential: one }])),
    credentials: new Map(schemes.map((one) => [one, { ...kind, name: one, rights: rightsOf[one] }])),
  };
}

function operationWith(security: Operation['security'], relationOf: Operation['relation']): Operation {
  const found = base.operations.find(({ key }) => key === 'GET /notes');
  if (!found) throw new Error('the document has lost its operation');
  return { ...found, security, relation: relationOf };
}

/** The names that count for a credential: those of every source that its kind names. */
function countingNames({ model, holder }: Scenario, scheme: string): readonly string[] {
  const sources = model.credentials.get(scheme)?.rights ?? [];
  const ofOwner = holder.people.find(({ id }) => id === holder.user)?.roles.get(holder.tenant) ?? [];
  return names.filter(
    (one) =>
      sources.length > 0 &&
      (!sources.includes('own') || holder.presented[scheme]?.includes(one)) &&
      (!sources.includes('owner') || ofOwner.includes(one)),
  );
}

/** OR over the alternatives, AND over the names in one, nothing but literal names. */
export function isAllowed(scenarioOf: Scenario): boolean {
  const { operation, holder } = scenarioOf;
  if (operation.security.length === 0) return true;
  return operation.security.some((alternative) =>
    [...alternative].every(
      ([scheme, asked]) =>
        holder.presented[scheme] !== undefined &&
        asked.every((one) => countingNames(scenarioOf, scheme).includes(one)),
    ),
  );
}

/** Whose names decide the reach if one credential is presented and its alternative is met. */
export function reachesRecord(
  scenarioOf: Scenario,
  scheme: string,
  { tenant, owner, group: of }: RecordTraits,
): boolean {
  const { operation, holder } = scenarioOf;
  const caller = holder.people.find(({ id }) => id === holder.user);
  const held = countingNames(scenarioOf, scheme);
  const entries = Object.entries(operation.relation);
  const keyOf = (one: string): string => (entries.some(([key]) => key === one) ? one : '*');
  const keys = held.length === 0 ? ['*'] : held.map(keyOf);
  const open = new Set(entries.filter(([key]) => keys.includes(key)).flatMap(([, relations]) => relations));
  if (tenant !== holder.tenant) return false;
  if (open.has('tenant')) return true;
  if (caller === undefined) return false;
  return (
    (open.has('owner') && owner === caller.id) ||
    (open.has('owner.manager') &&
      holder.people.some(({ id, manager }) => id === owner && manager === caller.id)) ||
    (open.has('group') && of !== undefined && caller.groups.includes(of))
  );
}
