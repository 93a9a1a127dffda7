/** What every server here answers: the bytes of the document's example, with the fields of a limit. */
export const body = '[{"id":"ord_1","number":"1001","customer":"cus_1","total":249.5}]';

/** For servers that count nothing: the same fields with the same lengths. */
export const fixedFields = {
  'Cache-Control': 'no-store',
  'X-RateLimit-Limit': '1000000000',
  'X-RateLimit-Remaining': '999999999',
  'X-RateLimit-Reset': '1767225600',
  'Content-Type': 'application/json',
  'Content-Length': String(body.length),
} as const;

export const key = 'ok_BenchBenchBenchBenchBenchBenchBenchBench';

/** Tells the parent process where the server listens. */
export function ready(address: unknown, fields: Readonly<Record<string, string>>): void {
  const port = typeof address === 'object' && address !== null && 'port' in address ? address.port : 0;
  process.send?.({ port, fields });
  process.once('disconnect', () => process.exit());
}
