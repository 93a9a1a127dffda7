import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { LoadResult, LoadRun } from '../../spec/load-run.ts';
import { renderLoadJson } from '../load-json.ts';
import schema from '../load-run.schema.json' with { type: 'json' };
import { renderLoadResult, renderLoadSummary } from '../load-text.ts';
import { renderLoadHtml } from './load-page.ts';

const hostile = '<script>alert(1)</script>\u001b[31m';

const result: LoadResult = {
  probe: 'revocation-under-load',
  case: 'key',
  question: 'Is it over?',
  cites: ['RFC 7009 §2.1'],
  thresholds: ['0 successes'],
  verdict: 'fail',
  expected: 'nothing',
  observed: hostile,
  evidence: [{ sent: hostile, startedMs: 2, endedMs: 3, status: 200, note: 'too late' }],
  durationMs: 1200,
  figures: {
    requests: 3,
    unanswered: 0,
    seconds: 1,
    requestsPerSecond: 3,
    byStatus: { '200': 2, '401': 1 },
    latency: [
      {
        name: hostile,
        count: 3,
        minMs: 0.4,
        meanMs: 1,
        maxMs: 30,
        p50Ms: 0.5,
        p90Ms: 30,
        p99Ms: 30,
        p999Ms: 30,
        buckets: [
          { upToMs: 0.5, count: 2 },
          { upToMs: 30.2, count: 1 },
        ],
      },
      {
        name: 'none',
        count: 0,
        minMs: 0,
        meanMs: 0,
        maxMs: 0,
        p50Ms: 0,
        p90Ms: 0,
        p99Ms: 0,
        p999Ms: 0,
        buckets: [],
      },
    ],
    timeline: {
      stepMs: 5,
      counts: { '200': [1, 1, 0], '401': [0, 0, 1] },
      marks: [{ atMs: 7, label: 'acknowledged' }],
    },
    values: { 'revocation request, ms': 4 },
  },
};

const run: LoadRun = {
  tool: { name: 'authproof', version: '1' },
  spec: { name: 'quay', title: `Quay ${hostile}` },
  target: { baseUrl: 'http://127.0.0.1:1', embedded: false, also: [] },
  startedAt: '2030-01-01T00:00:00Z',
  durationMs: 1200,
  options: { connections: 2, durationSeconds: 1 },
  probes: [result, { ...result, probe: 'soak', verdict: 'pass', evidence: [] }],
  left: [hostile],
  warnings: [hostile],
};

test('the page shows verdict, evidence and both plots, and escapes what a target sent', () => {
  const page = renderLoadHtml(run);
  for (const text of [
    'revocation-under-load',
    'too late',
    'acknowledged',
    'path class="series s-0"',
    'bars refused',
  ])
    expect(page).toContain(text);
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('\u001b');
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
  expect(page.indexOf('revocation-under-load</')).toBeLessThan(page.indexOf('soak</'));
});

test('a probe without traffic has no plots', () => {
  const { figures: _, ...bare } = result;
  expect(renderLoadHtml({ ...run, probes: [bare] })).not.toContain('<figure>');
});

test('the terminal sees no control characters', () => {
  const text = renderLoadResult(result, { color: false });
  expect(text).toContain('FAIL revocation-under-load · key');
  expect(text).toContain('too late');
  expect(text).not.toContain('\u001b');
  expect(renderLoadSummary(run, { color: false })).toContain('1 fail, 1 pass');
});

const validate = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(schema);

test('the JSON is what the published schema says', () => {
  validate(JSON.parse(renderLoadJson(run)));
  expect(validate.errors).toBeNull();
});

interface Report {
  probes: { verdict: string; figures: { latency: object[] } }[];
}

test.each<[string, (report: Report) => void]>([
  ['an unknown verdict', ({ probes: [first] }) => Object.assign(first ?? {}, { verdict: 'maybe' })],
  ['a series without its histogram', ({ probes: [first] }) => first?.figures.latency.push({ name: 'x' })],
  ['no verdicts', (report) => Reflect.deleteProperty(report, 'probes')],
])('the schema refuses %s', (_, change) => {
  const report: Report = JSON.parse(renderLoadJson(run));
  change(report);
  expect(validate(report)).toBe(false);
});

test('the JSON holds whole histograms', () => {
  const read: unknown = JSON.parse(renderLoadJson(run));
  expect(read).toMatchObject({
    format: 'authproof-load-result',
    version: 1,
    probes: [
      { verdict: 'fail', figures: { latency: [{ buckets: [{ upToMs: 0.5, count: 2 }, { count: 1 }] }, {}] } },
      {},
    ],
  });
});
