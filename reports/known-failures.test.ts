import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { model, rule, runOf, verdict } from './fixtures.test-data.ts';
import { reportFormats } from './index.ts';
import schema from './run-result.schema.json' with { type: 'json' };

const hostile = '<script>alert(1)</script>';
const known = rule('token-revoked-refused', [
  verdict('fail', {
    case: 'cached',
    known: { reason: `ticket 7 ${hostile}`, until: '2027-03-31' },
    clock: 'wait',
  }),
]);
const fresh = rule('token-shown-once', [verdict('fail', { case: 'list' })]);
const baseline = {
  known: 1,
  unexpected: ['token-shown-once [list]'],
  stale: [`gone [${hostile}]`],
  expired: ['old (until 2027-01-01)'],
  unjudged: [],
};
const render = (name: string): string =>
  reportFormats
    .find((format) => format.name === name)
    ?.render([{ model, run: runOf([known, fresh], { baseline }) }]) ?? '';

test.each(['text', 'md', 'html', 'junit', 'json'])(
  '%s says that a failure is expected, why and until when',
  (name) => {
    const text = render(name);
    expect(text).toMatch(/ticket 7/);
    expect(text).toMatch(/2027-03-31|2027\\-03\\-31/);
  },
);

test.each(['text', 'md', 'html', 'junit'])('%s counts what the baseline does not explain', (name) => {
  expect(render(name)).toMatch(name === 'junit' ? /stale: no longer fails/ : /1 not in the baseline/);
});

test.each(['md', 'html', 'junit'])('%s shows the reason as text', (name) => {
  expect(render(name)).not.toContain(hostile);
});

test('in JUnit an expected failure breaks nothing, an unexpected one and stale entries do', () => {
  const cases = render('junit').split('<testcase').slice(1);
  const failing = cases.filter((text) => text.includes('<failure'));
  expect(failing.map((text) => / name="([^"]*)"/.exec(text)?.[1])).toEqual([
    'token-shown-once: list',
    expect.stringContaining('gone ['),
    'old (until 2027-01-01)',
  ]);
  expect(cases[0]).toContain('<skipped');
});

test('JSON holds it as the schema says', () => {
  const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(schema);
  validate(JSON.parse(render('json')));
  expect(validate.errors).toBeNull();
  expect(JSON.parse(render('json')).runs[0].baseline).toEqual(baseline);
});

test.each(['text', 'html'])('%s discloses by which means time passed', (name) => {
  expect(render(name)).toMatch(/real time was waited out/i);
});
