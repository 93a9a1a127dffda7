import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../judging/history.test-data.ts';
import { credentialNewWorks } from './credential-new-works.ts';
import { expiryNotClientSet } from './expiry-not-client-set.ts';
import { issueMassAssignment } from './issue-mass-assignment.ts';
import { issueNameKept } from './issue-name-kept.ts';
import { issueNeedsName } from './issue-needs-name.ts';
import { issueNeedsRights } from './issue-needs-rights.ts';
import { issueRefusalMakesNothing } from './issue-refusal-makes-nothing.ts';
import { issueRightsKept } from './issue-rights-kept.ts';
import { issuedDateTrue } from './issued-date-true.ts';
import { lastUsedCorrect } from './last-used-correct.ts';
import { listScoped } from './list-scoped.ts';
import { listShowsDeclaredFields } from './list-shows-declared-fields.ts';
import { listShowsWholeTenant } from './list-shows-whole-tenant.ts';
import { multipleCredentialsCoexist } from './multiple-credentials-coexist.ts';
import { unknownRightRefused } from './unknown-right-refused.ts';
import { desk, entry, judgesBothWays, listOf, token, tools, workshop } from './workshop.test-data.ts';

const made = Date.parse('2026-01-05T09:00:00Z');
const issue = desk(1, 'issue-and-list/issue', 'POST /tokens', 201, { dateMs: made });
const first = token(2, 'issue-and-list', 1, { by: 1 });
const used = (status: number) =>
  tools(3, 'issue-and-list/use-new', status, {
    case: 'POST /tokens token#1',
    detail: { issuer: 'POST /tokens' },
  });
const round = [issue, first, used(200)];
const list = (seq: number, step: string, ...entries: readonly Readonly<Record<string, unknown>>[]) =>
  desk(seq, `issue-and-list/${step}`, 'GET /tokens', 200, {
    case: 'POST /tokens',
    body: listOf(...entries),
    detail: { tenant: 'south' },
  });
const fault = (title: string, status: number) => [
  desk(1, 'issue-faults/issue', 'POST /tokens', 201),
  desk(2, 'issue-faults/issue-fault', 'POST /tokens', status, {
    case: `POST /tokens: ${title}`,
    control: 1,
    detail: { fault: title, attribute: 'token.name' },
  }),
];
const planted = (body: Readonly<Record<string, unknown>>, secretWorks: boolean) => [
  desk(1, 'issue-mass-assignment/issue-extra', 'POST /tokens', 201, {
    case: 'POST /tokens',
    body: JSON.stringify(body),
  }),
  token(2, 'issue-mass-assignment', 1, { by: 1 }),
  tools(3, 'issue-mass-assignment/use-planted', secretWorks ? 200 : 401, { case: 'POST /tokens' }),
  desk(4, 'issue-mass-assignment/list-planted', 'GET /tokens', 200, {
    case: 'POST /tokens',
    body: listOf({ ...body, id: 't1' }),
  }),
];
const day = (hour: number) => `2026-01-05T${String(hour).padStart(2, '0')}:00:00Z`;
const follow = (step: string, seq: number, status: number, hour: number) =>
  tools(seq, `last-used/${step}`, status, {
    case: 'GET /tokens',
    dateMs: Date.parse(day(hour)),
    detail: { followed: 'token#1', sibling: 'token#2' },
  });
const dates = (seq: number, step: string, one: string | null, two: string | null) =>
  desk(seq, `last-used/${step}`, 'GET /tokens', 200, {
    case: 'GET /tokens',
    body: listOf(entry('t1', { used: one }), entry('t2', { used: two })),
  });
const lastUses = (unused: string | null) => [
  token(1, 'last-used', 1),
  token(2, 'last-used', 2),
  dates(3, 'list-unused', unused, null),
  follow('used', 4, 200, 10),
  dates(5, 'list-used', day(10), null),
  follow('sibling-use', 6, 200, 11),
  dates(7, 'list-others', day(10), day(11)),
  follow('used-again', 8, 200, 12),
  dates(9, 'list-used-again', day(12), day(11)),
];

describe('issue and lists', () => {
  judgesBothWays([
    { rule: credentialNewWorks, holds: round, violated: [issue, first, used(401)] },
    {
      rule: multipleCredentialsCoexist,
      holds: [...round, list(4, 'list', entry('t1'))],
      violated: [...round, list(4, 'list')],
    },
    {
      rule: issueNameKept,
      holds: [...round, list(4, 'list', entry('t1'))],
      violated: [...round, list(4, 'list', entry('t1', { name: 'other' }))],
    },
    {
      rule: issueRightsKept,
      holds: [...round, list(4, 'list', entry('t1'))],
      violated: [...round, list(4, 'list', entry('t1', { roles: ['Reader', 'Maker'] }))],
    },
    {
      rule: listShowsDeclaredFields,
      holds: [list(4, 'list', entry('t1'))],
      violated: [list(4, 'list', entry('t1', { made: 'yesterday' }))],
    },
    {
      rule: issuedDateTrue,
      holds: [...round, list(4, 'list', entry('t1'))],
      violated: [...round, list(4, 'list', entry('t1', { made: day(10) }))],
    },
    {
      rule: issuedDateTrue,
      holds: [...round, list(4, 'list', entry('t1')), list(5, 'list-later', entry('t1'))],
      violated: [
        ...round,
        list(4, 'list', entry('t1')),
        list(5, 'list-later', entry('t1', { made: '2026-01-05T09:00:04Z' })),
      ],
    },
    {
      rule: listScoped,
      holds: [
        first,
        token(3, 'issue-and-list', 2, { tenant: 'south' }),
        list(4, 'list-foreign', entry('t2')),
      ],
      violated: [
        first,
        token(3, 'issue-and-list', 2, { tenant: 'south' }),
        list(4, 'list-foreign', entry('t1'), entry('t2')),
      ],
    },
    { rule: issueNeedsName, holds: fault('empty name', 422), violated: fault('empty name', 201) },
    { rule: issueNeedsRights, holds: fault('no rights', 400), violated: fault('missing rights', 201) },
    {
      rule: unknownRightRefused,
      holds: fault('unknown right', 422),
      violated: fault('mis-cased right', 201),
    },
    {
      rule: issueRefusalMakesNothing,
      holds: twoLists(entry('t1')),
      violated: twoLists(entry('t1'), entry('t2')),
    },
    {
      rule: issueMassAssignment,
      holds: planted(entry('t1'), false),
      violated: planted(entry('planted-id-0'), false),
    },
    { rule: issueMassAssignment, holds: planted(entry('t1'), false), violated: planted(entry('t1'), true) },
    {
      rule: expiryNotClientSet,
      holds: planted(entry('t1'), false),
      violated: planted(entry('t1', { until: '2093-04-05T06:07:08Z' }), false),
    },
    { rule: lastUsedCorrect, holds: lastUses(null), violated: lastUses(day(9)) },
  ]);

  test('a list without any own credential does not show that foreign ones are hidden', () => {
    expect(
      findingsOf(listScoped, workshop(), first, list(4, 'list-foreign')).map(({ verdict }) => verdict),
    ).toEqual(['untestable']);
  });

  test.each([
    [multipleCredentialsCoexist, 'list'],
    [issueNameKept, 'list'],
    [issueRightsKept, 'list'],
    [listShowsWholeTenant, 'list-colleague'],
  ] as const)('$id: a page, or a list that was refused, does not show what is missing', (rule, step) => {
    const page = Array.from({ length: 100 }, (_, index) => entry(`other-${index}`));
    const refused = desk(4, `issue-and-list/${step}`, 'GET /tokens', 403, { case: 'POST /tokens' });
    for (const answer of [list(4, step, ...page), refused])
      expect(findingsOf(rule, workshop(), ...round, answer).map(({ verdict }) => verdict)).toEqual([
        'untestable',
      ]);
    expect(
      findingsOf(rule, workshop(), ...round, list(4, step, ...page, entry('t1'))).map(
        ({ verdict }) => verdict,
      ),
    ).toEqual(['holds']);
  });

  test('what a colleague made must be in the list', () => {
    const verdicts = [[entry('t1')], []].map(
      (entries) =>
        findingsOf(listShowsWholeTenant, workshop(), ...round, list(4, 'list-colleague', ...entries))[0]
          ?.verdict,
    );
    expect(verdicts).toEqual(['holds', 'violated']);
  });
});

function twoLists(...after: readonly Readonly<Record<string, unknown>>[]) {
  const read = (seq: number, step: string, entries: readonly Readonly<Record<string, unknown>>[]) =>
    desk(seq, `issue-faults/${step}`, 'GET /tokens', 200, { case: 'POST /tokens', body: listOf(...entries) });
  return [read(1, 'list-before', [entry('t1')]), read(2, 'list-after', after)];
}
