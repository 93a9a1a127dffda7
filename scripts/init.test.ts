import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createShop, type Hole, listen, shopDocument } from './bare-openapi.test-support.ts';
import { runCli } from './run-cli.test-support.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const secret = 'tk_4f9d2c7b81e05a63d8f7';

async function started(hole: Hole) {
  const folder = mkdtempSync(join(tmpdir(), 'authproof-init-'));
  const asked: string[] = [];
  const shop = await listen(
    createShop({
      hole,
      challenge: 'Bearer realm="shop"',
      recognise: (request) => {
        asked.push(`${request.method} ${request.path}`);
        const [, token] = /^bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
        return token === secret ? ['read', 'write'] : undefined;
      },
    }),
  );
  cleanUps.push(
    () => rmSync(folder, { recursive: true }),
    () => shop.close(),
  );
  const document = join(folder, 'shop.json');
  writeFileSync(document, shopDocument('3.0.3', { type: 'http', scheme: 'bearer' }));
  return { folder, asked, document, url: shop.url, out: join(folder, 'authproof.yaml') };
}

test('init reads, writes what loads, writes over nothing, and what it wrote finds the hole', async () => {
  const { folder, asked, document, url, out } = await started('one path unguarded');
  const args = ['init', document, '--target', url, '--credential', 'SHOP_TOKEN', '--out', out];
  const env = { SHOP_TOKEN: secret };
  const first = await runCli([...args, '--json'], env);
  expect(first.stderr).toBe('');
  expect(first.code).toBe(0);
  expect(asked).toEqual(['GET /things', 'GET /things', 'GET /things']);
  const told = JSON.parse(first.stdout);
  expect(told.requests.map(({ status }: { status: number }) => status)).toEqual([401, 401, 200, 404]);
  expect(told.inferences[0].guess).toBe('the challenge is Bearer (no credential)');

  const again = await runCli(args, env);
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('--force');

  const copy = join(folder, 'shop.authproof.yaml');
  const linted = await runCli(['lint', copy]);
  expect(linted.code).toBe(0);
  const run = await runCli(['test', '--config', out, '--out', join(folder, 'report'), '--destructive'], env);
  expect(run.stdout).toContain('FAIL http-401-without-credentials');
  expect(run.code).toBe(1);
  for (const text of [first.stdout, run.stdout, readFileSync(out, 'utf8'), readFileSync(copy, 'utf8')])
    expect(text).not.toContain(secret);
});

test('the command line tests a bare document from a target and one credential', async () => {
  const { folder, document, url } = await started('none');
  const args = ['test', document, '--target', url, '--out', join(folder, 'report'), '--destructive'];
  const run = await runCli([...args, '--credential', 'access=SHOP_TOKEN'], { SHOP_TOKEN: secret });
  expect(run.stderr).not.toContain('authproof:');
  expect(run.stdout).toContain('conformant');
  expect(run.code).toBe(0);
});

test.each([
  [['--credential', 'acess=SHOP_TOKEN'], 2, 'has no security scheme "acess". Did you mean "access"?'],
  [['--credential', 'SHOP_TOKN'], 2, 'the environment variable SHOP_TOKN is not set'],
  [['--credential', secret], 2, 'never the secret itself'],
  [[], 2, 'give a credential that works: --credential access=VARIABLE'],
] as const)('%j ends with %i and one line with the mend', async (more, code, message) => {
  const { folder, document, url } = await started('none');
  const run = await runCli(['test', document, '--target', url, '--out', join(folder, 'report'), ...more], {
    SHOP_TOKEN: secret,
  });
  expect(run.code).toBe(code);
  expect(run.stderr).toContain(message);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  expect(run.stderr).not.toContain(secret);
});

test.each([
  ['swagger: "2.0"', 2, 'Swagger 2.0'],
  ['- not a document', 2, 'Not an OpenAPI document'],
  [
    'openapi: 3.0.0\ninfo: {title: Open, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: Yes}}}}}',
    4,
    'nothing to test: no operation needs a credential',
  ],
])('a document such as %j ends with %i', async (text, code, message) => {
  const { folder, document, url } = await started('none');
  writeFileSync(document, text);
  const run = await runCli(['test', document, '--target', url, '--out', join(folder, 'report')]);
  expect(run.stderr).toContain(message);
  expect(run.code).toBe(code);
});

test('a target that is not there is told once', async () => {
  const { folder, document, url, out } = await started('none');
  await cleanUps.pop()?.();
  const env = { SHOP_TOKEN: secret };
  const credential = ['--target', url, '--credential', 'SHOP_TOKEN'];
  for (const args of [
    ['test', document, ...credential, '--out', join(folder, 'report')],
    ['init', document, ...credential, '--out', out],
  ]) {
    const run = await runCli(args, env);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('does not answer');
  }
});
