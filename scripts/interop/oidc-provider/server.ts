import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration, ForeignServer } from '../run.ts';
import type { Place, Start } from '../start.ts';

/** The clients that the documents name, with how they are registered. */
const clients = [
  { id: 'reader', house: 'press', scope: 'orders:read', method: 'client_secret_basic' },
  { id: 'writer', house: 'press', scope: 'orders:read orders:write', method: 'client_secret_basic' },
  { id: 'rival', house: 'mill', scope: 'orders:read orders:write', method: 'client_secret_post' },
] as const;

/** The one that people sign in to. */
const site = {
  id: 'site',
  scope: 'openid email',
  method: 'client_secret_basic',
  redirect: 'https://site.example/signed-in',
} as const;

const issuer = 'http://localhost:3000';

const secretOf = (client: string): string => `PROVIDER_${client.toUpperCase()}_SECRET`;

const secrets = (): Readonly<Record<string, string>> => ({
  INTEROP_CLOCK_TOKEN: randomBytes(24).toString('base64url'),
  PROVIDER_ANY_PASSWORD: randomBytes(24).toString('base64url'),
  ...Object.fromEntries(
    [...clients, site].map(({ id }) => [secretOf(id), randomBytes(24).toString('base64url')]),
  ),
});

function start({ packages, port }: Place, given: Readonly<Record<string, string>>, tokens: string): Start {
  const registered = (tokens === 'userinfo' ? [site] : clients).map((client) => ({
    ...client,
    secret: given[secretOf(client.id)],
  }));
  return {
    args: [
      '--import',
      pathToFileURL(join(import.meta.dirname, '../own-clock.mjs')).href,
      join(import.meta.dirname, 'provider.mjs'),
    ],
    env: {
      PROVIDER: JSON.stringify({ packages, port, issuer, tokens, clients: registered }),
      INTEROP_CLOCK_TOKEN: given['INTEROP_CLOCK_TOKEN'] ?? '',
    },
    answersAt: '/.well-known/openid-configuration',
  };
}

const opaque: Configuration = {
  name: 'opaque',
  document: 'opaque.yaml',
  target: 'target.yaml',
  secrets,
  urlVariable: 'PROVIDER_URL',
  start: (place, given) => start(place, given, 'opaque'),
};

const jwt: Configuration = {
  name: 'jwt',
  document: 'jwt.yaml',
  target: 'target.yaml',
  secrets,
  urlVariable: 'PROVIDER_URL',
  start: (place, given) => start(place, given, 'jwt'),
};

const post: Configuration = {
  name: 'post',
  document: 'post.yaml',
  target: 'target.yaml',
  secrets,
  urlVariable: 'PROVIDER_URL',
  start: (place, given) => start(place, given, 'opaque'),
};

const userinfo: Configuration = {
  name: 'userinfo',
  document: 'userinfo.yaml',
  target: 'target-userinfo.yaml',
  secrets,
  urlVariable: 'PROVIDER_URL',
  start: (place, given) => start(place, given, 'userinfo'),
};

/** An OAuth 2.0 authorization server, with an API that takes its access tokens. */
export const oidcProvider: ForeignServer = {
  name: 'oidc-provider',
  folder: import.meta.dirname,
  configurations: [opaque, post, jwt, userinfo],
};
