import { expect, test } from 'vitest';
import { loadFile } from '../../../spec/load.ts';
import { findingsOf } from '../../judging/history.test-data.ts';
import { introspectionInactiveSilent } from './introspection-inactive-silent.ts';
import { introspectionTrue } from './introspection-true.ts';
import { tools, workshop } from './workshop.test-data.ts';

const harbour = loadFile('spec/made-up/harbour.yaml');
const asked = (seq: number, step: string, body: unknown) =>
  tools(seq, `introspection/${step}`, 200, {
    operation: 'POST /introspect',
    method: 'POST',
    control: seq - 1,
    body: JSON.stringify(body),
  });
const used = tools(1, 'introspection/used', 200);
const verdicts = (rule: typeof introspectionTrue, live: unknown, dead: unknown) =>
  findingsOf(rule, harbour, used, asked(2, 'read-live', live), asked(3, 'read-revoked', dead)).map(
    ({ verdict }) => verdict,
  );
const works = { active: true, opens: ['read'], owner: 'agnes' };

test('both apply where a value can be asked after', () => {
  for (const rule of [introspectionTrue, introspectionInactiveSilent]) {
    expect(rule.applies(harbour)).toBe(true);
    expect(rule.applies(workshop())).toBe('no operation tells whether a value works');
  }
});

test('the answer is true', () => {
  expect(verdicts(introspectionTrue, works, { active: false })).toEqual(['holds', 'holds']);
  expect(verdicts(introspectionTrue, works, works)).toEqual(['holds', 'violated']);
});

test('what is called inactive while it works makes the later answer worthless', () => {
  expect(verdicts(introspectionTrue, { active: false }, { active: false })).toEqual([
    'violated',
    'untestable',
  ]);
});

test('of what has ended nothing more is told', () => {
  expect(verdicts(introspectionInactiveSilent, works, { active: false })).toEqual(['holds']);
  expect(verdicts(introspectionInactiveSilent, works, { active: false, owner: 'agnes' })).toEqual([
    'violated',
  ]);
});
