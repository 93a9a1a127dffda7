import { expect, test } from 'vitest';
import { historyFromHar } from '../spec/har.ts';
import { sampleInput } from './fixtures.test-data.ts';
import { reportFormats } from './index.ts';

const sample = sampleInput();

test('names and file names are unique', () => {
  for (const member of ['name', 'fileName'] as const) {
    expect(new Set(reportFormats.map((format) => format[member])).size).toBe(reportFormats.length);
  }
});

test.each(reportFormats.map((format) => [format.name, format] as const))(
  '%s is pure and renders text',
  (_name, format) => {
    const before = structuredClone(sample.run);
    const first = format.render([sample]);
    expect(first.length).toBeGreaterThan(100);
    expect(format.render([sample])).toBe(first);
    expect(sample.run).toEqual(before);
  },
);

test('the HAR report is the history', () => {
  const har = reportFormats.find((format) => format.name === 'har')!.render([sample]);
  expect(historyFromHar(har, 'history.har')).toEqual({
    ...sample.run.history,
    events: [...sample.run.history.events].sort((left, right) => left.seq - right.seq),
  });
});
