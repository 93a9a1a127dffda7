import { describe, expect, test } from 'vitest';
import { tinyModel } from '../judging/history.test-data.ts';
import { permits, reaches } from './permits.ts';

const model = tinyModel();
const operation = (key: string) => {
  const found = model.operations.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
};

describe('permits', () => {
  test.each<[string, string, string[], boolean]>([
    ['GET /books', 'token', ['Reader'], true],
    ['POST /books', 'token', ['Reader'], false],
    ['POST /books', 'token', ['Librarian'], true],
    ['POST /books', 'token', ['librarian'], false],
    ['GET /books', 'token', [], false],
    ['GET /books', 'key', [], true],
    ['POST /books', 'key', [], false],
  ])('%s over %s with %j: %s', (key, scheme, own, allowed) => {
    expect(permits(model, operation(key), scheme, { kind: scheme, own, owner: [] })).toBe(allowed);
  });

  test('names of the owner do not count for a credential with its own', () => {
    expect(
      permits(model, operation('POST /books'), 'token', {
        kind: 'token',
        own: ['Reader'],
        owner: ['Librarian'],
      }),
    ).toBe(false);
  });
});

describe('reaches', () => {
  const anna = { user: 'anna', tenant: 'north', groups: ['g1'] };
  test.each([
    ['the tenant border is always and-ed', ['tenant'] as const, { tenant: 'south' }, false],
    ['everything inside', ['tenant'] as const, { tenant: 'north' }, true],
    ['own', ['owner'] as const, { owner: 'anna' }, true],
    ["somebody else's", ['owner'] as const, { owner: 'bert' }, false],
    ['nobody’s is not everybody’s', ['owner'] as const, {}, false],
    ['managed', ['owner', 'owner.manager'] as const, { owner: 'bert', ownersManager: 'anna' }, true],
    ['in a group', ['group'] as const, { group: 'g1' }, true],
    ['in another group', ['group'] as const, { group: 'g2' }, false],
    ['no relation', [] as const, { owner: 'anna' }, false],
  ])('%s', (_, relations, record, reached) => {
    expect(reaches(relations, anna, record)).toBe(reached);
  });
});
