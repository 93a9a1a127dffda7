import { expect, test } from 'vitest';
import { bench, documentAt, modelOf, smallDocument } from './bench.test-data.ts';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each([
  [99, 201],
  [101, 400],
  [200_000, 400],
])('a body of %i levels and more: %i', async (levels, status) => {
  const mock = bench(modelOf(smallDocument));
  const key = (await mock.console('POST', '/keys', { auth: mock.person('ada'), body: { rights: ['write'] } }))
    .body.key;
  const body = `{"text": "[[\\"[[", "more": ${nested(levels)}}`;
  const made = await mock.send('POST', '/notes', {
    headers: { 'X-Key': key, 'Content-Type': 'application/json' },
    body,
  });
  expect(made.status).toBe(status);
  expect((await mock.send('GET', '/notes', { headers: { 'X-Key': key } })).status).toBe(200);
});

test('a number beyond all numbers is none', async () => {
  const mock = bench(
    modelOf(smallDocument.replaceAll('text: {type: string, minLength: 1}', 'text: {type: number}')),
  );
  const key = (await mock.console('POST', '/keys', { auth: mock.person('ada'), body: { rights: ['write'] } }))
    .body.key;
  const headers = { 'X-Key': key, 'Content-Type': 'application/json' };
  expect((await mock.send('POST', '/notes', { headers, body: '{"text": 1e999}' })).status).toBe(422);
});

test('a form of very many names is read in one go', async () => {
  const mock = bench(documentAt('made-up/orchard'));
  const body = Array.from({ length: 150_000 }, (_, index) => index.toString(36)).join('&');
  const answer = await mock.send('POST', '/login', {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
}, 30_000);
