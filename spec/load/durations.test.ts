import { expect, it } from 'vitest';
import { intervalOf, secondsOf } from './durations.ts';

it.each([
  ['PT1H', 3600],
  ['P7D', 604_800],
  ['P1W', 604_800],
  ['PT1M30S', 90],
  ['P1DT12H', 129_600],
  ['PT0S', 0],
  ['PT0.5S', 0.5],
])('%s is %d s', (text, seconds) => {
  expect(secondsOf(text)).toBe(seconds);
});

it('reads a bare duration as both ends, and fills the ends that are not given', () => {
  expect(intervalOf('PT5S')).toEqual({ afterSeconds: 5, withinSeconds: 5 });
  expect(intervalOf({ within: 'PT5S' })).toEqual({ afterSeconds: 0, withinSeconds: 5 });
  expect(intervalOf({ after: 'PT5S' })).toEqual({ afterSeconds: 5, withinSeconds: 5 });
  expect(intervalOf({ after: 'PT5S', within: 'PT9S' })).toEqual({ afterSeconds: 5, withinSeconds: 9 });
});
