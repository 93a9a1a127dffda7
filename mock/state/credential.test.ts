import { describe, expect, test } from 'vitest';
import type { CredentialKind } from '../../spec/model.ts';
import { type Credential, stateOf } from './credential.ts';
import { Credentials } from './credentials.ts';

const promptly = { afterSeconds: 0, withinSeconds: 0 };

function kind(changes: Partial<CredentialKind> = {}): CredentialKind {
  return {
    name: 'key',
    rights: ['own'],
    names: [],
    isPassword: false,
    lifetime: 'none',
    idle: 'none',
    uses: 'any',
    endedBy: [],
    count: { min: 0, max: Number.POSITIVE_INFINITY, per: 'tenant' },
    rotation: 'none',
    starts: promptly,
    ends: promptly,
    issuedBy: 'self',
    secret: { kind: 'opaque', schema: {} },
    displayedBy: [],
    displayedOnce: true,
    valueDisplayedBy: [],
    facts: {},
    ...changes,
  };
}

function credential(of: CredentialKind, changes: Partial<Credential> = {}): Credential {
  return {
    id: 'k1',
    kind: of,
    tenant: 't',
    owner: undefined,
    session: 's',
    digest: 'd',
    readable: undefined,
    hint: undefined,
    name: undefined,
    rights: [],
    data: {},
    issuedAt: 0,
    startsAt: 0,
    expiresAt: undefined,
    enabled: true,
    usedAt: undefined,
    timesUsed: 0,
    end: undefined,
    ...changes,
  };
}

describe('the state of a credential', () => {
  test('is read off its instants and the clock', () => {
    const held = credential(kind(), { startsAt: 100, expiresAt: 200 });
    expect([99, 100, 199, 200].map((now) => stateOf(held, now, 'after'))).toEqual([
      'pending',
      'active',
      'active',
      'expired',
    ]);
  });

  test('what has not begun or is switched off says no more than that', () => {
    const end = { cause: 'revoke', at: 10, from: 10 } as const;
    expect(stateOf(credential(kind(), { startsAt: 100, end }), 50, 'after')).toBe('pending');
    expect(stateOf(credential(kind(), { enabled: false, end }), 50, 'after')).toBe('disabled');
  });

  test('ended wins over expired, and an end ahead still works', () => {
    const held = credential(kind(), { expiresAt: 200, end: { cause: 'revoke', at: 100, from: 150 } });
    expect([149, 150, 300].map((now) => stateOf(held, now, 'after'))).toEqual([
      'overlapping',
      'revoked',
      'revoked',
    ]);
  });

  test('the switch is the only thing that goes both ways', () => {
    const held = credential(kind(), { enabled: false });
    expect(stateOf(held, 1, 'after')).toBe('disabled');
    expect(stateOf({ ...held, enabled: true }, 1, 'after')).toBe('active');
  });

  test('idleness counts from the last use', () => {
    const held = credential(kind({ idle: { afterSeconds: 10, withinSeconds: 20 } }));
    expect(stateOf(held, 10_000, 'after')).toBe('expired');
    const used = { ...held, usedAt: 5000 };
    expect(stateOf(used, 14_999, 'after')).toBe('active');
  });

  test('the latest edge changes at the end of every interval', () => {
    const of = kind({
      lifetime: { afterSeconds: 1, withinSeconds: 3 },
      ends: { afterSeconds: 0, withinSeconds: 2 },
    });
    const held = credential(of, { expiresAt: 1000 });
    expect(stateOf(held, 1000, 'after')).toBe('expired');
    expect(stateOf(held, 4999, 'within')).toBe('active');
    expect(stateOf(held, 5000, 'within')).toBe('expired');
  });
});

describe('the store', () => {
  test('an end is final', () => {
    const store = new Credentials('after');
    const held = credential(kind({ endedBy: ['logout'] }));
    store.add(held);
    store.end(held, 'revoke', 10);
    store.endAll('logout', 20, () => true);
    expect(held.end).toEqual({ cause: 'revoke', at: 10, from: 10 });
  });

  test('an event ends only the kinds that list it', () => {
    const store = new Credentials('after');
    const listed = credential(kind({ name: 'a', endedBy: ['password-change'] }));
    const other = credential(kind({ name: 'b' }));
    store.add(listed);
    store.add(other);
    store.endAll('password-change', 5, () => true);
    expect([listed.end?.cause, other.end]).toEqual(['password-change', undefined]);
  });

  test('a rotated value ends after its overlap, and revoking it ends it at once', () => {
    const store = new Credentials('after');
    const held = credential(kind({ rotation: { afterSeconds: 60, withinSeconds: 60 } }));
    store.add(held);
    store.endByRotation(held, 0);
    expect(held.end?.from).toBe(60_000);
    store.end(held, 'revoke', 1000);
    expect(held.end).toEqual({ cause: 'revoke', at: 1000, from: 1000 });
  });

  test('a burnt session takes what is signed later along', () => {
    const store = new Credentials('after');
    store.burn('s', 5);
    const late = credential(kind({ endedBy: ['reuse'] }));
    store.add(late, 6);
    expect(late.end?.cause).toBe('reuse');
  });

  test('an event while something is being signed ends it as soon as it is stored', () => {
    const store = new Credentials('after');
    const watch = store.watch();
    store.endAll('logout', 5, ({ session }) => session === 's');
    store.unwatch(watch);
    store.endAll('user-removal', 6, () => true);
    const [listed, other, later] = [
      credential(kind({ endedBy: ['logout'] }), { id: '1', digest: '1' }),
      credential(kind({ endedBy: ['logout'] }), { id: '2', digest: '2', session: 'other' }),
      credential(kind({ endedBy: ['user-removal'] }), { id: '3', digest: '3' }),
    ];
    for (const held of [listed, other, later]) store.add(held, 7, watch);
    expect([listed.end?.cause, other.end, later.end]).toEqual(['logout', undefined, undefined]);
  });

  test('an undone use does not outlive the end that came meanwhile', () => {
    const store = new Credentials('after');
    const held = credential(kind({ uses: 1, endedBy: ['logout'] }));
    store.add(held);
    const undo = store.useUp(held, 1);
    store.endAll('logout', 2, () => true);
    undo();
    expect(held.end?.cause).toBe('logout');
  });

  test('only the living count, per tenant or per user', () => {
    const store = new Credentials('after');
    const of = kind({ count: { min: 0, max: 3, per: 'user' } });
    store.add(credential(of, { id: '1', digest: '1', owner: 'ann' }));
    store.add(credential(of, { id: '2', digest: '2', owner: 'ann', expiresAt: 5 }));
    store.add(credential(of, { id: '3', digest: '3', owner: 'ben' }));
    store.add(
      credential(of, { id: '4', digest: '4', owner: 'ann', end: { cause: 'revoke', at: 1, from: 1 } }),
    );
    expect(store.counted(of, { tenant: 't', owner: 'ann' }, 10)).toBe(1);
    expect(
      store.counted({ ...of, count: { ...of.count, per: 'tenant' } }, { tenant: 't', owner: 'ann' }, 10),
    ).toBe(2);
  });

  test('the next change is the first instant ahead', () => {
    const store = new Credentials('after');
    store.add(credential(kind(), { id: '1', digest: '1', expiresAt: 500 }));
    store.add(credential(kind(), { id: '2', digest: '2', startsAt: 300 }));
    expect(store.nextChange(0)).toBe(300);
    expect(store.nextChange(300)).toBe(500);
    expect(store.nextChange(500)).toBe(Number.POSITIVE_INFINITY);
  });
});
