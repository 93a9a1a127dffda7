import { describe, expect, test } from 'vitest';
import type { EndEvent } from '../../../spec/model.ts';
import { fact, findingsOf, issued } from '../../judging/history.test-data.ts';
import { expiryNotExtendedByUse } from './expiry-not-extended-by-use.ts';
import { expiryShown } from './expiry-shown.ts';
import { idleEnforced } from './idle-enforced.ts';
import { lifetimeEnforced } from './lifetime-enforced.ts';
import { logoutEffective } from './logout-effective.ts';
import { logoutOnlyTarget } from './logout-only-target.ts';
import { membershipRemovalKillsTokens } from './membership-removal-kills-tokens.ts';
import { noExpiry } from './no-expiry.ts';
import { noIdleExpiry } from './no-idle-expiry.ts';
import { optionalExpiryEnforced } from './optional-expiry-enforced.ts';
import { optionalExpiryLeavesOthers } from './optional-expiry-leaves-others.ts';
import { passwordChangeKillsTokens } from './password-change-kills-tokens.ts';
import { passwordChangeSparesOthers } from './password-change-spares-others.ts';
import { passwordChangeTakesEffect } from './password-change-takes-effect.ts';
import { tokenActivationLagBounded } from './token-activation-lag-bounded.ts';
import { userRemovalEndsLogin } from './user-removal-ends-login.ts';
import { userRemovalKillsTokens } from './user-removal-kills-tokens.ts';
import { userRemovalSparesOthers } from './user-removal-spares-others.ts';
import { desk, entry, judgesBothWays, listOf, token, tools, workshop } from './workshop.test-data.ts';

const hour = { afterSeconds: 3600, withinSeconds: 3600 };
const young = (experiment: string) => tools(1, `${experiment}/young`, 200);
const at = (seq: number, where: string, status: number) => tools(seq, where, status, { control: 1 });
const until = { expiresAt: '2030-01-01T00:00:00.000Z' };
const chosen = (shown: string) => [
  token(1, 'chosen-expiry', 1),
  tools(2, 'chosen-expiry/before-chosen-expiry', 200, { case: 'PUT /tokens/{id}/until', detail: until }),
  desk(3, 'chosen-expiry/list-expiry', 'GET /tokens', 200, {
    case: 'PUT /tokens/{id}/until',
    body: listOf(entry('t1', { until: shown })),
  }),
];
const login = (seq: number, where: string, status: number, control?: number) =>
  desk(seq, where, 'POST /login', status, { case: 'token', ...(control === undefined ? {} : { control }) });
const removed = [
  issued(1, { experiment: 'after-user-removal', how: 'login', owner: 'ada', by: 0 }),
  fact(2, { experiment: 'after-user-removal', fact: 'user-changed', user: 'ada', change: 'removed' }),
];
const signedIn = login(0, 'after-user-removal/login', 200);

describe('how credentials end', () => {
  judgesBothWays(
    [
      {
        rule: lifetimeEnforced,
        model: workshop({ lifetime: hour }),
        holds: [young('lifetime'), at(2, 'lifetime/before-expiry', 200), at(3, 'lifetime/after-expiry', 401)],
        violated: [
          young('lifetime'),
          at(2, 'lifetime/before-expiry', 200),
          at(3, 'lifetime/after-expiry', 200),
        ],
      },
      {
        rule: lifetimeEnforced,
        model: workshop({ lifetime: hour }),
        holds: [at(2, 'lifetime/before-expiry', 200)],
        violated: [at(2, 'lifetime/before-expiry', 401)],
      },
      {
        rule: noExpiry,
        holds: [at(2, 'lifetime/still-works', 200)],
        violated: [at(2, 'lifetime/still-works', 401)],
      },
      {
        rule: noIdleExpiry,
        holds: [at(2, 'lifetime/unused', 200)],
        violated: [at(2, 'lifetime/unused', 401)],
      },
      {
        rule: idleEnforced,
        model: workshop({ idle: hour }),
        holds: [young('lifetime'), at(2, 'lifetime/after-idle-limit', 401)],
        violated: [young('lifetime'), at(2, 'lifetime/after-idle-limit', 200)],
      },
      {
        rule: idleEnforced,
        model: workshop({ idle: hour }),
        holds: [at(2, 'lifetime/before-idle-limit', 200)],
        violated: [at(2, 'lifetime/before-idle-limit', 401)],
      },
      {
        rule: optionalExpiryEnforced,
        holds: [
          young('chosen-expiry'),
          at(2, 'chosen-expiry/before-chosen-expiry', 200),
          at(3, 'chosen-expiry/after-chosen-expiry-unused', 401),
        ],
        violated: [young('chosen-expiry'), at(3, 'chosen-expiry/after-chosen-expiry-unused', 200)],
      },
      {
        rule: expiryNotExtendedByUse,
        holds: [young('chosen-expiry'), at(2, 'chosen-expiry/after-chosen-expiry', 401)],
        violated: [young('chosen-expiry'), at(2, 'chosen-expiry/after-chosen-expiry', 200)],
      },
      {
        rule: optionalExpiryLeavesOthers,
        holds: [at(2, 'chosen-expiry/without-expiry', 200)],
        violated: [at(2, 'chosen-expiry/without-expiry', 401)],
      },
      { rule: expiryShown, holds: chosen('2030-01-01T00:00:00Z'), violated: chosen('2031-01-01T00:00:00Z') },
      {
        rule: tokenActivationLagBounded,
        holds: [
          at(1, 'activation/poll', 401),
          at(2, 'activation/poll', 200),
          at(3, 'activation/steady', 200),
        ],
        violated: [at(1, 'activation/poll', 401)],
      },
      {
        rule: tokenActivationLagBounded,
        holds: [at(2, 'activation/poll', 200)],
        violated: [at(2, 'activation/poll', 200), at(3, 'activation/steady', 401)],
      },
      { rule: passwordChangeKillsTokens, ...ends('password-change') },
      { rule: passwordChangeSparesOthers, ...spares('password-change') },
      { rule: userRemovalKillsTokens, ...ends('user-removal') },
      { rule: userRemovalSparesOthers, ...spares('user-removal') },
      { rule: membershipRemovalKillsTokens, model: withMembers(), ...ends('membership-removal') },
      {
        rule: passwordChangeTakesEffect,
        holds: [
          login(1, 'after-password-change/new-password', 200),
          login(2, 'after-password-change/old-password', 401, 1),
        ],
        violated: [
          login(1, 'after-password-change/new-password', 200),
          login(2, 'after-password-change/old-password', 200, 1),
        ],
      },
      {
        rule: userRemovalEndsLogin,
        holds: [signedIn, ...removed, login(3, 'after-user-removal/removed-login', 401)],
        violated: [signedIn, ...removed, login(3, 'after-user-removal/removed-login', 200)],
      },
      { rule: logoutEffective, ...ends('logout') },
      { rule: logoutOnlyTarget, ...spares('logout') },
    ].map((one) => ({ ...one, model: 'model' in one ? one.model : withMembers() })),
  );

  test('a refusal for want of a right does not show that the credential has ended', () => {
    const experiment = 'after-user-removal';
    const findings = findingsOf(
      userRemovalKillsTokens,
      workshop(),
      young(experiment),
      at(2, `${experiment}/after-event`, 403),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['violated']);
  });
});

function ends(event: EndEvent) {
  const experiment = `after-${event}`;
  return {
    holds: [young(experiment), at(2, `${experiment}/after-event`, 401)],
    violated: [young(experiment), at(2, `${experiment}/after-event`, 200)],
  };
}

function spares(event: EndEvent) {
  const experiment = `after-${event}`;
  return {
    holds: [at(2, `${experiment}/bystander-after`, 200)],
    violated: [at(2, `${experiment}/bystander-after`, 401)],
  };
}

/** The workshop with operations that bring the events about. */
function withMembers() {
  const model = workshop();
  const [some] = model.operations.filter(({ key }) => key === 'DELETE /tokens/{id}');
  if (some === undefined) throw new Error('the workshop revokes tokens');
  const password = {
    attribute: 'user.password',
    in: 'body',
    at: '/password',
    schema: {},
    readOnly: false,
    required: true,
    facts: {},
  } as const;
  return {
    ...model,
    operations: [
      ...model.operations,
      { ...some, key: 'DELETE /people/{id}', verb: 'delete', object: 'user', objectKind: 'user' } as const,
      {
        ...some,
        key: 'DELETE /members/{id}',
        verb: 'delete',
        object: 'membership',
        objectKind: 'membership',
      } as const,
      {
        ...some,
        key: 'PUT /people/{id}/password',
        verb: 'update',
        object: 'user',
        objectKind: 'user',
        request: [password],
      } as const,
      { ...some, key: 'POST /logout', verb: 'logout' } as const,
    ],
  };
}
