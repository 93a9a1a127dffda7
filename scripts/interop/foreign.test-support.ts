import { expect, test } from 'vitest';
import { type ForeignServer, runInterop } from './run.ts';

/** One test per configuration: what the suite finds on the server is exactly what is known, and no secret gets out. */
export function testForeignServer(server: ForeignServer): void {
  for (const configuration of server.configurations) {
    test(`${server.name}, ${configuration.name}: the findings are exactly those known`, {
      timeout: 600_000,
    }, async () => {
      const { deviations, scan, input } = await runInterop(server, configuration);
      expect(deviations).toEqual([]);
      expect(scan.secrets).toBeGreaterThan(0);
      expect(scan.found).toEqual([]);
      expect(input.run.requests).toBeGreaterThan(0);
    });
  }
}
