import { expect, test } from 'vitest';
import { rule, runOf, sampleInput, verdict } from './fixtures.test-data.ts';
import { renderDetail, renderSummary, renderTerminal } from './terminal.ts';

const sample = sampleInput();
const plain = { color: false };

test('the summary is aligned, one line per run', () => {
  const second = {
    ...sample,
    run: { ...runOf([rule('a', [verdict('pass')])]), spec: { name: 'a-longer-name', title: '' } },
  };
  expect(renderSummary([sample, second], plain)).toBe(
    [
      'scheme         passed  failed  warned  untestable  errors   time',
      'library             4       2       1           1       1  2.3 s  non-conformant',
      'a-longer-name       1       0       0           0       0  2.3 s  conformant',
      '',
    ].join('\n'),
  );
});

test('the column of errors is left out if there are none', () => {
  expect(renderSummary([{ ...sample, run: runOf([]) }], plain)).not.toContain('errors');
});

test('the detail shows rule, level, citation, expected, observed and exchanges', () => {
  const detail = renderDetail(sample, plain);
  expect(detail).toContain('FAIL token-revoked-refused  MUST  LB-7, RFC 6750 §3.1  library');
  expect(detail).toContain(
    '  FAIL Archivist × DELETE /loans/{id}\n      expected  403\n      observed  204\n      #42 GET https://library.example/v1/books → 200 (probe, token#3)',
  );
  expect(detail).toContain('UNTESTABLE Volunteer × DELETE /loans/{id}');
  expect(detail).not.toContain('Archivist × GET /books');
});

test('a clean run has no detail', () => {
  expect(
    renderDetail({ ...sample, run: runOf([rule('a', [verdict('pass'), verdict('info')])]) }, plain),
  ).toBe('');
});

test('long lists are cut and say so', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    verdict('fail', { case: `case ${index}`, evidence: [2, 5, 6, 2, 5] }),
  );
  const detail = renderDetail({ ...sample, run: runOf([rule('a', many)]) }, plain);
  expect(detail).toContain('… and 12 more cases');
  expect(detail).toContain('… and 2 more exchanges');
});

test('no text of the target reaches the terminal as a control character', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  expect(renderTerminal([sample], plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('colour changes nothing but escape sequences', () => {
  const colored = renderTerminal([sample], { color: true });
  expect(colored).toContain('\u001b[31m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of colours
  const stripped = colored.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, '');
  expect(stripped).toBe(renderTerminal([sample], plain).replace(/ +$/gm, ''));
});
