import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type RunningMock, startMock } from '../mock/index.ts';
import { mutants } from '../mock/mutants/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { AuthModel } from '../spec/model.ts';
import { runCli } from './run-cli.test-support.ts';
import { noteRunningMock } from './running-mocks.ts';

const model = loadFile(resolveSpec('codat'));
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startNoted(served: AuthModel): Promise<RunningMock> {
  const mock = await startMock(served, { port: 0, controlPort: 0 });
  const { url, consoleUrl, control } = mock;
  cleanUps.push(
    () => mock.close(),
    noteRunningMock({ pid: process.pid, spec: served.name, url, consoleUrl, control }),
  );
  return mock;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'authproof-separate-'));
  cleanUps.push(() => rmSync(path, { recursive: true }));
  return path;
}

/** Every secret that the mock handed out at start, and every fixture password. */
async function secretsOf({ control }: RunningMock): Promise<readonly string[]> {
  const answer = await fetch(`${control.url}/spaces/main/credentials`, {
    headers: { authorization: `Bearer ${control.token}` },
  });
  const provisioned = (await answer.json()) as { secret: string }[];
  return [
    ...provisioned.map(({ secret }) => secret),
    ...[...model.fixtures.users.values()].map(({ password }) => password),
  ];
}

test('a mock in another process is found by its address and conforms', async () => {
  const { url } = await startNoted(model);
  const run = await runCli(['test', 'codat', '--target', url, '--out', folder()]);
  expect(run.stderr).not.toContain('Error');
  expect(run.stdout).toContain('conformant');
  expect(run.code).toBe(0);
});

test('a lying one is told with rule, citation, expectation, observation and exchange, and no secret anywhere', async () => {
  const mutant =
    mutants.find(
      (one) => one.model !== undefined && one.appliesTo(model) && one.fails.includes('last-key-undeletable'),
    ) ?? mutants.find((one) => one.model !== undefined && one.appliesTo(model));
  const mock = await startNoted(mutant?.model?.(model) ?? model);
  const out = folder();
  const run = await runCli([
    'test',
    'codat',
    '--target',
    mock.url,
    '--out',
    out,
    '--report',
    'html,json,junit,md,har,text',
  ]);
  expect(run.code).toBe(1);
  const html = readFileSync(join(out, 'report.html'), 'utf8');
  for (const word of ['expected', 'observed', 'curl', ...(mutant?.fails ?? [])])
    expect(html.toLowerCase()).toContain(word);
  const secrets = await secretsOf(mock);
  expect(secrets.length).toBeGreaterThan(2);
  const artifacts = [
    ...readdirSync(out).map((file) => readFileSync(join(out, file), 'utf8')),
    run.stdout,
    run.stderr,
  ];
  expect(artifacts.length).toBe(8);
  for (const secret of secrets) {
    for (const form of [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)]) {
      expect(
        artifacts.some((text) => text.includes(form)),
        'a secret in an artifact',
      ).toBe(false);
    }
  }
});
