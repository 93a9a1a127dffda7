import { describe, expect, test } from 'vitest';
import { Router } from './router.ts';

const router = new Router<string>();
for (const template of ['/keys', '/keys/{id}', '/keys/mine', '/keys/{id}/rotate', '/files/{name}.{ending}'])
  router.add(template, template);

describe('the router', () => {
  test('literals win over parameters', () => {
    expect(router.match('/keys/mine')?.route).toBe('/keys/mine');
    expect(router.match('/keys/7')).toEqual({ route: '/keys/{id}', params: { id: '7' } });
    expect(router.match('/files/a.txt')?.params).toEqual({ name: 'a', ending: 'txt' });
  });

  test('encoded letters are the same path, and go the same guarded way', () => {
    expect(router.match('/%6beys')?.route).toBe('/keys');
    expect(router.match('/keys/a%20b')?.params).toEqual({ id: 'a b' });
  });

  test.each([
    '//keys',
    '/keys/',
    '/KEYS',
    '/keys;x=1',
    '/keys/../keys',
    '/keys/%2e%2e/keys',
    '/./keys',
    '/keys%2f7',
    '/keys/%2F',
    '/keys/%5c',
    '/keys/%zz',
    '/keys/%00',
    'keys',
    '/keys//rotate',
  ])('no other spelling reaches an operation: %s', (path) => {
    expect(router.match(path)).toBeUndefined();
  });
});
