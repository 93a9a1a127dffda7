import { describe, expect, test } from 'vitest';
import { Clock, httpDate } from './clock.ts';

function clockAt(start: number) {
  let real = start;
  const clock = new Clock(() => real);
  return {
    clock,
    pass: (ms: number) => {
      real += ms;
    },
  };
}

describe('the clock', () => {
  test('runs with real time and keeps its offset', () => {
    const { clock, pass } = clockAt(1000);
    clock.advance(500);
    pass(10);
    expect(clock.now()).toBe(1510);
  });

  test('stands still while frozen, can be moved, and runs on from where it stood', () => {
    const { clock, pass } = clockAt(1000);
    clock.freeze();
    pass(10_000);
    expect(clock.now()).toBe(1000);
    clock.advance(5);
    clock.thaw();
    pass(1);
    expect(clock.now()).toBe(1006);
    expect(clock.frozen).toBe(false);
  });

  test('reset goes back to real time', () => {
    const { clock, pass } = clockAt(1000);
    clock.set(99_999);
    clock.freeze();
    pass(7);
    clock.reset();
    expect(clock.now()).toBe(1007);
  });

  test('writes IMF-fixdate', () => {
    expect(httpDate(784_111_777_123)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  });
});
