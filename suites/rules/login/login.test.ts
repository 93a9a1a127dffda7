import { expect, test } from 'vitest';
import type { Exchange, Fact, HistoryEvent, IssuedFact } from '../../../spec/history.ts';
import { type ExchangeSketch, exchange, findingsOf, issued } from '../../judging/history.test-data.ts';
import { loginRules } from './index.ts';
import { revokeCascadesRefresh } from './revoke-cascades-refresh.ts';
import { sessionModel } from './session.test-data.ts';

const login = (seq: number, step: string, sketch: ExchangeSketch = {}): Exchange =>
  exchange(seq, {
    method: 'POST',
    path: '/login',
    operation: 'POST /login',
    step,
    sentBody: '{"email":"lena@library.example"}',
    ...sketch,
  });
const renew = (seq: number, step: string, sketch: ExchangeSketch = {}): Exchange =>
  exchange(seq, {
    method: 'POST',
    path: '/renew',
    operation: 'POST /renew',
    step,
    experiment: 'refresh-chain',
    ...sketch,
  });
const books = (seq: number, step: string, sketch: ExchangeSketch = {}): Exchange =>
  exchange(seq, { step, presented: [{ scheme: 'jwt', credential: 'jwt#1', form: 'documented' }], ...sketch });
const session = (change: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    success: true,
    token: '⟦jwt#1⟧',
    renewal: '⟦Renewal#1⟧',
    expires_in: 3600,
    id: 'lena',
    email: 'lena@library.example',
    role: 'Librarian',
    ...change,
  });
const jwt = (
  seq: number,
  change: Partial<IssuedFact> & { readonly experiment?: string; readonly by?: number } = {},
  claims: Readonly<Record<string, unknown>> = {},
): Fact =>
  issued(seq, {
    type: 'jwt',
    credential: 'jwt#1',
    how: 'login',
    session: 's',
    ...change,
    secret: {
      length: 100,
      alphabet: 'a',
      fitsSchema: true,
      prefix: '',
      jwt: {
        header: { alg: 'HS256' },
        claims: { sub: 'lena', role: 'Librarian', iat: 1000, exp: 4600, ...claims },
      },
    },
  });
const renewal = (seq: number, credential: string, experiment: string): Fact =>
  issued(seq, { type: 'Renewal', credential, how: 'login', session: 's', experiment });

const inAttempts = { experiment: 'login-attempts' };
const right = login(1, 'right', { ...inAttempts, role: 'control' });
const attempt = (step: string, status: number, sketch: ExchangeSketch = {}) => [
  right,
  login(2, step, { ...inAttempts, control: 1, status, body: '{"success":false}', ...sketch }),
];
const inUsers = { experiment: 'login-users' };
const inSso = { experiment: 'sso' };
const goodSso = login(1, 'good', { ...inSso, role: 'control' });
const refreshed = renew(1, 'refresh', { role: 'control', body: session() });
const chain = (step: string, status: number, sketch: ExchangeSketch = {}) => [
  refreshed,
  renew(2, step, { control: 1, status, ...sketch }),
];
const confusion = { experiment: 'refresh-confusion' };
const expiry = { experiment: 'refresh-expiry' };
const guessing = (overStatus: number) => [
  login(1, 'guess', {
    experiment: 'login-guessing',
    case: 'guesses on POST /login',
    status: 401,
    detail: { limit: 2 },
  }),
  login(2, 'guess-over', {
    experiment: 'login-guessing',
    case: 'guesses on POST /login',
    status: overStatus,
    detail: { limit: 2 },
  }),
];

/** For each rule a history in which it holds and one in which it is violated. */
const cases: Readonly<
  Record<string, readonly [holds: readonly HistoryEvent[], violated: readonly HistoryEvent[]]>
> = {
  'login-wrong-password-401': [attempt('wrong', 401), attempt('wrong', 200)],
  'login-no-user-enumeration': [
    [
      ...attempt('wrong', 401, { case: 'x wrong password' }),
      login(3, 'wrong', { ...inAttempts, case: 'x unknown user', status: 401, body: '{"success":false}' }),
    ],
    [
      ...attempt('wrong', 401, { case: 'x wrong password' }),
      login(3, 'wrong', { ...inAttempts, case: 'x unknown user', status: 401, body: '{"no":"such user"}' }),
    ],
  ],
  'login-method-and-media-type': [attempt('by-get', 405), attempt('media-type', 200)],
  'login-type-confusion': [attempt('confused', 422), attempt('confused', 500)],
  'login-password-exact': [attempt('inexact', 401), attempt('inexact', 200)],
  'login-envelope': [
    [login(1, 'right', { ...inAttempts, body: session() })],
    [login(1, 'wrong', { ...inAttempts, status: 401, body: '{"success":true}' })],
  ],
  'login-user-block': [
    [login(1, 'login', { ...inUsers, body: session(), detail: { user: 'lena' } })],
    [
      login(1, 'login', {
        ...inUsers,
        body: session({ email: 'ravi@library.example' }),
        detail: { user: 'lena' },
      }),
    ],
  ],
  'login-ignores-extra-fields': [
    [
      login(1, 'plain', { experiment: 'login-extra-fields', body: session() }),
      login(2, 'extra', { experiment: 'login-extra-fields', control: 1, body: session() }),
    ],
    [
      login(1, 'plain', { experiment: 'login-extra-fields', body: session() }),
      login(2, 'extra', { experiment: 'login-extra-fields', control: 1, body: session({ role: 'Admin' }) }),
    ],
  ],
  'login-repeatable': [[login(1, 'again', inUsers)], [books(1, 'use-again', { ...inUsers, status: 401 })]],
  'login-every-role': [[login(1, 'login', inUsers)], [login(1, 'login', { ...inUsers, status: 403 })]],
  'login-blocked-honoured': [
    [
      login(1, 'login', inUsers),
      login(2, 'blocked', { ...inUsers, control: 1, status: 401, detail: { user: 'sara' } }),
    ],
    [
      login(1, 'login', inUsers),
      login(2, 'blocked', { ...inUsers, control: 1, status: 200, detail: { user: 'sara' } }),
    ],
  ],
  'login-brute-force-limited': [guessing(429), guessing(401)],
  'sso-exchange-works': [[goodSso], [login(1, 'good', { ...inSso, status: 401 })]],
  'sso-assertion-checked': [
    [goodSso, login(2, 'bad', { ...inSso, control: 1, status: 401, case: 'that has expired' })],
    [goodSso, login(2, 'bad', { ...inSso, control: 1, case: 'that has expired' })],
  ],
  'sso-provider-known': [
    [goodSso, login(2, 'bad', { ...inSso, control: 1, status: 401, case: 'of an unknown issuer' })],
    [goodSso, login(2, 'not-theirs', { ...inSso, control: 1 })],
  ],
  'token-response-no-store': [
    [login(1, 'login', { body: session(), headers: [['Cache-Control', 'no-store']] })],
    [login(1, 'login', { body: session() })],
  ],
  'expires-in-true': [
    [login(1, 'login', { body: session() })],
    [login(1, 'login', { body: session({ expires_in: 3_600_000 }) })],
  ],
  'refresh-works': [
    [
      jwt(1, { experiment: 'refresh-chain', by: 2 }),
      login(2, 'login', { experiment: 'refresh-chain', body: session() }),
      renew(3, 'refresh', { body: session() }),
      jwt(
        4,
        { experiment: 'refresh-chain', by: 3, how: 'refresh', credential: 'jwt#2' },
        { iat: 1060, exp: 4660 },
      ),
    ],
    [
      jwt(1, { experiment: 'refresh-chain', by: 2 }),
      login(2, 'login', { experiment: 'refresh-chain', body: session() }),
      renew(3, 'refresh', { body: session() }),
      jwt(4, { experiment: 'refresh-chain', by: 3, how: 'refresh', credential: 'jwt#2' }),
    ],
  ],
  'refresh-rotation': [chain('reuse', 401), chain('reuse', 200)],
  'refresh-reuse-revokes-family': [
    [
      renewal(0, 'Renewal#2', 'refresh-chain'),
      ...chain('successor', 401, { detail: { proof: 'Renewal#2' } }),
    ],
    [
      renewal(0, 'Renewal#2', 'refresh-chain'),
      ...chain('successor', 200, { detail: { proof: 'Renewal#2' } }),
    ],
  ],
  'refresh-atomic': [
    [
      renew(1, 'parallel', { case: 'first round' }),
      renew(2, 'parallel', { case: 'first round', status: 401 }),
    ],
    [renew(1, 'parallel', { case: 'first round' }), renew(2, 'parallel', { case: 'first round' })],
  ],
  'refresh-not-access': [
    [books(1, 'access', confusion), books(2, 'refresh-as-access', { ...confusion, control: 1, status: 401 })],
    [books(1, 'access', confusion), books(2, 'refresh-as-access', { ...confusion, control: 1 })],
  ],
  'access-not-refresh': [
    [
      renew(1, 'refresh', confusion),
      renew(2, 'access-at-refresh', { ...confusion, control: 1, status: 401 }),
    ],
    [renew(1, 'refresh', confusion), renew(2, 'access-at-refresh', { ...confusion, control: 1 })],
  ],
  'refresh-expiry': [
    [renew(1, 'before-expiry', expiry), renew(2, 'after-expiry', { ...expiry, control: 1, status: 401 })],
    [renew(1, 'before-expiry', expiry), renew(2, 'after-expiry', { ...expiry, control: 1 })],
  ],
  'refresh-no-escalation': (['Librarian', 'Admin'] as const).map((role) => [
    login(1, 'login', { experiment: 'refresh-chain', body: session() }),
    jwt(2, { experiment: 'refresh-chain', by: 1 }),
    renewal(3, 'Renewal#1', 'refresh-chain'),
    renew(4, 'extra', { body: session({ role }), detail: { proof: 'Renewal#1' } }),
    jwt(5, { experiment: 'refresh-chain', by: 4, how: 'refresh', credential: 'jwt#2' }, { role }),
  ]) as [HistoryEvent[], HistoryEvent[]],
  'refresh-error-shape': [chain('reuse', 401), chain('reuse', 500)],
  'refresh-after-security-event': [
    [
      renew(1, 'before-event', { experiment: 'refresh-after-events' }),
      renew(2, 'after-event', { experiment: 'refresh-after-events', control: 1, status: 401 }),
    ],
    [
      renew(1, 'before-event', { experiment: 'refresh-after-events' }),
      renew(2, 'after-event', { experiment: 'refresh-after-events', control: 1 }),
    ],
  ],
  'refresh-tampered-refused': [chain('tampered', 401), chain('tampered', 200)],
};

test('every login rule has its cases', () => {
  expect([...Object.keys(cases), revokeCascadesRefresh.id].toSorted()).toEqual(
    loginRules.map(({ id }) => id).toSorted(),
  );
});

const here = loginRules.filter((rule) => rule !== revokeCascadesRefresh);

test.for(here.map((rule) => [rule.id, rule] as const))('%s', ([id, rule]) => {
  expect(rule.applies(sessionModel)).toBe(true);
  const [holds, violated] = cases[id]!;
  const good = findingsOf(rule, sessionModel, ...holds);
  expect(good.length).toBeGreaterThan(0);
  expect(good.map(({ verdict, observed }) => [verdict, observed])).toEqual(
    good.map(({ observed }) => ['holds', observed]),
  );
  expect(findingsOf(rule, sessionModel, ...violated).map(({ verdict }) => verdict)).toContain('violated');
});

test('a denial without its control is untestable, never a pass', () => {
  const denials = [
    'login-wrong-password-401',
    'login-type-confusion',
    'login-password-exact',
    'refresh-rotation',
    'refresh-not-access',
  ];
  for (const id of denials) {
    const rule = loginRules.find((one) => one.id === id)!;
    const alone = cases[id]![0].filter(
      (event) => !(event.kind === 'exchange' && event.role === 'control'),
    ).filter((event) => event.seq !== 1);
    expect(findingsOf(rule, sessionModel, ...alone).map(({ verdict }) => verdict)).toEqual(['untestable']);
  }
});
