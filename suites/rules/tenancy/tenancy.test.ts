import { describe, expect, test } from 'vitest';
import { type ExchangeSketch, exchange } from '../../judging/history.test-data.ts';
import { clubModel, type RuleCase, verdictsOf } from '../authorisation/club.test-data.ts';
import { authzTenantIsolation } from './authz-tenant-isolation.ts';
import { foreignBeforeValidation } from './foreign-before-validation.ts';
import { freeTenantSameEndpoints } from './free-tenant-same-endpoints.ts';
import { http404HidingIsConsistent } from './http-404-hiding-is-consistent.ts';
import { membershipNeeded } from './membership-needed.ts';
import { tenantFromClientIgnored } from './tenant-from-client-ignored.ts';
import { tenantOddIdsClosed } from './tenant-odd-ids-closed.ts';
import { tenantSwitchAllTokensFollow } from './tenant-switch-all-tokens-follow.ts';
import { tenantSwitchKeepsToken } from './tenant-switch-keeps-token.ts';
import { tenantSwitchMembersOnly } from './tenant-switch-members-only.ts';
import { tenantSwitchNothingCarriedOver } from './tenant-switch-nothing-carried-over.ts';
import { tenantSwitchOwnUserOnly } from './tenant-switch-own-user-only.ts';
import { tenantSwitchRightsReevaluated } from './tenant-switch-rights-reevaluated.ts';
import { tenantSwitchWorks } from './tenant-switch-works.ts';

const model = clubModel();
const iso = (seq: number, step: string, status: number, more: ExchangeSketch = {}) =>
  exchange(seq, {
    experiment: 'tenant-isolation',
    step,
    case: 'GET /notes/{id}',
    operation: 'GET /notes/{id}',
    status,
    ...(seq === 1 ? {} : { control: 1 }),
    ...more,
  });
const own = iso(1, 'own', 200);
const sw = (seq: number, step: string, status: number, more: ExchangeSketch = {}) =>
  exchange(seq, {
    experiment: 'tenant-switch',
    step,
    case: step,
    method: 'PUT',
    operation: 'PUT /people/{id}/house/{house}',
    status,
    presented: [{ scheme: 'token', credential: 'token#1', form: 'documented' }],
    ...more,
    detail: { user: 'ida', tenant: 'south', before: 'north', ...more.detail },
  });
const me = (seq: number, of: number | undefined, house: string, step = 'state-after') =>
  exchange(seq, {
    experiment: 'tenant-switch',
    step,
    operation: 'GET /me',
    body: `{"house":"${house}"}`,
    presented: [
      { scheme: 'token', credential: step === 'second-token' ? 'token#2' : 'token#1', form: 'documented' },
    ],
    ...(of === undefined ? {} : { readBackOf: of }),
  });
const same = sw(1, 'switch-same', 200);
const claims = (body: string) => [
  exchange(1, { experiment: 'tenant-claims', step: 'list-plain', operation: 'GET /notes' }),
  exchange(2, { experiment: 'tenant-claims', step: 'list-query', operation: 'GET /notes', control: 1, body }),
];
const left = (body: string) =>
  exchange(2, {
    experiment: 'tenant-switch',
    step: 'list-after',
    operation: 'GET /notes',
    body,
    detail: { home: 'north', abroad: 'south' },
  });
const lost = (status: number) => [
  exchange(1, { experiment: 'tenant-switch', step: 'right-home', operation: 'GET /ledger' }),
  exchange(2, {
    experiment: 'tenant-switch',
    step: 'right-lost',
    operation: 'GET /ledger',
    control: 1,
    status,
    detail: { user: 'ida' },
  }),
];
const former = (body: string) => [
  exchange(1, { experiment: 'tenant-switch', step: 'list-member', operation: 'GET /notes' }),
  exchange(2, {
    experiment: 'tenant-switch',
    step: 'list-former',
    operation: 'GET /notes',
    control: 1,
    body,
    detail: { tenant: 'south' },
  }),
];

const cases: readonly RuleCase[] = [
  {
    rule: authzTenantIsolation,
    holds: [own, iso(2, 'foreign', 404, { detail: { marker: 'm-z', record: 'n-sol' } })],
    violated: [own, iso(2, 'foreign', 200, { detail: { marker: 'm-z', record: 'n-sol' } })],
  },
  {
    rule: http404HidingIsConsistent,
    holds: [
      own,
      iso(2, 'foreign', 404, { body: '{"code":"gone"}' }),
      iso(3, 'unknown', 404, { body: '{"code":"gone"}' }),
    ],
    violated: [own, iso(2, 'foreign', 403), iso(3, 'unknown', 404)],
  },
  { rule: tenantOddIdsClosed, holds: [own, iso(2, 'odd-id', 404)], violated: [own, iso(2, 'odd-id', 500)] },
  {
    rule: foreignBeforeValidation,
    holds: [own, iso(2, 'foreign-bad-body', 404)],
    violated: [own, iso(2, 'foreign-bad-body', 422)],
  },
  { rule: tenantFromClientIgnored, holds: claims('[{"id":"n-ann"}]'), violated: claims('[{"id":"n-sol"}]') },
  {
    rule: freeTenantSameEndpoints,
    holds: [exchange(1, { experiment: 'tenant-parity', step: 'in-tenant' })],
    violated: [exchange(1, { experiment: 'tenant-parity', step: 'in-tenant', status: 402 })],
  },
  { rule: membershipNeeded, holds: former('[]'), violated: former('[{"id":"n-sol"}]') },
  {
    rule: tenantSwitchWorks,
    holds: [sw(1, 'switch', 200), me(2, 1, 'south')],
    violated: [sw(1, 'switch', 200), me(2, 1, 'north')],
  },
  {
    rule: tenantSwitchMembersOnly,
    holds: [same, sw(2, 'switch-foreign', 404, { control: 1 }), me(3, 2, 'north')],
    violated: [same, sw(2, 'switch-foreign', 404, { control: 1 }), me(3, 2, 'south')],
  },
  {
    rule: tenantSwitchOwnUserOnly,
    holds: [same, sw(2, 'switch-other', 404, { control: 1 }), me(3, 2, 'north')],
    violated: [same, sw(2, 'switch-other', 200, { control: 1 })],
  },
  {
    rule: tenantSwitchAllTokensFollow,
    holds: [sw(1, 'switch', 200), me(2, undefined, 'south', 'second-token')],
    violated: [sw(1, 'switch', 200), me(2, undefined, 'north', 'second-token')],
  },
  {
    rule: tenantSwitchNothingCarriedOver,
    holds: [left('[{"id":"n-sol"}]')],
    violated: [left('[{"id":"n-ann"}]')],
  },
  { rule: tenantSwitchRightsReevaluated, holds: lost(403), violated: lost(200) },
  {
    rule: tenantSwitchKeepsToken,
    holds: [sw(1, 'switch', 200), me(2, 1, 'south')],
    violated: [
      sw(1, 'switch', 200),
      exchange(2, {
        experiment: 'tenant-switch',
        step: 'state-after',
        status: 401,
        presented: [{ scheme: 'token', credential: 'token#1', form: 'documented' }],
      }),
    ],
  },
];

describe.each(cases.map((one) => [one.rule.id, one] as const))('%s', (_, { rule, holds, violated }) => {
  test('applies', () => expect(rule.applies(model)).toBe(true));
  test('holds', () => expect(verdictsOf(rule, model, holds)).toEqual(['holds']));
  test('is violated', () => expect(verdictsOf(rule, model, violated)).toContain('violated'));
});
