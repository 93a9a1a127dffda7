import { hash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import type { Configuration, ForeignServer } from '../run.ts';
import type { Place, Start } from '../start.ts';

const users = ['alice', 'bob', 'carol'] as const;

/** The variables that the target files name. */
const passwordOf = (user: string): string => `VERDACCIO_${user.toUpperCase()}_PASSWORD`;

const secrets = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(users.map((user) => [passwordOf(user), randomBytes(12).toString('base64url')])),
  INTEROP_CLOCK_TOKEN: randomBytes(24).toString('base64url'),
});

function start(
  { packages, state, port }: Place,
  given: Readonly<Record<string, string>>,
  api: Readonly<Record<string, unknown>>,
  // So high that it is never met, where it is not asked for.
  userRateLimit = { windowMs: 60_000, max: 1_000_000 },
): Start {
  const lines = users.map((user) => `${user}:{SHA}${hash('sha1', given[passwordOf(user)] ?? '', 'base64')}`);
  writeFileSync(join(state, 'htpasswd'), `${lines.join('\n')}\n`);
  const config = {
    storage: join(state, 'storage'),
    auth: { htpasswd: { file: join(state, 'htpasswd'), max_users: -1 } },
    security: { api },
    userRateLimit,
    uplinks: {},
    packages: { '**': { access: '$authenticated', publish: 'alice carol', unpublish: 'alice carol' } },
    web: { enable: false },
    log: { type: 'stdout', format: 'json', level: 'error' },
  };
  const file = join(state, 'config.yaml');
  writeFileSync(file, stringify(config));
  return {
    args: [
      '--import',
      pathToFileURL(join(import.meta.dirname, '../own-clock.mjs')).href,
      join(packages, 'node_modules/verdaccio/bin/verdaccio'),
      '--config',
      file,
      '--listen',
      `127.0.0.1:${port}`,
    ],
    env: { INTEROP_CLOCK_TOKEN: given['INTEROP_CLOCK_TOKEN'] ?? '' },
    answersAt: '/-/ping',
  };
}

/** Publishes the package that stands for all. */
async function publishDemo(
  url: string,
  given: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const version = { name: 'demo', version: '1.0.0', dist: { tarball: `${url}/demo/-/demo-1.0.0.tgz` } };
  const body = {
    _id: 'demo',
    name: 'demo',
    'dist-tags': { latest: '1.0.0' },
    versions: { '1.0.0': version },
    _attachments: {
      'demo-1.0.0.tgz': { content_type: 'application/octet-stream', data: 'ZGVtbw==', length: 4 },
    },
  };
  const basic = Buffer.from(`alice:${given[passwordOf('alice')] ?? ''}`).toString('base64');
  const answer = await fetch(`${url}/demo`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: `Basic ${basic}` },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201)
    throw new Error(`demo was not published: ${answer.status} ${await answer.text()}`);
  return {};
}

const opaque: Configuration = {
  name: 'opaque',
  document: 'opaque.yaml',
  target: 'target.yaml',
  urlVariable: 'VERDACCIO_URL',
  secrets,
  prepare: publishDemo,
  start: (place, given) => start(place, given, { legacy: true }),
};

const jwt: Configuration = {
  ...opaque,
  name: 'jwt',
  document: 'jwt.yaml',
  target: 'target-jwt.yaml',
  start: (place, given) =>
    start(place, given, { legacy: false, jwt: { sign: { expiresIn: '1h' }, verify: {} } }),
};

const robots: Configuration = {
  ...opaque,
  name: 'robots',
  document: 'robots.yaml',
  target: 'target-robots.yaml',
};

const limited: Configuration = {
  ...opaque,
  name: 'limited',
  document: 'limited.yaml',
  target: 'target-limited.yaml',
  // As in limited.yaml.
  start: (place, given) => start(place, given, { legacy: true }, { windowMs: 60_000, max: 12 }),
};

/** A private npm registry: session tokens by login, generated tokens that can be listed and revoked. */
export const verdaccio: ForeignServer = {
  name: 'verdaccio',
  folder: import.meta.dirname,
  configurations: [opaque, jwt, robots, limited],
};
