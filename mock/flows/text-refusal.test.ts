import { expect, test } from 'vitest';
import { bench, modelOf } from '../bench.test-data.ts';

const shed = bench(
  modelOf(`
openapi: 3.1.0
info: {title: Shed, version: '1'}
x-auth-tiers: {few: {limit: 1, window: PT1M, per: address}}
paths:
  /rakes:
    get:
      security: []
      responses:
        '200': {description: Rakes}
        '429': {description: Slow down, content: {text/plain: {schema: {type: string, x-auth-field: tier.name}, example: slow}}}
`),
);

test('a limit is named in a text too', async () => {
  expect((await shed.send('GET', '/rakes')).status).toBe(200);
  const refused = await shed.send('GET', '/rakes');
  expect([refused.status, refused.text]).toEqual([429, 'few']);
});
