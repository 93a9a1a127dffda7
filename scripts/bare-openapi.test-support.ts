import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';

/** What is wrong with the server. */
export type Hole = 'none' | 'one path unguarded' | 'one write unguarded' | 'any scheme' | 'scope ignored';

export interface ShopParts {
  /** Says who calls, by their scopes, or undefined for nobody. */
  readonly recognise: (request: Request) => readonly string[] | undefined;
  readonly challenge: string;
  readonly hole: Hole;
  /** Can things be removed? */
  readonly removes?: boolean;
}

/** A server with things in it whose authentication is not ours: what a stranger's looks like. */
export function createShop({ recognise, challenge, hole, removes = false }: ShopParts): Express {
  const things = new Map([['t-1', { id: 't-1', name: 'Rake' }]]);
  let last = 1;
  const refuse = (response: Response, status: number) =>
    response.status(status).json({ code: status, message: status === 401 ? 'Sign in first' : 'Not for you' });
  const guard = (scope: string) => (request: Request, response: Response, next: NextFunction) => {
    const scopes = recognise(request);
    if (scopes === undefined) return refuse(response.set('www-authenticate', challenge), 401);
    if (!scopes.includes(scope) && hole !== 'scope ignored') return refuse(response, 403);
    return next();
  };
  const open = (_request: Request, _response: Response, next: NextFunction) => next();
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.get('/things', guard('read'), (_, response) => void response.json({ things: [...things.values()] }));
  app.post(
    '/things',
    hole === 'one write unguarded' ? open : guard('write'),
    express.json(),
    (request, response) => {
      const name: unknown = request.body?.name;
      if (typeof name !== 'string') return void response.status(400).json({ code: 400, message: 'No name' });
      last += 1;
      const thing = { id: `t-${last}`, name };
      things.set(thing.id, thing);
      return void response.status(201).json(thing);
    },
  );
  app.get('/things/:id', hole === 'one path unguarded' ? open : guard('read'), ({ params }, response) => {
    const thing = things.get(String(params['id']));
    if (thing === undefined) return void response.status(404).json({ code: 404, message: 'No such thing' });
    return void response.json(thing);
  });
  if (removes)
    app.delete('/things/:id', guard('write'), ({ params }, response) => {
      if (things.delete(String(params['id']))) return void response.status(204).end();
      return void response.status(404).json({ code: 404, message: 'No such thing' });
    });
  app.use((_request, response) => void response.status(404).json({ code: 404, message: 'No such path' }));
  app.use((error: { status?: number }, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error.status ?? 500).json({ code: error.status ?? 500, message: 'Not understood' });
  });
  return app;
}

/** A document of the shop in the words of the wished version, without any `x-auth-*`; `removes`: says how to remove. */
export function shopDocument(
  version: '3.0.3' | '3.1.0',
  securityScheme: Readonly<Record<string, unknown>>,
  scopes: (scope: string) => readonly string[] = () => [],
  removes = false,
): string {
  const id = version === '3.0.3' ? { type: 'string', nullable: true } : { type: ['string', 'null'] };
  const thing = { type: 'object', properties: { id: { ...id, readOnly: true }, name: { type: 'string' } } };
  const json = (name: string) => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const refused = {
    401: { description: 'Nobody known', ...json('Error') },
    403: { description: 'Not allowed', ...json('Error') },
  };
  const security = (scope: string) => [{ access: scopes(scope) }];
  return JSON.stringify({
    openapi: version,
    info: { title: 'Shop', version: '1' },
    paths: {
      '/things': {
        get: {
          security: security('read'),
          responses: {
            200: {
              description: 'All',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: {
                      things: { type: 'array', items: { $ref: '#/components/schemas/NewThing' } },
                    },
                  },
                },
              },
            },
            ...refused,
          },
        },
        post: {
          security: security('write'),
          requestBody: { required: true, ...json('NewThing') },
          responses: {
            201: { description: 'Made', ...json('NewThing') },
            400: { description: 'No thing', ...json('Error') },
            ...refused,
          },
        },
      },
      '/things/{thing_id}': {
        parameters: [{ name: 'thing_id', in: 'path', required: true, schema: { type: 'string' } }],
        ...(removes
          ? {
              delete: {
                security: security('write'),
                responses: {
                  204: { description: 'Gone' },
                  404: { description: 'None', ...json('Error') },
                  ...refused,
                },
              },
            }
          : {}),
        get: {
          security: security('read'),
          responses: {
            200: { description: 'One', ...json('NewThing') },
            404: { description: 'None', ...json('Error') },
            ...refused,
          },
        },
      },
    },
    components: {
      securitySchemes: { access: securityScheme },
      schemas: {
        NewThing: { ...thing, required: ['name'] },
        Error: {
          type: 'object',
          properties: {
            code:
              version === '3.0.3'
                ? { type: 'integer', minimum: 0, exclusiveMinimum: true }
                : { type: 'integer' },
            message: { type: 'string' },
          },
        },
      },
    },
  });
}

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(app: Express): Promise<Listening> {
  const server = await new Promise<Server>((resolve, reject) => {
    const started: Server = app.listen(0, '127.0.0.1', (error?: Error) =>
      error === undefined ? resolve(started) : reject(error),
    );
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
