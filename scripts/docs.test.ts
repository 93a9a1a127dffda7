import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSnippets, snippetsOf, untested } from './doc-snippets.test-support.ts';
import { packageRoot } from './tool.ts';

const documents = globSync('docs/*.md', { cwd: packageRoot })
  .toSorted()
  .map((file) => ({ file, snippets: snippetsOf(readFileSync(join(packageRoot, file), 'utf8')) }))
  .filter(({ snippets }) => snippets.some(({ words }) => words.has('test')));

test('there are documents with tested blocks', () => {
  expect(documents.map(({ file }) => file)).toContain('docs/ten-minutes.md');
});

describe.each(documents)('$file', ({ snippets }) => {
  test('every block that can be run is tested, or says why not', () => {
    expect(untested(snippets).map(({ line }) => line)).toEqual([]);
  });

  test('does what it says', { timeout: 900_000 }, () => runSnippets(snippets));
});

const fence = '```';

test.each([
  ['an exit code', `${fence}sh test\nexit 3\n${fence}`, 'line 1: ended with 3, not 0'],
  [
    'an output',
    `${fence}sh test\necho one two\n${fence}\n\n${fence}text output\none … three\n${fence}`,
    'line 5: the output has no "one … three"',
  ],
  ['a server that ends', `${fence}sh test background\nexit 0\n${fence}`, 'line 1: ended before'],
])('the runner notices %s that is not as said', async (_, markdown, message) => {
  await expect(runSnippets(snippetsOf(markdown))).rejects.toThrow(message);
});

test('blocks share a folder and what they export', async () => {
  const markdown = [
    `${fence}yaml test file=a.yaml\nkey: value\n${fence}`,
    `${fence}sh test\nexport WORD=shared\n${fence}`,
    `${fence}sh test exit=1\ncat a.yaml; echo "$WORD"; exit 1\n${fence}`,
    `${fence}text output\nkey: value\nsha…ed\n${fence}`,
  ].join('\n\n');
  await expect(runSnippets(snippetsOf(markdown))).resolves.toBeUndefined();
});
