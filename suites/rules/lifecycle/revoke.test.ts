import { describe, expect, test } from 'vitest';
import { fact, findingsOf } from '../../judging/history.test-data.ts';
import { listHidesRevoked } from './list-hides-revoked.ts';
import { reissueAfterRevokeWorks } from './reissue-after-revoke-works.ts';
import { revokeForeignDenied } from './revoke-foreign-denied.ts';
import { revokeIdempotentNoOracle } from './revoke-idempotent-no-oracle.ts';
import { revokeImmediate } from './revoke-immediate.ts';
import { revokeIsFinal } from './revoke-is-final.ts';
import { revokeNeedsId } from './revoke-needs-id.ts';
import { revokeOnlyTarget } from './revoke-only-target.ts';
import { revokedAnswersLikeUnknown } from './revoked-answers-like-unknown.ts';
import { rotationEndsOld } from './rotation-ends-old.ts';
import { rotationNewWorks } from './rotation-new-works.ts';
import { rotationOverlap } from './rotation-overlap.ts';
import { desk, entry, judgesBothWays, listOf, token, tools, workshop } from './workshop.test-data.ts';

const by = { by: 'DELETE /tokens/{id}' };
const before = tools(1, 'revoke-and-watch/before-revoke', 200);
const watch = (seq: number, step: string, status: number, sketch = {}) =>
  tools(seq, `revoke-and-watch/${step}`, status, { control: 1, detail: by, ...sketch });
const revoke = (seq: number, step: string, status: number, sketch = {}) =>
  desk(seq, `revoke-and-watch/${step}`, 'DELETE /tokens/{id}', status, sketch);
const realm = [['WWW-Authenticate', 'Bearer realm="workshop"']] as const;

describe('revocation and rotation', () => {
  judgesBothWays([
    {
      rule: revokeImmediate,
      holds: [before, watch(2, 'after-revoke', 401)],
      violated: [before, watch(2, 'after-revoke', 200)],
    },
    {
      rule: revokeIsFinal,
      holds: [before, watch(2, 'after-reissue', 401), watch(3, 'later', 403)],
      violated: [before, watch(2, 'after-reissue', 401), watch(3, 'later', 200)],
    },
    {
      rule: revokeOnlyTarget,
      holds: [watch(2, 'sibling-after-revoke', 200)],
      violated: [watch(2, 'sibling-after-revoke', 401)],
    },
    {
      rule: reissueAfterRevokeWorks,
      holds: [watch(2, 'reissued', 200)],
      violated: [watch(2, 'reissued', 401)],
    },
    {
      rule: revokedAnswersLikeUnknown,
      holds: [
        before,
        watch(2, 'after-revoke', 401, { headers: realm }),
        watch(3, 'unknown-credential', 401, { headers: realm }),
      ],
      violated: [
        before,
        watch(2, 'after-revoke', 403, { headers: realm }),
        watch(3, 'unknown-credential', 401, { headers: realm }),
      ],
    },
    {
      rule: revokedAnswersLikeUnknown,
      holds: [
        before,
        watch(2, 'after-revoke', 401, { headers: realm }),
        watch(3, 'unknown-credential', 401, { headers: realm }),
      ],
      violated: [
        before,
        watch(2, 'after-revoke', 401),
        watch(3, 'unknown-credential', 401, { headers: realm }),
      ],
    },
    {
      rule: revokeIdempotentNoOracle,
      holds: [
        revoke(2, 'revoke-again', 204),
        revoke(3, 'revoke-unknown', 404),
        revoke(4, 'revoke-foreign', 404),
      ],
      violated: [revoke(2, 'revoke-again', 500), revoke(3, 'revoke-unknown', 404)],
    },
    {
      rule: revokeIdempotentNoOracle,
      holds: [revoke(3, 'revoke-unknown', 404), revoke(4, 'revoke-foreign', 404)],
      violated: [revoke(3, 'revoke-unknown', 404), revoke(4, 'revoke-foreign', 403)],
    },
    {
      rule: revokeForeignDenied,
      holds: [
        before,
        revoke(2, 'revoke-foreign', 404, { control: 1 }),
        watch(3, 'foreign-after-revoke', 200, { control: 2 }),
      ],
      violated: [
        before,
        revoke(2, 'revoke-foreign', 204, { control: 1 }),
        watch(3, 'foreign-after-revoke', 401, { control: 2 }),
      ],
    },
    {
      rule: revokeNeedsId,
      holds: [revoke(2, 'revoke-by-value', 404), watch(3, 'living-after-value', 200, { control: 2 })],
      violated: [revoke(2, 'revoke-by-value', 204), watch(3, 'living-after-value', 401, { control: 2 })],
    },
    {
      rule: listHidesRevoked,
      holds: [
        ...twoTokens(),
        desk(5, 'revoke-and-watch/list-revoked', 'GET /tokens', 200, { body: listOf(entry('t2')) }),
      ],
      violated: [
        ...twoTokens(),
        desk(5, 'revoke-and-watch/list-revoked', 'GET /tokens', 200, {
          body: listOf(entry('t1'), entry('t2')),
        }),
      ],
    },
    {
      rule: rotationOverlap,
      holds: [tools(1, 'rotation/second-new', 200), tools(2, 'rotation/second-old', 200)],
      violated: [tools(1, 'rotation/second-new', 200), tools(2, 'rotation/second-old', 401)],
    },
    {
      rule: rotationEndsOld,
      holds: [tools(1, 'rotation/first-alone', 200), tools(2, 'rotation/first-revoked', 401, { control: 1 })],
      violated: [
        tools(1, 'rotation/first-alone', 200),
        tools(2, 'rotation/first-revoked', 200, { control: 1 }),
      ],
    },
  ]);

  test('a refusal without a control that succeeded proves nothing', () => {
    const findings = findingsOf(
      revokeImmediate,
      workshop(),
      tools(1, 'revoke-and-watch/before-revoke', 401),
      watch(2, 'after-revoke', 401),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['untestable']);
  });

  test('an empty list does not show that revoked credentials are hidden', () => {
    const findings = findingsOf(
      listHidesRevoked,
      workshop(),
      ...twoTokens(),
      desk(5, 'revoke-and-watch/list-revoked', 'GET /tokens', 200, { body: '[]' }),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['untestable']);
  });

  test('the value of a rotation must work', () => {
    expect(rotationNewWorks.applies(workshop())).toBe('no operation rotates a credential');
    const verdicts = [200, 401].map(
      (status) =>
        findingsOf(rotationNewWorks, workshop(), tools(1, 'rotation/rotated-new', status))[0]?.verdict,
    );
    expect(verdicts).toEqual(['holds', 'violated']);
  });
});

function twoTokens() {
  const experiment = 'revoke-and-watch';
  return [
    token(1, experiment, 1),
    token(2, experiment, 2),
    fact(3, { experiment, fact: 'ended', credential: 'token#1', cause: 'revoke' }),
  ];
}
