import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { rule, runOf, sampleInput, verdict } from './fixtures.test-data.ts';
import { renderJson } from './json.ts';
import schema from './run-result.schema.json' with { type: 'json' };

const sample = sampleInput();
const validate = new Ajv2020({ allErrors: true, formats: { 'date-time': true } }).compile(schema);

test('the output is what the published schema says', () => {
  const report: unknown = JSON.parse(renderJson([sample, sample]));
  validate(report);
  expect(validate.errors).toBeNull();
});

test('the schema refuses an unknown outcome and a missing member', () => {
  const report = JSON.parse(renderJson([sample]));
  report.runs[0].rules[0].verdicts[0].outcome = 'maybe';
  expect(validate(report)).toBe(false);
  delete report.runs[0].rules;
  expect(validate(report)).toBe(false);
});

test('verdicts are complete and the exchanges are those of non-passing ones', () => {
  const [run] = JSON.parse(renderJson([sample])).runs;
  expect(run.rules).toEqual(JSON.parse(JSON.stringify(sample.run.rules)));
  expect(run.counts).toEqual(sample.run.counts);
  expect(run.exchanges.map((exchange: { seq: number }) => exchange.seq)).toEqual([6, 40, 42]);
  expect(run).not.toHaveProperty('history');
});

test('a passing run holds no exchange', () => {
  const passing = { ...sample, run: runOf([rule('a', [verdict('pass', { evidence: [2] })])]) };
  expect(JSON.parse(renderJson([passing])).runs[0].exchanges).toEqual([]);
});
