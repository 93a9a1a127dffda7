import { expect, test } from 'vitest';
import { loadFile } from '../../../spec/load.ts';
import { findingsOf } from '../../judging/history.test-data.ts';
import { rotationOverlapEndsEarly as rule } from './rotation-overlap-ends-early.ts';
import { tools, workshop } from './workshop.test-data.ts';

const verdicts = (control: number, probe: number) =>
  findingsOf(
    rule,
    workshop(),
    tools(1, 'rotation/overlapping', control),
    tools(2, 'rotation/overlap-revoked', probe, { control: 1 }),
  ).map(({ verdict }) => verdict);

test('applies where an old value lives on for a time, under an id of its own', () => {
  expect(rule.applies(loadFile('spec/made-up/orchard.yaml'))).toBe(true);
  expect(rule.applies(workshop())).not.toBe(true);
});

test('a revoked old value is refused', () => {
  expect(verdicts(200, 401)).toEqual(['holds']);
  expect(verdicts(200, 200)).toEqual(['violated']);
});

test('one that did not work before tells nothing', () => expect(verdicts(401, 401)).toEqual(['untestable']));
