import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import express from 'express';
import { peersFolder } from '../peers.ts';
import { body, fixedFields, key, ready } from './answer.ts';

interface Taken {
  readonly remainingPoints: number;
  readonly msBeforeNext: number;
}
interface MemoryLimiter {
  consume(key: string): Promise<Taken>;
}
const load = createRequire(join(peersFolder(), 'package.json'));
const { RateLimiterMemory } = load('rate-limiter-flexible') as {
  RateLimiterMemory: new (options: { readonly points: number; readonly duration: number }) => MemoryLimiter;
};

/** What one writes by hand: Express 5, a table of digests, rate-limiter-flexible in memory, the same fields. */
const limit = 1_000_000_000;
const limiter = new RateLimiterMemory({ points: limit, duration: 3600 });
const keys = new Map([[hash('sha256', key, 'hex'), { id: 'key_1', rights: ['read'] }]]);
const app = express();
app.disable('etag');
app.disable('x-powered-by');
app.get('/orders', async (request, response) => {
  const found = keys.get(hash('sha256', request.get('X-API-Key') ?? '', 'hex'));
  if (!found) return void response.status(401).json({ error: 'refused' });
  if (!found.rights.includes('read')) return void response.status(403).json({ error: 'refused' });
  const taken = await limiter.consume(found.id).catch(() => undefined);
  if (!taken) return void response.status(429).json({ error: 'refused' });
  response.set({
    ...fixedFields,
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(taken.remainingPoints),
    'X-RateLimit-Reset': String(Math.ceil((Date.now() + taken.msBeforeNext) / 1000)),
  });
  response.status(200).end(body);
});
const server = app.listen(0, '127.0.0.1', () => ready(server.address(), { 'X-API-Key': key }));
