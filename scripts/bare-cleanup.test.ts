import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openJournal } from '../suites/lab/journal.ts';
import { createShop, listen, shopDocument } from './bare-openapi.test-support.ts';
import { journalsIn, newJournalFile } from './journals.ts';
import { runCli } from './run-cli.test-support.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const secret = 'tk_9a41c6f05be2d7738c1f';
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };

test('what a killed run left by a document without accounts is removed with a credential that is given', async () => {
  const shop = await listen(
    createShop({
      hole: 'none',
      removes: true,
      challenge: 'Bearer realm="shop"',
      recognise: (request) =>
        request.get('authorization') === headers.authorization ? ['read', 'write'] : undefined,
    }),
  );
  cleanUps.push(() => shop.close());
  const folder = mkdtempSync(join(tmpdir(), 'authproof-bare-cleanup-'));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const spec = join(folder, 'shop.json');
  writeFileSync(
    spec,
    shopDocument('3.1.0', { type: 'http', scheme: 'bearer' }, () => [], true),
  );
  const made = await fetch(`${shop.url}/things`, { method: 'POST', headers, body: '{"name":"Hoe"}' });
  const { id } = (await made.json()) as { id: string };
  const journal = openJournal(newJournalFile(folder, 'shop', new Date('2026-01-05T09:00:00Z')));
  journal.write({
    authproof: 'journal',
    version: 1,
    tool: '0.1.0',
    spec,
    name: 'shop',
    target: shop.url,
    startedAt: '2026-01-05T09:00:00.000Z',
  });
  journal.write({ n: 1, experiment: 'x', operation: 'POST /things', params: {}, values: {} });
  journal.write({ n: 1, made: true, id });
  journal.close();

  const args = ['cleanup', '--target', shop.url, '--out', folder];
  const refused = await runCli(args);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('give a credential that works: --credential access=VARIABLE');
  const { code, stdout, stderr } = await runCli([...args, '--credential', 'SHOP_TOKEN'], {
    SHOP_TOKEN: secret,
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('1 of 1 thing removed');
  expect(stdout).not.toContain(secret);
  expect(code).toBe(0);
  expect(journalsIn(folder)).toEqual([]);
  const left = await fetch(`${shop.url}/things`, { headers });
  expect(await left.json()).toEqual({ things: [{ id: 't-1', name: 'Rake' }] });
});
