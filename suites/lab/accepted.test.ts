import { expect, test } from 'vitest';
import { acceptedSchema } from '../../spec/load/accepted.ts';
import { isRefusedInBody } from './accepted.ts';

const accepted = acceptedSchema('/user/name');
const answer = (status: number, body: string, method = 'GET') => ({
  request: { method },
  response: { status, body },
});

test.for([
  ['holds it', answer(200, '{"user":{"name":"a"}}'), false],
  ['an empty object', answer(200, '{}'), true],
  ['null in its place', answer(200, '{"user":{"name":null}}'), true],
  ['no JSON', answer(200, '<p>Welcome'), true],
  ['no body', answer(204, ''), true],
  ['a refusal by status', answer(401, '{}'), false],
  ['an answer to HEAD', answer(200, '', 'HEAD'), false],
  ['no answer', { request: { method: 'GET' } }, false],
] as const)('%s', ([, exchange, refused]) => {
  expect(isRefusedInBody(accepted, exchange)).toBe(refused);
  expect(isRefusedInBody(undefined, exchange)).toBe(false);
});
