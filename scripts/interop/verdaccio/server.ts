import { hash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Configuration, ForeignServer } from '../run.ts';
import type { Place, Start } from '../start.ts';

const users = ['alice', 'bob'] as const;

/** The variables that the target files name. */
const passwordOf = (user: string): string => `VERDACCIO_${user.toUpperCase()}_PASSWORD`;

const secrets = (): Readonly<Record<string, string>> =>
  Object.fromEntries(users.map((user) => [passwordOf(user), randomBytes(12).toString('base64url')]));

function start(
  { packages, state, port }: Place,
  given: Readonly<Record<string, string>>,
  api: Readonly<Record<string, unknown>>,
): Start {
  const lines = users.map((user) => `${user}:{SHA}${hash('sha1', given[passwordOf(user)] ?? '', 'base64')}`);
  writeFileSync(join(state, 'htpasswd'), `${lines.join('\n')}\n`);
  const config = {
    storage: join(state, 'storage'),
    auth: { htpasswd: { file: join(state, 'htpasswd'), max_users: -1 } },
    security: { api },
    uplinks: {},
    packages: { '**': { access: '$authenticated', publish: '$authenticated', unpublish: '$authenticated' } },
    web: { enable: false },
    log: { type: 'stdout', format: 'json', level: 'error' },
  };
  const file = join(state, 'config.yaml');
  writeFileSync(file, stringify(config));
  return {
    args: [
      join(packages, 'node_modules/verdaccio/bin/verdaccio'),
      '--config',
      file,
      '--listen',
      `127.0.0.1:${port}`,
    ],
    answersAt: '/-/ping',
  };
}

const opaque: Configuration = {
  name: 'opaque',
  document: 'opaque.yaml',
  target: 'target.yaml',
  secrets,
  start: (place, given) => start(place, given, { legacy: true }),
};

const jwt: Configuration = {
  name: 'jwt',
  document: 'jwt.yaml',
  target: 'target.yaml',
  secrets,
  start: (place, given) =>
    start(place, given, { legacy: false, jwt: { sign: { expiresIn: '1h' }, verify: {} } }),
};

/** A private npm registry: session tokens by login, generated tokens that can be listed and revoked. */
export const verdaccio: ForeignServer = {
  name: 'verdaccio',
  folder: import.meta.dirname,
  configurations: [opaque, jwt],
};
