import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveSpec } from '../../../spec/catalogue.ts';
import { loadFile } from '../../../spec/load.ts';
import { experiments } from '../../../suites/experiments/index.ts';
import { rules } from '../../../suites/rules/index.ts';
import { SuiteRun } from '../../../suites/suite-run.ts';
import { defaultTarget } from '../../../suites/target.ts';
import { packageRoot, tool } from '../../tool.ts';
import { pinned } from './pinned.ts';

// `prism mock` on the same document: a foreign server that is stateless, so it must fail in known ways.
let prism: ChildProcess | undefined;
let baseUrl = '';

beforeAll(async () => {
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  prism = spawn(
    process.execPath,
    [
      join(packageRoot, 'node_modules/@stoplight/prism-cli/dist/index.js'),
      'mock',
      '-p',
      String(port),
      resolveSpec(pinned.spec),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((ready, refuse) => {
    prism?.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Prism is listening')) ready();
    });
    prism?.on('exit', (code) => refuse(new Error(`prism ended with ${code}`)));
  });
});
afterAll(() => {
  prism?.removeAllListeners('exit');
  prism?.kill();
});

describe('prism mock', () => {
  test('fails in exactly the pinned rules', async () => {
    const model = loadFile(resolveSpec(pinned.spec));
    const credentials = Object.fromEntries(
      model.fixtures.credentials.map(({ name }) => [name, `a-made-up-value-for-${name}`.padEnd(40, '0')]),
    );
    const run = new SuiteRun(
      model,
      defaultTarget({ baseUrl, consoleUrl: baseUrl, credentials, destructive: true, timeoutMs: 1000 }),
    );
    for (const experiment of experiments) await run.runExperiment(experiment);
    const result = run.conclude({ rules, strict: false, embedded: false, tool });
    expect(
      result.rules
        .filter(({ outcome }) => outcome === 'fail')
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(Object.keys(pinned.fails).sort());
    expect(result.conclusion).toBe('non-conformant');
  }, 120_000);
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
