import { expect, test } from 'vitest';
import { lint } from '../lint.ts';
import { small } from '../load/small-documents.test-data.ts';
import { loadText } from '../load.ts';

const problems = (from: string, to: string) => {
  const text = small.replace(from, to);
  expect(text).not.toBe(small);
  return lint(loadText(text, 'small.yaml')).map(({ severity, message }) => `${severity} ${message}`);
};

test('a limit on what is given needs something to give', () => {
  expect(problems('{issue: token}', '{issue: token, within: caller}').join('\n')).not.toContain(
    'within the caller',
  );
  expect(problems('{login: Renewal}', '{login: Renewal, within: caller}')).toContain(
    'error POST /sessions keeps what it gives within the caller\'s names, but takes no "Renewal.rights" to give.',
  );
});

test('only the caller can be the limit', () => {
  expect(() => problems('{issue: token}', '{issue: token, within: tenant}')).toThrow(
    /within.*Unknown value "tenant"/s,
  );
});
