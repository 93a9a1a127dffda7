import { expect, test } from 'vitest';
import { UsageError } from '../spec/errors.ts';
import { numberOption } from './number-option.ts';
import { runCli } from './run-cli.test-support.ts';

test.each([
  [0, {}],
  [0.5, {}],
  [65_535, { to: 65_535, whole: true }],
])('%j is a number', (value, bounds) => {
  expect(numberOption('max-wait', bounds)(value)).toBe(value);
});

test.each([
  [Number.NaN, {}, '--x must be a number from 0 on'],
  [Number.POSITIVE_INFINITY, {}, '--x must be a number from 0 on'],
  [-1, {}, '--x must be a number from 0 on'],
  [undefined, {}, '--x must be a number from 0 on'],
  [[5, 6], {}, '--x is given more than once'],
  [0.5, { from: 1 }, '--x must be a number from 1 on'],
  [1.5, { from: 1, whole: true }, '--x must be a whole number from 1 on'],
  [65_536, { to: 65_535, whole: true }, '--x must be a whole number from 0 to 65535'],
])('%j is refused', (value, bounds, message) => {
  expect(() => numberOption('x', bounds)(value)).toThrow(new UsageError(message));
});

const nowhere = ['--target', 'http://127.0.0.1:1'];
test.each([
  [['test', 'codat', ...nowhere, '--max-wait', '5m'], '--max-wait must be a number from 0 on'],
  [['test', 'codat', ...nowhere, '--max-wait', '1', '--max-wait', '2'], '--max-wait is given more than once'],
  [['cleanup', '--max-wait=-1'], '--max-wait must be a number from 0 on'],
  [
    ['load', 'codat', ...nowhere, '--connections', 'many'],
    '--connections must be a whole number from 1 to 200',
  ],
  [['load', 'codat', ...nowhere, '--duration', '1', '--duration', '2'], '--duration is given more than once'],
  [['load', 'codat', ...nowhere, '--rate', '0'], '--rate must be a number from 1 on'],
  [['mock', 'codat', '--port', 'http'], '--port must be a whole number from 0 to 65535'],
])('%j exits with 2 and one line', async (args, message) => {
  const { code, stdout, stderr } = await runCli(args);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect([code, stdout]).toEqual([2, '']);
});
