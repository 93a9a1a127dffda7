import { expect, test } from 'vitest';
import { acceptance, denial } from '../../judging/findings.ts';
import { exchange, findingsOf, history, tinyDocument, tinyModel } from '../../judging/history.test-data.ts';
import { View } from '../../judging/view.ts';
import { refusalHasErrorStatus as rule } from './refusal-has-error-status.ts';

const soft = tinyDocument.replace(
  '    get:\n      security: [{token: [Reader]}',
  '    get:\n      x-auth-operation: {list: /books, accepted: /0/id}\n      security: [{token: [Reader]}',
);
const asObject = tinyModel(soft.replace('accepted: /0/id', 'accepted: {type: array, minItems: 1}'));
const books = { status: 200, body: '[{"id":"1","title":"Dune"}]' };
const nothing = { status: 200, body: '{}' };
const findings = (...sketches: Parameters<typeof exchange>[1][]) =>
  findingsOf(rule, asObject, ...sketches.map((sketch, index) => exchange(index + 1, sketch))).map(
    ({ verdict }) => verdict,
  );

test('a refusal by status is well, one in the body of a 2xx is not', () => {
  expect(findings(books, { status: 401, body: '{}' })).toEqual(['holds']);
  expect(findings(books, nothing)).toEqual(['violated']);
  expect(findings(books)).toEqual(['noted']);
});

test('it applies only where accepted answers are known', () => {
  expect(rule.applies(tinyModel())).toMatch(/nothing tells/);
  expect(rule.applies(asObject)).toBe(true);
});

test('an empty 200 is no positive control, no acceptance, and a refusal with the wrong status', () => {
  const view = new View(
    asObject,
    history(
      exchange(1, { ...nothing, role: 'control' }),
      exchange(2, { status: 401, control: 1 }),
      exchange(3, { ...books, role: 'control' }),
      exchange(4, { ...nothing, control: 3 }),
      exchange(5, { ...books, control: 3 }),
    ),
  );
  const judged = (seq: number) => denial(view, view.exchange(seq)!, { statuses: [401] });
  expect(judged(2)).toMatchObject({
    verdict: 'untestable',
    observed: expect.stringMatching(/answered 200, and refused in the body only/),
  });
  expect(judged(4)).toMatchObject({
    verdict: 'violated',
    observed: 'answered 200, and refused in the body only',
  });
  expect(judged(5)).toMatchObject({ verdict: 'violated', observed: 'accepted with 200' });
  expect(acceptance(view.exchange(4)!)).toMatchObject({
    verdict: 'violated',
    observed: 'answered 200, and refused in the body only',
  });
});

test('a schema that is none is told with its place', () => {
  expect(() => tinyModel(soft.replace('accepted: /0/id', 'accepted: {type: nothing}'))).toThrow(
    /#\/paths\/~1books\/get\/x-auth-operation\/accepted: Not a JSON Schema/,
  );
  expect(() => tinyModel(soft.replace('accepted: /0/id', 'accepted: id'))).toThrow(/accepted/);
});
