import { randomBytes } from 'node:crypto';
import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Configuration, ForeignServer } from '../run.ts';
import type { Place, Start } from '../start.ts';
import { type HookPlace, placeVariable } from './hooks.ts';

const users = ['alice', 'bob'] as const;
type Secrets = Readonly<Record<string, string>>;

/** The variables that the target file names. */
const passwordOf = (user: string): string => `BETTER_AUTH_${user.toUpperCase()}_PASSWORD`;
const emailOf = (user: string): string => `${user}@people.example`;
const signingSecret = 'BETTER_AUTH_SIGNING_SECRET';

const secrets = (): Secrets => ({
  ...Object.fromEntries(users.map((user) => [passwordOf(user), randomBytes(12).toString('base64url')])),
  [signingSecret]: randomBytes(32).toString('base64url'),
});

/** Limits as the options `rateLimit` of the server and of the plugin have them; none: no limits. */
interface Limits {
  readonly server?: Readonly<Record<string, unknown>>;
  readonly key?: Readonly<Record<string, unknown>>;
}

function start({ packages, state, port }: Place, given: Secrets, limits: Limits): Start {
  const script = join(state, 'host.mjs');
  copyFileSync(join(import.meta.dirname, 'host.mjs'), script);
  symlinkSync(join(packages, 'node_modules'), join(state, 'node_modules'), 'junction');
  const host = {
    port,
    secret: given[signingSecret],
    users: users.map((id) => ({ id, email: emailOf(id), password: given[passwordOf(id)] })),
    limits,
  };
  return { args: [script], env: { BETTER_AUTH_HOST: JSON.stringify(host) }, answersAt: '/api/auth/ok' };
}

/** Tells the hooks where the server is. */
async function tellHooks(url: string, given: Secrets): Promise<Secrets> {
  const place: HookPlace = {
    url,
    token: given[signingSecret] ?? '',
    passwords: Object.fromEntries(users.map((user) => [emailOf(user), given[passwordOf(user)] ?? ''])),
  };
  env[placeVariable] = JSON.stringify(place);
  return {};
}

const unlimited: Configuration = {
  name: 'unlimited',
  document: 'document.yaml',
  target: 'target.yaml',
  secrets,
  prepare: tellHooks,
  start: (place, given) => start(place, given, {}),
};

const seconds = (window: number, max: number) => ({ window, max });

const limited: Configuration = {
  ...unlimited,
  name: 'limited',
  document: 'limits.yaml',
  target: 'target-limits.yaml',
  start: (place, given) =>
    start(place, given, {
      server: {
        enabled: true,
        // Of the two stores the one that a new start can empty.
        storage: 'database',
        ...seconds(60, 1_000_000),
        customRules: { '/api-key/list': seconds(60, 12) },
      },
      key: { enabled: true, timeWindow: 60_000, maxRequests: 8 },
    }),
};

/** Sign-in with a session cookie, and keys of people that stand for a session. */
export const betterAuth: ForeignServer = {
  name: 'better-auth',
  folder: import.meta.dirname,
  configurations: [unlimited, limited],
};
