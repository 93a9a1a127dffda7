import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowed, reachesRecord, scenario } from '../spec/access.test-data.ts';
import { accessOf } from './access.test-data.ts';

test('grants what one alternative grants: all its names, of every source that counts', () => {
  fc.assert(
    fc.property(scenario, (one) => {
      const isGranted = accessOf(one.model, one.operation, one.holder, []) !== 'refused';
      // With nothing to go by at all the call never comes this far: that is 401.
      fc.pre(isAllowed(one) || isPresented(one));
      expect(isGranted).toBe(isAllowed(one));
    }),
    { numRuns: 2000 },
  );

  function isPresented({ operation, holder }: Parameters<typeof isAllowed>[0]): boolean {
    return operation.security.some((entry) => entry.keys().every((scheme) => scheme in holder.presented));
  }
});

test('reaches the records that a relation of some held name opens, inside the tenant', () => {
  fc.assert(
    fc.property(scenario, fc.constantFrom('token', 'device'), (one, scheme) => {
      const operation = { ...one.operation, security: [new Map([[scheme, []]])] };
      const holder = { ...one.holder, presented: { [scheme]: one.holder.presented[scheme] ?? [] } };
      const expected = one.records.map((record) =>
        reachesRecord({ ...one, operation, holder }, scheme, record),
      );
      expect(accessOf(one.model, operation, holder, one.records)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
