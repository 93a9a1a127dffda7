import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, test } from 'vitest';
import schema from '../reports/load-run.schema.json' with { type: 'json' };
import { exitCodeOfLoad } from './exit-codes.ts';
import { runCli } from './run-cli.test-support.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'authproof-load-'));
  folders.push(path);
  return path;
}

test('on the embedded mock, in a process of its own, with both reports', { timeout: 120_000 }, async () => {
  const out = folder();
  const run = await runCli([
    ...['load', 'regen-therapy', '--connections', '4', '--duration', '1', '--json', '--out', out],
    ...['--only', 'limiter-exact-under-flood,revocation-under-load,soak'],
  ]);
  expect(run.stderr).not.toContain('authproof:');
  expect(run.code).toBe(0);
  const told: unknown = JSON.parse(run.stdout);
  expect(told).toMatchObject({
    format: 'authproof-load-result',
    target: { embedded: true },
    options: { connections: 4, durationSeconds: 1 },
    probes: [
      { probe: 'limiter-exact-under-flood', verdict: 'pass' },
      { probe: 'revocation-under-load', verdict: 'pass' },
      {
        probe: 'soak',
        verdict: expect.stringMatching(/^(?:pass|warn)$/),
        observed: expect.stringContaining('heap'),
      },
    ],
    left: [],
  });
  const validate = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(schema);
  validate(told);
  expect(validate.errors).toBeNull();
  expect(JSON.parse(readFileSync(join(out, 'load.json'), 'utf8'))).toEqual(told);
  expect(readFileSync(join(out, 'load.html'), 'utf8')).toContain('Latency by percentile');
});

test.each([
  [['--only', 'no-such-probe'], /there is no load probe no-such-probe; there are limiter-exact-under-flood/],
  [['--report', 'pdf'], /no report pdf/],
  [['--connections', '0'], /--connections must be a whole number from 1 to 200/],
  [['--also', 'http://127.0.0.1:9'], /--also names more instances.*--target/],
])('%j is refused in one line', { timeout: 60_000 }, async (args, message) => {
  const { code, stderr } = await runCli(['load', 'codat', ...args]);
  expect(stderr.trim()).toMatch(message);
  expect(stderr.trim().split('\n').length).toBe(1);
  expect(code).toBe(2);
});

describe('exit codes', () => {
  test.each([
    [['pass', 'not-applicable', 'warn'], 0],
    [['pass', 'fail', 'error', 'untestable'], 1],
    [['pass', 'error', 'untestable'], 3],
    [['pass', 'untestable'], 4],
    [['not-applicable'], 4],
    [[], 4],
  ] as const)('%j: %i', (verdicts, code) => {
    expect(exitCodeOfLoad(verdicts.map((verdict) => ({ verdict })))).toBe(code);
  });
});
