import { expect, test } from 'vitest';
import { Changes } from './changes.ts';

test('what lags is named once until it is stored, and again after', () => {
  const changes = new Changes();
  let named = 0;
  const keyOf = (id: string): string => `${id}-${++named}`;
  const source = {};
  changes.lag('use', source, keyOf, 'a');
  changes.lag('use', source, keyOf, 'a');
  expect(changes.lagging()).toEqual(['use a-1']);
  changes.settle(changes.lagging());
  expect(changes.lagging()).toEqual([]);
  changes.lag('use', source, keyOf, 'a');
  expect(changes.lagging()).toEqual(['use a-2']);
});

test('two sources of one row are one row', () => {
  const changes = new Changes();
  for (const source of [{}, {}]) changes.lag('counter', source, String, 'tier p');
  expect(changes.lagging()).toEqual(['counter tier p']);
  changes.settle(['counter tier p']);
  expect(changes.lagging()).toEqual([]);
});

test('what is stored at once leaves what lags where it is', () => {
  const changes = new Changes();
  changes.lag('use', {}, String, 'a');
  changes.touch('user', 'u');
  changes.settle(changes.due());
  expect([changes.isDue, changes.lagging()]).toEqual([false, ['use a']]);
});
