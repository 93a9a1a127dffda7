import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessOf } from '../mock/access.test-data.ts';
import { type Holder, scenario } from '../spec/access.test-data.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { effectiveNames } from '../suites/lab/caller.ts';
import { permits, reaches, relationsOf } from '../suites/predict/permits.ts';

/** The two never share code, so that one bug cannot hide itself on both sides; only here they meet. */
test('mock and suite agree on who may call, and whose records a caller reaches', () => {
  fc.assert(
    fc.property(scenario, fc.constantFrom('token', 'device'), (one, kind) => {
      const { model, operation, records } = one;
      const holder: Holder = { ...one.holder, presented: { [kind]: one.holder.presented[kind] ?? [] } };
      // An operation that looks at no credential knows no caller, and one that wants another answers 401.
      fc.pre(operation.security.some((entry) => entry.has(kind) && entry.size === 1));
      const person = holder.people.find(({ id }) => id === holder.user);
      const names = { own: holder.presented[kind] ?? [], owner: person?.roles.get(holder.tenant) ?? [] };
      const isPermitted = permits(model, operation, kind, { kind, ...names });
      const access = accessOf(model, operation, holder, records);
      expect(access !== 'refused').toBe(isPermitted);
      // Who is served only because nobody needs to be somebody is nobody.
      if (access === 'refused' || operation.security.some((entry) => entry.size === 0)) return;
      const relations = relationsOf(operation, effectiveNames(model.credentials.get(kind), names));
      const caller = { user: holder.user, tenant: holder.tenant, groups: person?.groups ?? [] };
      const managerOf = (id: string | undefined) => holder.people.find((other) => other.id === id)?.manager;
      expect(access).toEqual(
        records.map((record) =>
          reaches(relations, caller, { ...record, ownersManager: managerOf(record.owner) }),
        ),
      );
    }),
    { numRuns: 2000 },
  );
});

describe('every cell of a published matrix', () => {
  const model = loadFile(resolveSpec('regate'));
  const names = model.credentials.get('token')?.names ?? [];
  const operations = model.operations.filter(({ console }) => !console);

  /** Straight from the document: is there an alternative that asks for this one name? */
  const isWritten = (path: string, method: string, name: string): boolean => {
    const item: unknown = model.document.paths?.[path];
    const operation = Object.entries(item ?? {}).find(([key]) => key === method.toLowerCase())?.[1];
    return operation.security.some(({ token }: { token?: string[] }) => token?.every((one) => one === name));
  };

  test('is what the document, the model, the mock and the suite say of it', () => {
    let cells = 0;
    for (const operation of operations) {
      const row = model.matrix.find(
        ({ path, scheme }) => scheme === 'token' && operation.path.replace(/\/\{[^/]*\}$/, '') === path,
      );
      for (const name of names) {
        const said = isWritten(operation.path, operation.method, name);
        const holder = { tenant: 'a', user: undefined, people: [], presented: { token: [name] } };
        expect(
          {
            model: row?.cells.get(name)?.get(operation.method)?.allowed,
            mock: accessOf(model, operation, holder, []) !== 'refused',
            suite: permits(model, operation, 'token', { kind: 'token', own: [name], owner: [] }),
          },
          `${operation.key} × ${name}`,
        ).toEqual({ model: said, mock: said, suite: said });
        cells += 1;
      }
    }
    expect(names).toHaveLength(11);
    expect(cells).toBe(operations.length * 11);
  });

  test('two names together allow what either allows, and no more', () => {
    for (const operation of operations) {
      for (const [index, first] of names.entries()) {
        for (const second of names.slice(index + 1)) {
          const either = [first, second].some((one) => isWritten(operation.path, operation.method, one));
          const own = [first, second];
          const holder = { tenant: 'a', user: undefined, people: [], presented: { token: own } };
          expect(accessOf(model, operation, holder, []) !== 'refused').toBe(either);
          expect(permits(model, operation, 'token', { kind: 'token', own, owner: [] })).toBe(either);
        }
      }
    }
  });
});
