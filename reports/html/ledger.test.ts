import { describe, expect, test } from 'vitest';
import { countRows, type Ledger, type LedgerRow } from '../../spec/ledger.ts';
import { hostile, rule, runOf, sampleInput, verdict } from '../fixtures.test-data.ts';
import { renderLedgerPage } from './ledger.ts';

const row = (change: Partial<LedgerRow>): LedgerRow => ({
  id: 'LB-7',
  group: 'library',
  text: 'A revoked token is refused.',
  source: 'words of the original',
  state: 'checked',
  rules: ['token-revoked-refused'],
  outcomes: { 'token-revoked-refused': { library: 'pass' } },
  ...change,
});

const excluded = row({
  id: 'LB-8',
  state: 'excluded',
  rules: [],
  outcomes: {},
  reason: 'Advice to readers.',
});
const ledgerOf = (statements: readonly LedgerRow[], general: readonly LedgerRow[] = []): Ledger => ({
  statements,
  general,
});
const rowOf = (page: string, id: string): string =>
  new RegExp(`<details class="rule" id="${id}".*?</details>\\n`, 's').exec(page)?.[0] ?? '';

describe('the page of the ledger', () => {
  test('shows a statement beside what was expected, observed and exchanged', () => {
    const { run } = sampleInput();
    const result = rule('token-revoked-refused', [verdict('pass', { evidence: [40, 43], case: 'at once' })]);
    const page = renderLedgerPage(ledgerOf([row({})]), [{ ...run, rules: [result] }]);
    const shown = rowOf(page, 'LB-7');
    expect(shown).toContain('A revoked token is refused.');
    expect(shown).toContain('data-outcome="pass"');
    expect(shown).toContain('token-revoked-refused: library pass');
    expect(shown).toContain('at once');
    expect(shown).toContain('class="exchange"');
    expect(shown).toContain('#43');
  });

  test('gives the reason of what is excluded, and shares', () => {
    const page = renderLedgerPage(ledgerOf([row({}), excluded]), []);
    expect(rowOf(page, 'LB-8')).toContain('Excluded: Advice to readers.');
    expect(page).toContain('2, of which 1 checked, 0 unjudged, 0 planned, 1 excluded (50.0 %)');
  });

  test('a failure anywhere makes the row fail, whatever the other documents say', () => {
    const outcomes = { 'token-revoked-refused': { library: 'pass', archive: 'fail' } } as const;
    expect(rowOf(renderLedgerPage(ledgerOf([], [row({ outcomes })]), []), 'LB-7')).toContain(
      'data-outcome="fail"',
    );
  });

  test('is one file that loads nothing, and text of a target is no markup', () => {
    const run = runOf([
      rule('token-revoked-refused', [verdict('fail', { observed: hostile, case: hostile })]),
    ]);
    const outcomes = { 'token-revoked-refused': { library: 'fail' } } as const;
    const page = renderLedgerPage(ledgerOf([row({ outcomes })]), [run]);
    expect(page).not.toMatch(/<img|<script>alert|<[^<>]+ src=|="https?:\/\/(?!www\.rfc-editor)/);
    expect(page).toContain('&lt;script&gt;alert(1)');
  });
});

test('counts states, and no share of nothing', () => {
  expect(countRows([row({}), excluded, row({ state: 'planned' }), row({})])).toEqual({
    total: 4,
    checked: 2,
    unjudged: 0,
    planned: 1,
    excluded: 1,
    excludedShare: 0.25,
  });
  expect(countRows([]).excludedShare).toBe(0);
});
