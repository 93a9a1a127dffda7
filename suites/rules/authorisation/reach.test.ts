import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../../spec/history.ts';
import { type ExchangeSketch, exchange, issued } from '../../judging/history.test-data.ts';
import { authzApprovalWorks } from './authz-approval-works.ts';
import { authzBolaRead } from './authz-bola-read.ts';
import { authzBolaWrite } from './authz-bola-write.ts';
import { authzClientRoleIgnored } from './authz-client-role-ignored.ts';
import { authzDecisionUniformAcrossEncodings } from './authz-decision-uniform-across-encodings.ts';
import { authzFieldLevel } from './authz-field-level.ts';
import { authzListFiltered } from './authz-list-filtered.ts';
import { authzManagerReach } from './authz-manager-reach.ts';
import { authzMethodOverrideIgnored } from './authz-method-override-ignored.ts';
import { authzOwnerFromCaller } from './authz-owner-from-caller.ts';
import { authzPathSpellingsUniform } from './authz-path-spellings-uniform.ts';
import { authzReachWorks } from './authz-reach-works.ts';
import { authzSelfApproval } from './authz-self-approval.ts';
import { authzUndeclaredMethodClosed } from './authz-undeclared-method-closed.ts';
import { clubModel, type RuleCase, verdictsOf } from './club.test-data.ts';
import { scopeEmpty } from './scope-empty.ts';
import { scopeExact } from './scope-exact.ts';
import { scopeNoExtra } from './scope-no-extra.ts';

const model = clubModel();
const roles: Readonly<Record<string, string>> = { ann: 'member', bob: 'member', lee: 'lead', eve: 'boss' };
const by = (
  seq: number,
  experiment: string,
  step: string,
  user: string,
  operation: string,
  status: number,
  more: ExchangeSketch = {},
): HistoryEvent => {
  const { detail, ...rest } = more;
  return exchange(seq, {
    experiment,
    step,
    case: `${user} × ${operation}`,
    operation,
    status,
    method: operation.split(' ')[0] ?? 'GET',
    ...rest,
    detail: {
      scheme: 'token',
      kind: 'token',
      label: user,
      user,
      tenant: 'north',
      own: '[]',
      owner: JSON.stringify([roles[user]]),
      ...detail,
    },
  });
};
const list = (user: string, ...ids: readonly string[]) =>
  by(1, 'records-reach', 'list', user, 'GET /notes', 200, {
    body: JSON.stringify(ids.map((id) => ({ id }))),
  });
const reached = by(1, 'records-reach', 'read-within', 'ann', 'GET /notes/{id}', 200);
const changed = by(1, 'records-reach', 'write-within', 'ann', 'PUT /notes/{id}', 200);
const after = (body: string, seq = 5) =>
  exchange(seq, { experiment: 'records-reach', step: 'state-after', case: 'PUT /notes/{id} on n-ann', body });
const intruder = (status: number) =>
  by(2, 'records-reach', 'write-beyond', 'bob', 'PUT /notes/{id}', status, {
    control: 1,
    detail: { marker: 'mark-2-z', record: 'n-ann', fixture: 'n-ann' },
  });
const approved = by(1, 'records-reach', 'set-within', 'lee', 'POST /notes/{id}/approve', 200, {
  detail: { record: 'n-9' },
});
const approval = (state: string) =>
  exchange(2, {
    experiment: 'records-reach',
    step: 'set-state',
    readBackOf: 1,
    operation: 'GET /notes/{id}',
    body: `{"id":"n-9","state":"${state}"}`,
  });
const own = (status: number) =>
  by(3, 'records-reach', 'set-beyond', 'lee', 'POST /notes/{id}/approve', status, {
    control: 1,
    detail: { record: 'n-lee', fixture: 'n-lee', recordOwner: 'lee' },
  });
const plain = by(1, 'slipped-fields', 'create-plain', 'ann', 'POST /notes', 201, { body: '{"id":"n-1"}' });
const slip = (member: string, attribute: string, value: string, shown: string) => [
  plain,
  by(2, 'slipped-fields', 'create-slipped', 'ann', 'POST /notes', 201, {
    control: 1,
    body: `{"id":"n-2","${member}":"${shown}"}`,
    detail: { member, attribute, value },
  }),
];
const open = by(1, 'client-claims', 'control-read', 'eve', 'GET /ledger', 200, { body: '[{"id":"l-1"}]' });
const claim = (status: number) =>
  by(2, 'client-claims', 'claim-headers', 'ann', 'GET /ledger', status, { control: 1 });
const variant = (step: string, status: number) =>
  by(2, 'decision-variants', step, 'ann', 'GET /ledger', status, {
    control: 1,
    path: '/ledger/x',
    detail: { marker: 'mark-2-z' },
  });
const tamper = (body: string) => [
  by(1, 'method-tamper', 'control-write', 'ann', 'POST /notes', 201),
  by(2, 'method-tamper', 'override-to-write', 'eve', 'POST /notes', 200, {
    method: 'GET',
    control: 1,
    detail: { marker: 'mark-2-z' },
  }),
  exchange(3, {
    experiment: 'method-tamper',
    step: 'tamper-state',
    readBackOf: 2,
    body,
    detail: { control: 'mark-1-z' },
  }),
];
const declared = by(1, 'undeclared-methods', 'declared', 'eve', 'GET /notes/{id}', 200);
const undeclared = (status: number) =>
  by(2, 'undeclared-methods', 'undeclared', 'eve', 'GET /notes/{id}', status, {
    method: 'DELETE',
    control: 1,
    detail: { method: 'DELETE', record: 'n-ann', place: '/notes/{id}' },
  });
const known = exchange(1, {
  experiment: 'name-lookalikes',
  step: 'issue-known',
  status: 201,
  method: 'POST',
  operation: 'POST /keys',
});
const issue = (step: string, status: number) =>
  exchange(2, {
    experiment: 'name-lookalikes',
    step,
    case: 'odd',
    control: 1,
    status,
    method: 'POST',
    operation: 'POST /keys',
  });
const use = (status: number) => [
  exchange(3, { experiment: 'name-lookalikes', step: 'use-known', operation: 'GET /notes' }),
  exchange(4, {
    experiment: 'name-lookalikes',
    step: 'use-lookalike',
    operation: 'GET /notes',
    control: 3,
    status,
    detail: { of: 'odd' },
  }),
];
const keyDetail = {
  scheme: 'key',
  kind: 'key',
  label: 'two',
  own: '["read:notes","read:ledger"]',
  owner: '[]',
};
const selected = (shown: string) => [
  exchange(1, {
    experiment: 'names-as-selected',
    step: 'issue',
    status: 201,
    method: 'POST',
    operation: 'POST /keys',
    body: `{"id":"k-1","scopes":${shown}}`,
  }),
  issued(2, { experiment: 'names-as-selected', credential: 'key#1', type: 'key', id: 'k-1', by: 1 }),
  exchange(3, {
    experiment: 'names-as-selected',
    step: 'each',
    operation: 'GET /notes',
    presented: [{ scheme: 'key', credential: 'key#1', form: 'documented' }],
    detail: keyDetail,
  }),
];

const cases: readonly RuleCase[] = [
  { rule: authzListFiltered, holds: [list('ann', 'n-ann')], violated: [list('ann', 'n-ann', 'n-bob')] },
  {
    rule: authzReachWorks,
    holds: [list('eve', 'n-ann', 'n-bob', 'n-lee')],
    violated: [list('eve', 'n-ann')],
  },
  {
    rule: authzManagerReach,
    holds: [list('lee', 'n-ann', 'n-lee')],
    violated: [list('lee', 'n-ann', 'n-lee', 'n-bob')],
  },
  {
    rule: authzBolaRead,
    holds: [reached, by(2, 'records-reach', 'read-beyond', 'bob', 'GET /notes/{id}', 404, { control: 1 })],
    violated: [reached, by(2, 'records-reach', 'read-beyond', 'bob', 'GET /notes/{id}', 200, { control: 1 })],
  },
  {
    rule: authzBolaWrite,
    holds: [changed, intruder(404), after('{"id":"n-ann","text":"mark-1-z"}')],
    violated: [changed, intruder(404), after('{"id":"n-ann","text":"mark-2-z"}')],
  },
  { rule: authzSelfApproval, holds: [approved, own(404)], violated: [approved, own(200)] },
  { rule: authzApprovalWorks, holds: [approved, approval('done')], violated: [approved, approval('open')] },
  {
    rule: authzOwnerFromCaller,
    holds: slip('owner', 'owner', 'bob', 'ann'),
    violated: slip('owner', 'owner', 'bob', 'bob'),
  },
  {
    rule: authzFieldLevel,
    holds: slip('state', 'other', 'done', 'open'),
    violated: slip('state', 'other', 'done', 'done'),
  },
  { rule: authzClientRoleIgnored, holds: [open, claim(403)], violated: [open, claim(200)] },
  {
    rule: authzPathSpellingsUniform,
    holds: [open, variant('path-variant', 404)],
    violated: [open, variant('path-variant', 200)],
  },
  {
    rule: authzDecisionUniformAcrossEncodings,
    holds: [open, variant('encoding', 406)],
    violated: [open, variant('encoding', 200)],
  },
  {
    rule: authzMethodOverrideIgnored,
    holds: tamper('[{"text":"mark-1-z"}]'),
    violated: tamper('[{"text":"mark-1-z"},{"text":"mark-2-z"}]'),
  },
  {
    rule: authzUndeclaredMethodClosed,
    holds: [declared, undeclared(405)],
    violated: [declared, undeclared(204)],
  },
  {
    rule: scopeExact,
    holds: [known, issue('issue-lookalike', 422)],
    violated: [known, issue('issue-lookalike', 201), ...use(200)],
  },
  {
    rule: scopeEmpty,
    holds: [known, issue('issue-empty', 201), ...use(403)],
    violated: [known, issue('issue-empty', 201), ...use(200)],
  },
  { rule: scopeNoExtra, holds: selected('["read:ledger","read:notes"]'), violated: selected('["read:*"]') },
];

describe.each(cases.map((one) => [one.rule.id, one] as const))('%s', (_, { rule, holds, violated }) => {
  test('applies', () => expect(rule.applies(model)).toBe(true));
  test('holds', () => expect(verdictsOf(rule, model, holds)).toEqual(['holds']));
  test('is violated', () => expect(verdictsOf(rule, model, violated)).toContain('violated'));
});
