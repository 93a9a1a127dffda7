import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import { experiments } from '../suites/experiments/index.ts';
import { rules } from '../suites/rules/index.ts';
import { runEmbedded } from './embedded-run.ts';
import { runCli } from './run-cli.test-support.ts';
import { noteRunningMock } from './running-mocks.ts';
import { selfSigned } from './self-signed.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-tls-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => rmSync(folder, { recursive: true }));

const model = loadFile(resolveSpec('codat'));
const identity = selfSigned();

async function startSecure() {
  const mock = await startMock(model, { tls: identity });
  const { url, consoleUrl, control } = mock;
  cleanUps.push(
    () => mock.close(),
    noteRunningMock({ pid: process.pid, spec: model.name, url, consoleUrl, control }),
  );
  return mock;
}

describe('a target over TLS with an authority of its own', () => {
  test('is not trusted unless its certificate is named: one message, exit 3', async () => {
    const { url } = await startSecure();
    const run = await runCli(['test', 'codat', '--target', url, '--out', folder]);
    expect(run.code).toBe(3);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(run.stderr).toContain(`the certificate of ${url} is not trusted`);
    expect(run.stderr).toContain('--ca FILE');
    const foreign = file('foreign.pem', selfSigned().cert);
    expect((await runCli(['test', 'codat', '--target', url, '--ca', foreign, '--out', folder])).code).toBe(3);
  });

  test('is tested with --ca, by the client and over raw sockets', async () => {
    const { url } = await startSecure();
    expect(url).toMatch(/^https:/);
    const ca = file('ca.pem', identity.cert);
    const run = await runCli(['test', 'codat', '--target', url, '--ca', ca, '--out', folder]);
    expect(run.stderr).not.toContain('Error');
    expect(run.code).toBe(0);
  });

  test('a file that holds no certificate is a usage error', async () => {
    const run = await runCli([
      'test',
      'codat',
      '--target',
      'https://127.0.0.1:1',
      '--ca',
      file('no.pem', 'x'),
    ]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('holds no certificate in PEM');
    const mock = await runCli([
      'mock',
      'codat',
      '--port',
      '0',
      '--tls-key',
      file('no.key', 'x'),
      '--tls-cert',
      file('c.pem', identity.cert),
    ]);
    expect(mock.code).toBe(2);
    expect(mock.stderr).toContain('holds no private key in PEM');
  });
});

test('a key of another certificate is a usage error in one plain line', async () => {
  const key = file('other.key', selfSigned().key);
  const cert = file('other.pem', identity.cert);
  const run = await runCli(['mock', 'codat', '--port', '0', '--tls-key', key, '--tls-cert', cert]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('The TLS key and certificate do not belong together.');
  expect(run.stderr).not.toContain('x509');
});

describe('plain HTTP beside TLS', () => {
  const outcomes = async (plain: 'redirect' | 'serve') => {
    const run = await runEmbedded({
      model,
      options: { tls: identity, plain },
      rules: rules.filter(({ id }) => id === 'basic-tls-only'),
      experiments: experiments.filter(({ id }) => id === 'plain-http'),
      strict: false,
    });
    const texts = run.history.events.flatMap((event) =>
      event.kind === 'exchange' && event.request.url.startsWith('http:') ? JSON.stringify(event.request) : [],
    );
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.some((text) => text.includes('⟦'))).toBe(false);
    return run.rules.map(({ outcome }) => outcome);
  };
  test('a redirect to https is right', async () => expect(await outcomes('redirect')).toEqual(['pass']));
  test('the API itself is wrong', async () => expect(await outcomes('serve')).toEqual(['fail']));
});
