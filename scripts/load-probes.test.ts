import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { resolveSpec } from '../spec/catalogue.ts';
import { loadFile } from '../spec/load.ts';
import type { LoadResult } from '../spec/load-run.ts';
import { chooseProbes, runLoadProbes } from '../suites/load/index.ts';
import { defaultTarget } from '../suites/target.ts';

const model = loadFile(resolveSpec('regen-therapy'));

// What the probes say of clean mocks and of those that lie is shown by `authproof selftest`.

/** Small traffic, on a mock in this process. */
async function run(
  only: readonly string[],
  also: (url: string) => readonly string[] = () => [],
): Promise<readonly LoadResult[]> {
  const mock = await startMock(model, { port: 0, controlPort: 0 });
  const { url: baseUrl, consoleUrl, control } = mock;
  try {
    const { results } = await runLoadProbes(
      model,
      defaultTarget({ baseUrl, consoleUrl, control, timeoutMs: 60_000 }),
      {
        probes: chooseProbes(only, []),
        options: { connections: 6, durationSeconds: 1, also: also(baseUrl) },
      },
    );
    return results;
  } finally {
    await mock.close();
  }
}

const told = (results: readonly LoadResult[]) =>
  results.map(({ probe, case: about, verdict, observed }) => `${probe} ${about}: ${verdict} (${observed})`);

describe('over several instances', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** An instance that lets everybody in. */
  async function careless(): Promise<string> {
    const server = createServer((_, response) => void response.end('{}'));
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const flood = (also: (url: string) => readonly string[], probe = 'limiter-exact-under-flood') =>
    run([probe], also);

  test('that count together, the limit is exact', { timeout: 60_000 }, async () => {
    const results = await flood((url) => [url]);
    expect(told(results)).toEqual([expect.stringContaining('pass (10 successes')]);
    expect(results[0]?.expected).toContain('over 2 instances');
  });

  test('of which one does not hear of it, a revocation fails', { timeout: 60_000 }, async () => {
    const deaf = await careless();
    const results = await flood(() => [deaf], 'revocation-under-load');
    expect(told(results)).toEqual([expect.stringContaining(': fail (')]);
    expect(results[0]?.expected).toContain('over 2 instances');
  });

  test('of which one does not count, it is not', { timeout: 60_000 }, async () => {
    const deaf = await careless();
    const results = await flood(() => [deaf]);
    expect(told(results)).toEqual([expect.stringContaining(': fail (')]);
    expect(results[0]?.evidence.length).toBeGreaterThan(0);
  });
});
