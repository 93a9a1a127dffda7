import type { Express, NextFunction, Request, Response } from 'express';
import type { ControlInfo, SpaceInfo } from '../../spec/control.ts';
import type { AuthModel } from '../../spec/model.ts';
import { loadExpress } from '../load-express.ts';
import { sameText } from '../secrets/digest.ts';
import { consolePath, isSpaceName, mainSpace, pathPrefix, type Spaces } from '../spaces.ts';
import type { World } from '../state/world.ts';
import { retryAfterSeconds } from '../stores/keeper.ts';
import { changeClock, clockInfo, instantOf } from './clock.ts';
import { ControlError } from './error.ts';
import { mintAssertion, provisioned } from './provide.ts';
import { signClaims } from './sign-claims.ts';

export interface ControlSettings {
  readonly spaces: Spaces;
  readonly model: AuthModel;
  readonly version: string;
  readonly token: string;
  readonly baseUrl: () => string;
}

/** The control plane of `spec/control.ts`: all requests with its bearer token, JSON in and out, errors `{error}`. */
export function controlApp(settings: ControlSettings): Express {
  const { spaces, model } = settings;
  const express = loadExpress();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use((request, response, next) => {
    response.set('Cache-Control', 'no-store');
    if (isTrusted(request, settings.token)) return next();
    response.set('WWW-Authenticate', 'Bearer realm="control"');
    next(
      new ControlError(
        401,
        'unauthorized',
        'This needs the token that the server told at its start: Authorization: Bearer <token>.',
      ),
    );
  });
  app.use(express.json({ limit: '1mb', type: () => true }));

  app.get('/info', async (_request, response) => {
    const info: ControlInfo = {
      spec: { name: model.name, title: model.title },
      version: settings.version,
      spaces: (await spaces.names()).map(spaceInfo),
    };
    response.json(info);
  });
  app.post('/spaces', async (request, response) => {
    const { name, startsAt } = bodyOf(request);
    if (!isSpaceName(name))
      throw new ControlError(
        400,
        'bad-request',
        '"name" must be lower-case letters, digits and hyphens, at most 40.',
      );
    const startMs = startsAt === undefined ? undefined : instantOf(startsAt);
    if (!(await spaces.add(name, startMs)))
      throw new ControlError(409, 'exists', `There is a space "${name}" already.`);
    response.status(201).json(spaceInfo(name));
  });
  app.delete('/spaces/:space', async (request, response) => {
    await spaceOf(request);
    if (request.params.space === mainSpace)
      throw new ControlError(409, 'in-use', 'The space "main" stays; reset it instead.');
    await spaces.remove(request.params.space);
    response.status(204).end();
  });
  app.post('/spaces/:space/reset', async (request, response) => {
    await spaces.change(await spaceOf(request), (world) => world.reset());
    response.status(204).end();
  });
  app.get('/spaces/:space/clock', async (request, response) => {
    response.json(await spaces.read(await spaceOf(request), clockInfo));
  });
  app.post('/spaces/:space/clock', async (request, response) => {
    const change = bodyOf(request);
    response.json(await spaces.change(await spaceOf(request), (world) => changeClock(world, change)));
  });
  app.get('/spaces/:space/credentials', async (request, response) => {
    response.json(await spaces.change(await spaceOf(request), provisioned));
  });
  app.post('/spaces/:space/assertions', async (request, response) => {
    const asked = bodyOf(request);
    const assertion = await spaces.read(await spaceOf(request), (world) => mintAssertion(world, asked));
    response.json({ assertion });
  });
  app.post('/spaces/:space/signatures', async (request, response) => {
    const asked = bodyOf(request);
    const token = await spaces.read(await spaceOf(request), (world) => signClaims(world, asked));
    response.json({ token });
  });
  app.get('/spaces/:space/journal', async (request, response) => {
    const after = Number(request.query['after'] ?? 0);
    if (!Number.isInteger(after) || after < 0)
      throw new ControlError(400, 'bad-request', '"after" must be a whole number.');
    response.json((await spaceOf(request)).journal.after(after));
  });

  app.use((request) => {
    throw new ControlError(404, 'not-found', `There is no ${request.method} ${request.path} here.`);
  });
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const known = ControlError.from(error);
    if (known.status === 503) response.set('Retry-After', String(retryAfterSeconds));
    response.status(known.status).json({ error: { code: known.code, message: known.message } });
  });
  return app;

  function spaceInfo(name: string): SpaceInfo {
    const base = settings.baseUrl();
    return { name, url: base + pathPrefix(name), consoleUrl: base + consolePath(name) };
  }

  async function spaceOf(request: Request<{ space: string }>): Promise<World> {
    const world = await spaces.get(request.params.space);
    if (!world) throw new ControlError(404, 'not-found', 'There is no such space.');
    return world;
  }
}

function isTrusted(request: Request, token: string): boolean {
  const [, presented] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return presented !== undefined && sameText(presented, token);
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ControlError(400, 'bad-request', 'The body must be a JSON object.');
  return { ...body };
}
