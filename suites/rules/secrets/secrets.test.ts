import { describe, expect, test } from 'vitest';
import { findingsOf, issued, note } from '../../judging/history.test-data.ts';
import {
  desk,
  entry,
  judgesBothWays,
  listOf,
  token,
  tools,
  workshop,
} from '../lifecycle/workshop.test-data.ts';
import { fmtCharsetUrlSafe } from './fmt-charset-url-safe.ts';
import { fmtLengthConstant } from './fmt-length-constant.ts';
import { fmtNoEmbeddedIdentity } from './fmt-no-embedded-identity.ts';
import { secretDisplayedWhereDocumented } from './secret-displayed-where-documented.ts';
import { secretEntropy } from './secret-entropy.ts';
import { secretFitsDeclaredFormat } from './secret-fits-declared-format.ts';
import { secretHeaderWhereDocumented } from './secret-header-where-documented.ts';
import { secretNeverEchoed } from './secret-never-echoed.ts';
import { secretShownOnce } from './secret-shown-once.ts';
import { secretUnique } from './secret-unique.ts';

const traits = { length: 40, alphabet: 'abc', fitsSchema: true, prefix: '' };
const made = token(2, 'issue-and-list', 1, { by: 1 });
const issue = (
  body: Readonly<Record<string, unknown>>,
  headers: readonly (readonly [string, string])[] = [],
) => desk(1, 'issue-and-list/issue', 'POST /tokens', 201, { body: JSON.stringify(body), headers });
const fresh = issue({ ...entry('t1'), token: '⟦token#1⟧', header: 'Bearer ⟦token#1⟧' });
const list = (...entries: readonly Readonly<Record<string, unknown>>[]) =>
  desk(3, 'issue-and-list/list', 'GET /tokens', 200, { body: listOf(...entries) });
const figure = (about: string, value: number) => [
  note(1, { experiment: 'secret-samples', note: 'figure', about, value }),
];

describe('secrets', () => {
  judgesBothWays([
    {
      rule: secretShownOnce,
      holds: [fresh, made, list(entry('t1'))],
      violated: [fresh, made, list(entry('t1', { hint: '⟦token#1⟧' }))],
    },
    {
      rule: secretShownOnce,
      holds: [fresh, made, list(entry('t1'))],
      violated: [fresh, made, list(entry('t1', { debug: '⟦token#1 base64⟧' }))],
    },
    {
      rule: secretShownOnce,
      holds: [fresh, made, list()],
      violated: [
        made,
        desk(9, 'x/issue', 'POST /tokens', 201, { body: '{"token":"⟦token#2⟧","before":"⟦token#1⟧"}' }),
      ],
    },
    {
      rule: secretNeverEchoed,
      holds: [tools(3, 'x/y', 401)],
      violated: [made, tools(3, 'x/y', 401, { body: '{"message":"⟦token#1⟧ is not valid"}' })],
    },
    { rule: secretDisplayedWhereDocumented, holds: [fresh], violated: [issue(entry('t1'))] },
    {
      rule: secretHeaderWhereDocumented,
      holds: [fresh],
      violated: [issue({ ...entry('t1'), token: '⟦token#1⟧', header: 'Bearer ⟦token#2⟧' })],
    },
    {
      rule: secretHeaderWhereDocumented,
      holds: [list(entry('t1'))],
      violated: [list(entry('t1', { header: 'Bearer ⟦token#1⟧' }))],
    },
    {
      rule: secretUnique,
      holds: [made, token(4, 'issue-and-list', 2, { by: 3 })],
      violated: [made, token(4, 'issue-and-list', 1, { by: 3 })],
    },
    {
      rule: secretEntropy,
      holds: figure('secret-bits token', 238),
      violated: figure('secret-bits token', 64),
    },
    {
      rule: fmtNoEmbeddedIdentity,
      holds: figure('secret-identity token', 0),
      violated: figure('secret-identity token', 20),
    },
    {
      rule: secretFitsDeclaredFormat,
      holds: [made],
      violated: [issued(1, { secret: { ...traits, fitsSchema: false } })],
    },
    {
      rule: fmtLengthConstant,
      holds: [made, made],
      violated: [made, issued(1, { secret: { ...traits, length: 41 } })],
    },
    {
      rule: fmtCharsetUrlSafe,
      holds: [made],
      violated: [issued(1, { secret: { ...traits, alphabet: ' "abc' } })],
    },
  ]);

  test.each([
    ['nothing was made', [list(entry('t1'))]],
    ['nothing was answered afterwards', [fresh, made]],
  ])('secret-shown-once says nothing where %s', (_, events) => {
    const findings = findingsOf(secretShownOnce, workshop(), ...events);
    expect(findings.map(({ verdict }) => verdict)).toEqual(['untestable']);
  });

  test('an echo in the answer is not counted as a second display', () => {
    const findings = findingsOf(
      secretShownOnce,
      workshop(),
      fresh,
      made,
      tools(3, 'x/y', 401, { body: '⟦token#1⟧' }),
    );
    expect(findings.map(({ verdict }) => verdict)).toEqual(['holds']);
  });
});
