import { expect, test } from 'vitest';
import { rule, runOf, sampleInput, verdict } from './fixtures.test-data.ts';
import { renderMarkdown } from './markdown.ts';

const sample = sampleInput();
const markdown = renderMarkdown([sample]);

test('a table over all runs', () => {
  expect(renderMarkdown([sample, { ...sample, run: runOf([]) }])).toContain(
    '| library | ❌ non-conformant | 4 | 2 | 1 | 1 | 1 | 2.3 s |\n| library | ✅ conformant | 0 | 0 | 0 | 0 | 0 | 2.3 s |',
  );
});

test('each rule to look at with its cases', () => {
  expect(markdown).toContain('#### ❌ <code>token-revoked-refused</code> (MUST)');
  expect(markdown).toContain(
    '| ❌ fail | Archivist × DELETE /loans/\\{id\\} | 403 | 204 | <code>#42 GET https&#58;//library.example/v1/books → 200 (probe, token#3)</code> |',
  );
  expect(markdown).not.toContain('authz-matrix-allow');
});

test('hostile text makes no markup, link or table cell', () => {
  expect(markdown).not.toMatch(/<(script|img)/);
  const row = markdown.split('\n').find((each) => each.includes('alert'));
  expect(row?.match(/(?<!\\)\|/g)).toHaveLength(6);
  const linked = rule('a', [
    verdict('fail', { observed: '[x](https://evil.example) @everyone www\u202e', evidence: [] }),
  ]);
  expect(renderMarkdown([{ ...sample, run: runOf([linked]) }])).toContain(
    '\\[x\\]\\(https&#58;//evil.example\\) &#64;everyone www\\\\u202e',
  );
});

test('long lists are cut and say so', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    rule(
      `rule-${index}`,
      Array.from({ length: 12 }, () => verdict('fail')),
    ),
  );
  const long = renderMarkdown([{ ...sample, run: runOf(many) }]);
  expect(long).toContain('… and 20 more rules.');
  expect(long).toContain('… and 2 more cases.');
});
