import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveSpec } from '../../../spec/catalogue.ts';
import { loadFile } from '../../../spec/load.ts';
import { experiments } from '../../../suites/experiments/index.ts';
import { rules } from '../../../suites/rules/index.ts';
import { SuiteRun } from '../../../suites/suite-run.ts';
import { defaultTarget } from '../../../suites/target.ts';
import { packageRoot, tool } from '../../tool.ts';
import { pinned } from './pinned.ts';

// `prism mock` on the same document: a foreign server that is stateless, so it must fail in known ways.
describe('prism mock', () => {
  test.for(Object.entries(pinned))(
    'of %s fails in exactly the pinned rules',
    { timeout: 240_000 },
    async ([name, fails]) => {
      await using prism = await startPrism(name);
      const model = loadFile(resolveSpec(name));
      const credentials = Object.fromEntries(
        model.fixtures.credentials.map((one) => [
          one.name,
          `a-made-up-value-for-${one.name}`.padEnd(40, '0'),
        ]),
      );
      const { baseUrl } = prism;
      const run = new SuiteRun(
        model,
        defaultTarget({ baseUrl, consoleUrl: baseUrl, credentials, destructive: true, timeoutMs: 1000 }),
      );
      for (const experiment of experiments) await run.runExperiment(experiment);
      const result = run.conclude({ rules, strict: false, embedded: false, tool });
      const failed = result.rules.filter(({ outcome }) => outcome === 'fail').map(({ rule }) => rule);
      expect(failed.sort()).toEqual(Object.keys(fails).sort());
      expect(result.conclusion).toBe('non-conformant');
    },
  );
});

async function startPrism(name: string): Promise<AsyncDisposable & { readonly baseUrl: string }> {
  const port = await freePort();
  const prism = spawn(
    process.execPath,
    [
      join(packageRoot, 'node_modules/@stoplight/prism-cli/dist/index.js'),
      'mock',
      '-p',
      String(port),
      resolveSpec(name),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((ready, refuse) => {
    prism.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Prism is listening')) ready();
    });
    prism.on('exit', (code) => refuse(new Error(`prism ended with ${code}`)));
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      prism.removeAllListeners('exit');
      prism.kill();
    },
  };
}

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
