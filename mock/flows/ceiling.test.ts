import { expect, test } from 'vitest';
import { bench, documentAt } from '../bench.test-data.ts';

const mock = bench(documentAt('made-up/meadow'));
const give = (who: string, rights: readonly string[]) =>
  mock.send('POST', '/keys', { auth: mock.person(who), body: { name: 'test', rights } });

test('a maker gives what it holds, and nothing beyond it', async () => {
  expect((await give('ben', ['beds:read'])).status).toBe(201);
  expect((await give('ben', ['beds:write'])).status).toBe(403);
  expect((await give('ben', ['beds:read', 'beds:write'])).status).toBe(403);
  expect((await give('ada', ['beds:read', 'beds:write'])).status).toBe(201);
});

test('nor by a change, and a refused one changes nothing', async () => {
  const { body: key } = await give('ada', ['beds:read']);
  const change = (who: string, rights: readonly string[]) =>
    mock.send('PUT', `/keys/${key.id}`, { auth: mock.person(who), body: { name: 'more', rights } });
  const use = () =>
    mock.send('POST', '/beds', { headers: { 'X-Meadow-Key': key.key }, body: { name: 'Mint' } });
  expect((await change('ben', ['beds:write'])).status).toBe(403);
  expect((await use()).status).toBe(403);
  const { body: shown } = await mock.send('GET', `/keys/${key.id}`, { auth: mock.person('ada') });
  expect(shown).toMatchObject({ name: 'test', rights: ['beds:read'] });
  expect((await change('ada', ['beds:write'])).status).toBe(200);
  expect((await use()).status).toBe(201);
});
