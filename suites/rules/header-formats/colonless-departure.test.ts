import { expect, test } from 'vitest';
import { exchange, history, tinyDocument, tinyModel } from '../../judging/history.test-data.ts';
import { judge } from '../../judging/judge.ts';
import { basicColonless } from './basic-colonless.ts';

const model = tinyModel(
  tinyDocument
    .replace(
      'person: {type: http, scheme: basic, x-auth-credential: {rights: owner}}',
      'person: {type: http, scheme: basic, x-auth-credential: {value: "{secret}"}}',
    )
    .replaceAll('{person: [Librarian]}', '{person: []}')
    .concat("x-auth-departures: {basic-colonless: {from: RFC 7617 §2, because: 'The key stands alone.'}}\n"),
);

test('a declared departure excuses the documented form, not those with a colon', () => {
  const base = { experiment: 'malformed-credentials', detail: { scheme: 'person' } };
  const outcomes = (status: number) =>
    judge(
      model,
      history(
        exchange(1, { ...base, step: 'control', case: 'person' }),
        exchange(2, { ...base, step: 'basic-colon', case: 'person: colon behind', control: 1, status }),
      ),
      [basicColonless],
      { strict: false },
    )[0]?.verdicts.map((one) => `${one.case}: ${one.outcome}`);
  expect(outcomes(401)).toEqual(['person: documented form: info', 'person: colon behind: pass']);
  expect(outcomes(200)).toEqual(['person: documented form: info', 'person: colon behind: fail']);
});
