import { randomBytes } from 'node:crypto';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration, ForeignServer } from '../run.ts';
import type { Place, Start } from '../start.ts';

const users = ['alice', 'bob'] as const;

/** The variables that the target files name. */
const passwordOf = (user: string): string => `BETTER_AUTH_${user.toUpperCase()}_PASSWORD`;

const secrets = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(users.map((user) => [passwordOf(user), randomBytes(12).toString('base64url')])),
  BETTER_AUTH_SIGNING_SECRET: randomBytes(32).toString('base64url'),
});

/** Limits as the options `rateLimit` of the server and of the plugin have them; none: no limits. */
interface Limits {
  readonly server?: Readonly<Record<string, unknown>>;
  readonly key?: Readonly<Record<string, unknown>>;
}

function start(
  { packages, state, port }: Place,
  given: Readonly<Record<string, string>>,
  limits: Limits,
): Start {
  const script = join(state, 'host.mjs');
  copyFileSync(join(import.meta.dirname, 'host.mjs'), script);
  symlinkSync(join(packages, 'node_modules'), join(state, 'node_modules'), 'junction');
  const host = {
    port,
    secret: given['BETTER_AUTH_SIGNING_SECRET'],
    users: users.map((id) => ({ id, email: `${id}@people.example`, password: given[passwordOf(id)] })),
    limits,
  };
  return { args: [script], env: { BETTER_AUTH_HOST: JSON.stringify(host) }, answersAt: '/api/auth/ok' };
}

const unlimited: Configuration = {
  name: 'unlimited',
  document: 'document.yaml',
  target: 'target.yaml',
  secrets,
  maxWaitSeconds: 3,
  start: (place, given) => start(place, given, {}),
};

/** Sign-in with a session cookie, and keys of people that stand for a session. */
export const betterAuth: ForeignServer = {
  name: 'better-auth',
  folder: import.meta.dirname,
  configurations: [unlimited],
};
