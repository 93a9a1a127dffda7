import { createServer } from 'node:http';
import { join } from 'node:path';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { createMock } from '../../mock/index.ts';
import { loadFile } from '../../spec/load.ts';
import { load, requestBytes } from './load.ts';
import { median } from './median.ts';
import { body, fixedFields } from './servers/answer.ts';

test('the generator counts what the server served, by status', async () => {
  let served = 0;
  const server = createServer((request, response) => {
    served++;
    const isGood = request.headers['x-api-key'] === 'good';
    response.writeHead(isGood ? 200 : 401, { 'Content-Length': '2' }).end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const requests = ['good', 'bad'].map((key) => requestBytes('GET', '/', { 'X-API-Key': key }));
  const open = await load({ port, requests, connections: 3, seconds: 0.05 });
  expect(open.requests).toBe(served);
  expect((open.statuses['200'] ?? 0) + (open.statuses['401'] ?? 0)).toBe(served);
  expect(open.statuses['401']).toBeGreaterThan(0);
  const paced = await load({ port, requests, connections: 3, seconds: 0.05, rate: 400 });
  expect(paced.requests).toBe(20);
  expect(open.requests + paced.requests).toBe(served);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('the mock answers the bytes that the servers without a check answer', async () => {
  const mock = createMock(loadFile(join(import.meta.dirname, 'orders.yaml')));
  const keys = await supertest(mock.mock.control)
    .get('/spaces/main/credentials')
    .set('Authorization', `Bearer ${mock.mock.controlToken}`);
  const answer = await supertest(mock).get('/orders').set('X-API-Key', keys.body[0].secret);
  expect(answer.text).toBe(body);
  for (const name of Object.keys(fixedFields)) expect(answer.headers).toHaveProperty(name.toLowerCase());
  expect(answer.headers['content-length']).toBe(fixedFields['Content-Length']);
});

test('the median of an even number lies between', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
});
