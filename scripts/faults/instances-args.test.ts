import { expect, test } from 'vitest';
import { instancesArgs } from './instances-args.ts';

test('documents, a store and a number', () => {
  expect(instancesArgs(['a.yaml', '--store', 'redis://there:7000/2', 'b.yaml', '--instances', '5'])).toEqual({
    specs: ['a.yaml', 'b.yaml'],
    store: 'redis://there:7000/2',
    instances: 5,
  });
  expect(instancesArgs(['a.yaml'])).toMatchObject({ store: 'redis://127.0.0.1', instances: 3 });
});

test.each([
  [[], /^Name at least one document\. Usage: /],
  [['a.yaml', '--instances', 'three'], /^--instances must be a whole number from 1 to 50$/],
  [['a.yaml', '--instances', '0'], /^--instances must be a whole number from 1 to 50$/],
  [['a.yaml', '--instances', '2.5'], /^--instances must be a whole number/],
  [['a.yaml', '--instances', ''], /^--instances must be a whole number/],
  [['a.yaml', '--store', 'memory'], /^Several instances share a Redis only/],
  [['a.yaml', '--store', 'sqlite:a.db'], /^Several instances share a Redis only/],
  [['a.yaml', '--store'], /^Option '--store <value>' argument missing\. Usage: /],
  [['a.yaml', '--instance', '3'], /^Unknown option '--instance'\. Usage: /],
])('%j is refused in one line', (args, says) => {
  expect(() => instancesArgs(args)).toThrow(says);
  try {
    instancesArgs(args);
  } catch (error) {
    expect(String(error)).not.toContain('\n');
  }
});
