import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFile } from '../../spec/load.ts';
import { capabilities } from '../../spec/overlay.ts';
import schema from '../../spec/target-file.schema.json' with { type: 'json' };
import { hookNames } from '../../suites/hooks.ts';
import { loadHooks } from '../../suites/hooks-run/caller.ts';
import { checkNames } from './check-names.ts';
import { configFrom } from './config.ts';
import { readTargetFile } from './read.ts';

const text = readFileSync('docs/target-file.md', 'utf8');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'authproof-docs-'));
  for (const [, name = '', example = ''] of text.matchAll(/<!-- example: (\S+) -->\n\n```\w+\n(.*?)```/gs))
    writeFileSync(join(folder, name), example);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the example is a target file for the document that it names', async () => {
  const variables = { CLARA_PASSWORD: 'p', ODILE_PASSWORD: 'p', KEY_BERTHS: 'k', KEY_REVOKED: 'k' };
  const read = readTargetFile(join(folder, 'authproof.yaml'), variables);
  checkNames(read, loadFile('spec/made-up/quay.yaml'));
  const { hooks, overlay, provisioned } = configFrom(read);
  expect(overlay?.lacks).toHaveLength(1);
  expect(provisioned?.map(({ state }) => state)).toEqual(['active', 'revoked']);
  if (hooks === undefined) throw new Error('the example has no hooks');
  const loaded = await loadHooks(hooks);
  expect(hookNames.filter((name) => loaded.has(name))).toEqual(['issue', 'revoke', 'advanceClock']);
  expect(await loaded.call('advanceClock', { seconds: 1 })).toEqual({ lacking: 'staging runs on real time' });
});

test('every key, capability and hook is told', () => {
  for (const name of [...Object.keys(schema.properties), ...Object.keys(capabilities), ...hookNames])
    expect(text, name).toContain(`\`${name}\``);
});
