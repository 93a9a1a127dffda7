import { expect, test } from 'vitest';
import type { HistoryEvent, IssuedFact } from '../../../spec/history.ts';
import { type ExchangeSketch, exchange, findingsOf, issued } from '../../judging/history.test-data.ts';
import { sessionModel } from '../login/session.test-data.ts';
import { jwtRules } from './index.ts';

const attacks = {
  experiment: 'jwt-attacks',
  presented: [{ scheme: 'jwt', form: 'forged' }],
} satisfies ExchangeSketch;
const genuine = exchange(1, { ...attacks, step: 'genuine', role: 'control' });
const forged = (family: string, status: number): readonly HistoryEvent[] => [
  genuine,
  exchange(2, { ...attacks, step: family, control: 1, status }),
];
const aged = {
  experiment: 'jwt-expiry',
  presented: [{ scheme: 'jwt', credential: 'jwt#1', form: 'documented' }],
} satisfies ExchangeSketch;
const confusion = { experiment: 'refresh-confusion' };

const token = (
  seq: number,
  change: {
    readonly type?: string;
    readonly experiment?: string;
    readonly header?: Record<string, unknown>;
    readonly claims?: Record<string, unknown>;
    readonly weakKey?: boolean;
  } = {},
) => {
  const secret: IssuedFact['secret'] = {
    length: 100,
    alphabet: 'a',
    fitsSchema: true,
    prefix: '',
    ...(change.weakKey === undefined ? {} : { weakKey: change.weakKey }),
    jwt: {
      header: { alg: 'HS256', ...change.header },
      claims: { sub: 'lena', kind: 'access', iat: 1_767_603_600, exp: 1_767_607_200, ...change.claims },
    },
  };
  return issued(seq, {
    type: change.type ?? 'jwt',
    credential: `jwt#${seq}`,
    how: 'login',
    by: 1,
    experiment: change.experiment ?? 'experiment',
    secret,
  });
};
const made = exchange(1, { operation: 'POST /login', method: 'POST', dateMs: 1_767_603_600_000 });

const cases: Readonly<
  Record<string, readonly [holds: readonly HistoryEvent[], violated: readonly HistoryEvent[]]>
> = {
  'jwt-alg-none': [forged('alg-none', 401), forged('alg-none', 200)],
  'jwt-signature-stripped': [forged('signature-stripped', 401), forged('signature-stripped', 200)],
  'jwt-signature-tampered': [forged('signature-tampered', 401), forged('signature-tampered', 200)],
  'jwt-payload-tampered': [forged('payload-tampered', 401), forged('payload-tampered', 200)],
  'jwt-header-keys-ignored': [forged('header-keys', 401), forged('header-keys', 200)],
  'jwt-format-strict': [forged('format', 401), forged('format', 500)],
  'jwt-es256-zero-signature': [forged('zero-signature', 401), forged('zero-signature', 200)],
  'jwt-kid-injection': [forged('kid', 401), forged('kid', 500)],
  'jwt-weak-hmac-secret': [[token(2, { weakKey: false })], [token(2, { weakKey: true })]],
  'jwt-exp-enforced': [
    [
      exchange(1, { ...aged, step: 'alive' }),
      exchange(2, { ...aged, step: 'expired', control: 1, status: 401 }),
    ],
    [exchange(1, { ...aged, step: 'alive' }), exchange(2, { ...aged, step: 'expired', control: 1 })],
  ],
  'jwt-typ-and-kind': [
    [token(1, confusion), token(2, { ...confusion, type: 'Renewal', claims: { kind: 'refresh' } })],
    [
      exchange(1, { ...confusion, step: 'access' }),
      exchange(2, { ...confusion, step: 'refresh-as-access', control: 1 }),
    ],
  ],
  'jwt-no-sensitive-claims': [
    [made, token(2)],
    [made, token(2, { claims: { user: { password_hash: 'x' } } })],
  ],
  'jwt-claims-as-documented': [
    [made, token(2)],
    [made, token(2, { header: { alg: 'HS384' } })],
  ],
  'jwt-lifetime-as-documented': [
    [made, token(2)],
    [made, token(2, { claims: { exp: 1_767_690_000 } })],
  ],
  'jwt-iat-sane': [
    [made, token(2)],
    [made, token(2, { claims: { iat: 1_767_603_700 } })],
  ],
};

/** Rules on tokens that a signing fixture or a published key makes: `signed.test.ts`. */
const elsewhere = [
  'jwt-alg-confusion',
  'jwt-aud-iss',
  'jwt-crit',
  'jwt-duplicate-claims',
  'jwt-exp-malformed',
  'jwt-nbf-enforced',
  'jwt-sub-valid',
];

test('every JWT rule has its cases', () => {
  expect([...Object.keys(cases), ...elsewhere].toSorted()).toEqual(jwtRules.map(({ id }) => id).toSorted());
});

test.for(jwtRules.filter(({ id }) => !elsewhere.includes(id)).map((rule) => [rule.id, rule] as const))(
  '%s',
  ([id, rule]) => {
    expect(rule.applies(sessionModel)).toBe(true);
    const [holds, violated] = cases[id]!;
    expect(new Set(findingsOf(rule, sessionModel, ...holds).map(({ verdict }) => verdict))).toEqual(
      new Set(['holds']),
    );
    expect(findingsOf(rule, sessionModel, ...violated).map(({ verdict }) => verdict)).toContain('violated');
  },
);

test('a forgery is judged only beside the genuine token that worked', () => {
  for (const rule of jwtRules.filter(({ id }) => cases[id]?.[0][0] === genuine)) {
    const broken = cases[rule.id]![0].map((event) =>
      event.kind === 'exchange' && event.seq === 1
        ? exchange(1, { ...attacks, step: 'genuine', status: 401 })
        : event,
    );
    expect(findingsOf(rule, sessionModel, ...broken).map(({ verdict }) => verdict)).toEqual(['untestable']);
  }
});
