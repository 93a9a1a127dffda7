import { timingSafeEqual } from 'node:crypto';
import express from 'express';

/**
 * A small API for notes with ten lines of authentication, to try the tools on: `node server.js`.
 * `hole` plants a mistake of the kind that slips into real servers.
 */
export function createNotesApi({ token, hole = 'none' }) {
  const notes = new Map([
    ['1', { id: '1', text: 'Water the plants', done: null }],
    ['2', { id: '2', text: 'Call the dentist', done: '2026-01-05T10:00:00Z' }],
  ]);
  let last = notes.size;

  const guard = (request, response, next) => {
    const [, scheme = '', given = ''] = /^(\S+) +(\S+)$/.exec(request.get('authorization') ?? '') ?? [];
    const isBearer = hole === 'any-scheme' || scheme.toLowerCase() === 'bearer';
    if (isBearer && given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token)))
      return next();
    const challenge = given === '' ? 'Bearer realm="notes"' : 'Bearer realm="notes", error="invalid_token"';
    response.set('www-authenticate', challenge).status(401).json({ error: 'A valid token is needed' });
  };

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.get('/health', (_, response) => response.json({ status: 'up' }));
  if (hole === 'no-guard') app.get('/notes/:id', (request, response) => one(request, response));
  app.use(['/notes', '/me'], guard, express.json());
  app.get('/me', (_, response) => response.json({ name: 'Ada' }));
  app.get('/notes', (_, response) => response.json([...notes.values()]));
  app.post('/notes', (request, response) => {
    if (typeof request.body?.text !== 'string')
      return response.status(422).json({ error: 'A note needs a text' });
    last += 1;
    const note = { id: String(last), text: request.body.text, done: null };
    notes.set(note.id, note);
    return response.status(201).json(note);
  });
  app.get('/notes/:id', (request, response) => one(request, response));
  app.delete('/notes/:id', (request, response) => {
    if (!notes.delete(request.params.id)) return response.status(404).json({ error: 'No such note' });
    return response.status(204).end();
  });
  app.use((_, response) => response.status(404).json({ error: 'No such path' }));
  app.use((error, _request, response, _next) =>
    response.status(error.status ?? 500).json({ error: 'Not a request that this API understands' }),
  );
  return app;

  function one(request, response) {
    const note = notes.get(request.params.id);
    return note === undefined ? response.status(404).json({ error: 'No such note' }) : response.json(note);
  }
}

if (import.meta.main) {
  const { NOTES_TOKEN: token, NOTES_HOLE: hole, PORT: port = '3000' } = process.env;
  if (token === undefined) throw new Error('Set NOTES_TOKEN to the token that the API shall accept.');
  const server = createNotesApi({ token, hole }).listen(Number(port), '127.0.0.1', () => {
    process.stdout.write(`Notes API on http://127.0.0.1:${server.address().port}\n`);
  });
}
