import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../judging/history.test-data.ts';
import { credentialRightsNotMakers } from './credential-rights-not-makers.ts';
import { disableEffective } from './disable-effective.ts';
import { enableRestores } from './enable-restores.ts';
import { managementClosedToApiCredentials } from './management-closed-to-api-credentials.ts';
import { managementDeniedHasNoEffect } from './management-denied-has-no-effect.ts';
import { managementNeedsAuthAndRole } from './management-needs-auth-and-role.ts';
import { managementOpenToRole } from './management-open-to-role.ts';
import { roleChangePropagates } from './role-change-propagates.ts';
import { severalRightsAddUp } from './several-rights-add-up.ts';
import { desk, entry, judgesBothWays, listOf, tools, workshop } from './workshop.test-data.ts';

const revoke = 'DELETE /tokens/{id}';
const manage = (seq: number, step: string, status: number, sketch = {}) =>
  desk(seq, `credential-management/${step}`, revoke, status, sketch);
const allowed = manage(9, 'manage-allowed', 204);
const list = (seq: number, step: string, ...ids: readonly string[]) =>
  desk(seq, `credential-management/${step}`, 'GET /tokens', 200, {
    case: revoke,
    body: listOf(...ids.map((id) => entry(id))),
  });
const targetAnswers = (status: number) =>
  tools(4, 'credential-management/target-after', status, { case: revoke });
const maker = (step: string, status: number) => tools(2, `maker-rights/${step}`, status, { control: 1 });
const withName = tools(1, 'maker-rights/with-name', 200);
const off = 'POST /tokens/{id}/off';

describe('management and rights', () => {
  judgesBothWays([
    {
      rule: managementNeedsAuthAndRole,
      holds: [manage(1, 'manage-as', 403), manage(2, 'manage-anonymous', 401), allowed],
      violated: [manage(1, 'manage-as', 204), allowed],
    },
    {
      rule: managementClosedToApiCredentials,
      holds: [manage(1, 'manage-by-credential', 401), allowed],
      violated: [manage(1, 'manage-by-credential', 204), allowed],
    },
    { rule: managementOpenToRole, holds: [allowed], violated: [manage(9, 'manage-allowed', 403)] },
    {
      rule: managementDeniedHasNoEffect,
      holds: [list(1, 'list-managed', 't1'), list(2, 'list-managed-after', 't1'), targetAnswers(200)],
      violated: [
        list(1, 'list-managed', 't1'),
        list(2, 'list-managed-after', 't1', 't2'),
        targetAnswers(200),
      ],
    },
    { rule: managementDeniedHasNoEffect, holds: [targetAnswers(200)], violated: [targetAnswers(401)] },
    {
      rule: credentialRightsNotMakers,
      holds: [withName, maker('beyond-own', 403)],
      violated: [withName, maker('beyond-own', 200)],
    },
    {
      rule: severalRightsAddUp,
      holds: [maker('several-first', 200), maker('several-second', 200)],
      violated: [maker('several-first', 200), maker('several-second', 403)],
    },
    {
      rule: severalRightsAddUp,
      holds: [withName, maker('several-neither', 403)],
      violated: [withName, maker('several-neither', 200)],
    },
    {
      rule: disableEffective,
      holds: [tools(1, 'switch-off/before-switch-off', 200), switchedOff(401)],
      violated: [tools(1, 'switch-off/before-switch-off', 200), switchedOff(200)],
    },
    {
      rule: enableRestores,
      holds: [tools(1, 'switch-off/switched-on', 200)],
      violated: [tools(1, 'switch-off/switched-on', 401)],
    },
  ]);

  test('roles that are taken away count at once, and so do those that are given back', () => {
    const withRole = tools(1, 'role-change/with-role', 200);
    const verdicts = [
      [403, 200],
      [200, 200],
      [403, 403],
    ].map(([less = 0, more = 0]) =>
      findingsOf(
        roleChangePropagates,
        workshop(),
        withRole,
        tools(2, 'role-change/without-role', less, { control: 1 }),
        tools(3, 'role-change/role-back', more),
      ).map(({ verdict }) => verdict),
    );
    expect(verdicts).toEqual([
      ['holds', 'holds'],
      ['violated', 'holds'],
      ['holds', 'violated'],
    ]);
  });

  test('roles cannot be changed where no operation does it', () => {
    expect(roleChangePropagates.applies(workshop())).toBe(
      'no credential follows roles that an operation changes',
    );
  });

  test('a refusal counts only if the same call succeeded for somebody else', () => {
    expect(
      findingsOf(managementNeedsAuthAndRole, workshop(), manage(1, 'manage-as', 403)).map(
        ({ verdict }) => verdict,
      ),
    ).toEqual(['untestable']);
  });
});

function switchedOff(status: number) {
  return tools(2, 'switch-off/switched-off', status, { case: off, control: 1 });
}
