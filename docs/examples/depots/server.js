import { createHash, randomBytes } from 'node:crypto';
import express from 'express';

/**
 * A small API of depots whose keys are made and ended in an admin program only (`/admin`, not part of the API's document):
 * what a target file and hooks are for. `node server.js`.
 */
export function createDepotsApi({ adminToken }) {
  const keys = new Map();
  const depots = [{ id: '1', town: 'Arles' }];
  const digest = (secret) => createHash('sha256').update(secret).digest('hex');
  const refuse = (response, status, error) => response.status(status).json({ error });

  const needs = (scope) => (request, response, next) => {
    const key = keys.get(digest(request.get('x-api-key') ?? ''));
    if (key === undefined) {
      response.set('www-authenticate', 'ApiKey realm="depots"');
      return refuse(response, 401, 'A valid key is needed');
    }
    if (!scope.some((one) => key.scopes.includes(one)))
      return refuse(response, 403, 'The key lacks the scope');
    return next();
  };

  const app = express();
  app.disable('x-powered-by');
  app.use((_, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.get('/depots', needs(['read', 'write']), (_, response) => response.json(depots));
  app.post('/depots', needs(['write']), express.json(), (request, response) => {
    if (typeof request.body?.town !== 'string') return refuse(response, 422, 'A depot needs a town');
    const depot = { id: String(depots.length + 1), town: request.body.town };
    depots.push(depot);
    return response.status(201).json(depot);
  });

  app.use('/admin', (request, response, next) =>
    request.get('authorization') === `Bearer ${adminToken}` ? next() : refuse(response, 401, 'Not the admin'),
  );
  app.post('/admin/keys', express.json(), (request, response) => {
    const { name, scopes } = request.body;
    const secret = randomBytes(30).toString('base64url');
    const id = String(keys.size + 1);
    keys.set(digest(secret), { id, name, scopes });
    response.status(201).json({ id, name, scopes, secret });
  });
  app.delete('/admin/keys/:id', (request, response) => {
    for (const [hash, { id }] of keys) if (id === request.params.id) keys.delete(hash);
    response.status(204).end();
  });
  return app;
}

if (import.meta.main) {
  const { ADMIN_TOKEN: adminToken, PORT: port = '3000' } = process.env;
  if (adminToken === undefined) throw new Error('Set ADMIN_TOKEN to the token of the admin program.');
  const server = createDepotsApi({ adminToken }).listen(Number(port), '127.0.0.1', () => {
    process.stdout.write(`Depots API on http://127.0.0.1:${server.address().port}\n`);
  });
}
