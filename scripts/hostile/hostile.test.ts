import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadFile } from '../../spec/load.ts';
import { checkReachable } from '../reachable.ts';
import { runCli } from '../run-cli.test-support.ts';
import { packageRoot } from '../tool.ts';
import { catalogue } from './catalogue/index.ts';
import { deceives, unsafeMarkup } from './safe-text.ts';
import { tryEntry, unknownUsualRules } from './trial.ts';

const document = join(packageRoot, 'spec/made-up/meadow.yaml');
const model = loadFile(document);

/** Of each kind one that is done soon; `npm run hostile` tries them all. */
const soon = new Set([
  'refuses-after-first',
  'hangs-after-first',
  'drips-head',
  'resets-in-body',
  'redirect-elsewhere',
  'contradictory-lengths',
  'unexpected-upgrade',
  'header-flood',
  'tls-wrong-host',
  'plain-on-https',
  'control-garbage',
  'control-elsewhere',
]);

test('the list names entries, and the usual rules are rules', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...soon].filter((id) => !ids.includes(id))).toEqual([]);
  expect(unknownUsualRules()).toEqual([]);
});

test.each(catalogue.filter(({ id }) => soon.has(id)))(
  '$id: $does',
  async (entry) => {
    const { problems } = await tryEntry(model, entry);
    expect(problems).toEqual([]);
  },
  300_000,
);

test.each([
  ['unexpected-upgrade', 'Switches to a protocol'],
  ['informational-storm', 'answers of 1xx'],
])(
  '%s is told before anything else is sent',
  async (id, told) => {
    const hostile = await catalogue.find((entry) => entry.id === id)?.start(model);
    try {
      const url = hostile?.config.baseUrl ?? '';
      // The first request is answered as it should be.
      await checkReachable(url, undefined, 300_000);
      await expect(checkReachable(url, undefined, 300_000)).rejects.toThrow(told);
    } finally {
      await hostile?.close();
    }
  },
  300_000,
);

test('on the command line: one clear line, exit 3, and reports of what there was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-hostile-'));
  const entry = catalogue.find(({ id }) => id === 'refuses-after-first');
  const hostile = await entry?.start(model);
  try {
    const url = hostile?.config.baseUrl ?? '';
    const run = await runCli([
      'test',
      document,
      '--target',
      url,
      '--out',
      folder,
      '--only',
      'http-401-without-credentials',
    ]);
    expect(run.code).toBe(3);
    expect(run.stderr.split('\n').filter((text) => text.includes('authproof:'))).toHaveLength(1);
    expect(run.stderr).toContain('stopped answering');
    expect(run.stdout).toContain('report.html');
  } finally {
    await hostile?.close();
    rmSync(folder, { recursive: true });
  }
}, 300_000);

test.each([
  ['<img src=x onerror=alert(1)>', ['element img', 'attribute onerror=alert(1)']],
  ['<a href="javascript:alert(1)">x</a>', ['href=javascript:alert(1)']],
  ['<p data-x=1><script>alert(1)</script>', ['1 scripts, one of ours is right', 'attribute data-x=1']],
])('what checks the pages sees %s', (attack, expected) => {
  expect(unsafeMarkup(`<!doctype html>${attack}`)).toEqual(expect.arrayContaining(expected));
});

test('what checks texts sees escapes and bidirectional controls', () => {
  expect(['\x1b[31m', '\u202e', '\u061c', '\r', '\x9b'].map(deceives)).toEqual(Array(5).fill(true));
  expect(deceives('plain\n\ttext')).toBe(false);
});
