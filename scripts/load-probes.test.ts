import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
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
  const flood = (also: (url: string) => readonly string[]) => run(['limiter-exact-under-flood'], also);

  test('that count together, the limit is exact', { timeout: 60_000 }, async () => {
    const results = await flood((url) => [url]);
    expect(told(results)).toEqual([expect.stringContaining('pass (10 successes')]);
    expect(results[0]?.expected).toContain('over 2 instances');
  });

  test('of which one does not count, it is not', { timeout: 60_000 }, async () => {
    const careless = createServer((_, response) => void response.end('{}'));
    careless.listen(0, '127.0.0.1');
    await once(careless, 'listening');
    const { port } = careless.address() as AddressInfo;
    try {
      const results = await flood(() => [`http://127.0.0.1:${port}`]);
      expect(told(results)).toEqual([expect.stringContaining(': fail (')]);
      expect(results[0]?.evidence.length).toBeGreaterThan(0);
    } finally {
      careless.closeAllConnections();
      careless.close();
    }
  });
});
