import { expect, test } from 'vitest';
import type { Throughput } from './measures/throughput.ts';
import { targetsOf } from './targets.ts';

function row(id: string, told: Partial<Throughput>): Throughput {
  const none = { toRaw: undefined, p99ToRaw: undefined, mockTo: undefined, mockCpuTo: undefined };
  return { id, title: id, perSecond: 1, cpuMicros: 1, p50: 1, p99: 1, ...none, ...told };
}

test('a bound that is reached is met, one that is missed is not', () => {
  const reads = [
    row('raw', { mockTo: 0.9, mockCpuTo: 1.25 }),
    row('express', { mockTo: 1.29 }),
    row('mock-redis', { mockTo: 2.5, mockCpuTo: 0.5 }),
  ];
  const startUps = [{ id: 'mock', title: '', ms: 350.5, cpuMs: 1 }];
  const told = targetsOf({ reads, startUps, latency: { rows: [row('mock', { p99ToRaw: 1.5 })] } });
  const of = (measure: string) => told.find((one) => one.measure === measure);
  expect(of('GET ÷ raw node:http')).toMatchObject({ measured: 0.9, byCpu: 0.8, met: true });
  expect(of('GET ÷ bare Express 5')?.met).toBe(false);
  expect(of('Redis ÷ memory on reads')).toMatchObject({ measured: 0.4, byCpu: 0.5, met: true });
  expect(of('p99 ÷ raw p99 at one rate')?.met).toBe(true);
  expect(of('start to first answer, ms')?.met).toBe(false);
});

test('what was not measured is neither met nor missed', () => {
  for (const { measured, met } of targetsOf({})) expect([measured, met]).toEqual([undefined, undefined]);
});

test('of the numbers of live keys the largest counts, in whatever order they were asked for', () => {
  const tokens = [1000, 10].map((live) => ({
    live,
    inUse: 10,
    perSecond: 1,
    cpuMicros: 1,
    toFewest: live === 1000 ? 0.96 : 1,
    cpuToFewest: 1,
    bytesEach: live === 1000 ? 301 : undefined,
  }));
  const told = targetsOf({ tokens });
  expect(told.find(({ measure }) => measure.startsWith('rate at most'))?.met).toBe(true);
  expect(told.find(({ measure }) => measure.startsWith('memory'))?.met).toBe(false);
});
