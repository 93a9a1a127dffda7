import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowed, reachesRecord, type Scenario, scenario } from '../../spec/access.test-data.ts';
import { effectiveNames } from '../lab/caller.ts';
import { permits, reaches, relationsOf } from './permits.ts';

const scheme = fc.constantFrom('token', 'device');

/** The names of the caller as the suite tells them to the predictor. */
function subjectOf({ holder }: Scenario, kind: string) {
  const person = holder.people.find(({ id }) => id === holder.user);
  return {
    kind,
    own: holder.presented[kind] ?? [],
    owner: person?.roles.get(holder.tenant) ?? [],
    person,
  };
}

/** Presented alone, as the predictor supposes. */
function alone(one: Scenario, kind: string): Scenario {
  return { ...one, holder: { ...one.holder, presented: { [kind]: one.holder.presented[kind] ?? [] } } };
}

test('permits what one alternative grants: all its names, of every source that counts', () => {
  fc.assert(
    fc.property(
      scenario.filter(({ operation }) => operation.security.length > 0),
      scheme,
      (any, kind) => {
        const one = alone(any, kind);
        expect(permits(one.model, one.operation, kind, subjectOf(one, kind))).toBe(isAllowed(one));
      },
    ),
    { numRuns: 2000 },
  );
});

test('reaches the records that a relation of some held name opens, inside the tenant', () => {
  fc.assert(
    fc.property(scenario, scheme, (any, kind) => {
      const one = alone(any, kind);
      const { holder, operation } = one;
      const subject = subjectOf(one, kind);
      const relations = relationsOf(operation, effectiveNames(one.model.credentials.get(kind), subject));
      const caller = { user: holder.user, tenant: holder.tenant, groups: subject.person?.groups ?? [] };
      const found = one.records.map((record) =>
        reaches(relations, caller, {
          ...record,
          ownersManager: holder.people.find(({ id }) => id === record.owner)?.manager,
        }),
      );
      expect(found).toEqual(one.records.map((record) => reachesRecord(one, kind, record)));
    }),
    { numRuns: 2000 },
  );
});
