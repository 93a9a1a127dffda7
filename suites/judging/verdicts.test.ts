import { describe, expect, test } from 'vitest';
import type { Citation } from '../../spec/model.ts';
import type { Finding, Rule } from '../rule.ts';
import { history, note, tinyModel } from './history.test-data.ts';
import { judge } from './judge.ts';

const model = tinyModel();
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'probe-is-judged',
  title: 'A probe',
  level: 'MUST',
  family: 'authentication',
  statements: ['ST-1'],
  sources: ['RFC 9110 §11.4'],
  experiments: ['anonymous-calls'],
  rationale: '',
  falsePositives: '',
  applies: () => true,
  judge: () => [],
  ...change,
});
const finding = (verdict: Finding['verdict'], change: Partial<Finding> = {}): Finding => ({
  case: 'a',
  verdict,
  expected: 'x',
  observed: 'y',
  evidence: [7],
  ...change,
});
const judged = (change: Partial<Rule>, ...events: Parameters<typeof history>) =>
  judge(model, history(...events), [rule(change)], { strict: false })[0]!;
const lacking = (seq: number, about: string, message: string) =>
  note(seq, { experiment: 'anonymous-calls', note: 'lacking', about, message });
const all = {
  rule: 'probe-is-judged',
  level: 'MUST',
  cites: ['ST-1', 'RFC 9110 §11.4'],
  case: 'all',
  expected: 'A probe',
  evidence: [],
  grounds: [],
};

test('a result names its rule, and each verdict what it rests on', () => {
  const grounds: readonly Citation[] = [{ statement: 'ST-1', basis: 'stated' }];
  const { verdicts, ...result } = judged({ judge: () => [finding('holds', { grounds })] });
  expect(result).toEqual({
    rule: 'probe-is-judged',
    title: 'A probe',
    level: 'MUST',
    family: 'authentication',
    statements: ['ST-1'],
    sources: ['RFC 9110 §11.4'],
    outcome: 'pass',
  });
  expect(verdicts).toEqual([
    { ...all, case: 'a', outcome: 'pass', expected: 'x', observed: 'y', evidence: [7], grounds },
  ]);
  expect(judged({ judge: () => [finding('holds')] }).verdicts[0]?.grounds).toEqual([]);
});

test('one result per rule, in their order', () => {
  const rules = [rule({ judge: () => [finding('violated')] }), rule({ judge: () => [finding('holds')] })];
  expect(judge(model, history(), rules, { strict: true }).map(({ outcome }) => outcome)).toEqual([
    'fail',
    'pass',
  ]);
});

test('strict grading turns a warning into a failure', () => {
  const should = rule({ level: 'SHOULD', judge: () => [finding('violated')] });
  const outcomes = [true, false].map((strict) => judge(model, history(), [should], { strict })[0]?.outcome);
  expect(outcomes).toEqual(['fail', 'warn']);
});

describe('a rule without findings says why', () => {
  test('it does not apply', () => {
    expect(judged({ applies: () => 'no such feature' }).verdicts).toEqual([
      { ...all, outcome: 'not-applicable', observed: 'no such feature' },
    ]);
  });
  test('no case arose', () => {
    expect(judged({}).verdicts).toEqual([
      { ...all, outcome: 'untestable', observed: 'no case arose in this run' },
    ]);
  });
  test('its experiment lacked something', () => {
    expect(judged({}, lacking(1, '', 'no clock')).verdicts[0]?.observed).toBe('no clock');
  });
  test('it broke', () => {
    const broken = () => {
      throw new Error('oops');
    };
    expect(judged({ judge: broken }).verdicts).toEqual([
      { ...all, outcome: 'error', observed: 'the rule broke: oops' },
    ]);
  });
  test('its experiment broke', () => {
    const broke = note(1, { experiment: 'anonymous-calls', note: 'broke', message: 'reset' });
    expect(judged({ judge: () => [finding('holds')] }, broke).verdicts).toEqual([
      { ...all, outcome: 'error', observed: 'anonymous-calls broke: reset' },
    ]);
  });
});

describe('what an experiment lacked', () => {
  test('takes nothing from what was found', () => {
    const { outcome, verdicts } = judged({ judge: () => [finding('violated')] }, lacking(1, '', 'no clock'));
    expect(outcome).toBe('fail');
    expect(verdicts.map((one) => [one.case, one.outcome])).toEqual([
      ['a', 'fail'],
      ['all', 'untestable'],
    ]);
    expect(verdicts[1]?.observed).toBe('no clock');
  });
  test('in part is a case of its own, told once', () => {
    const { verdicts } = judged({ judge: () => [finding('holds')] }, lacking(1, 'GET /books', 'nobody may'));
    expect(verdicts).toEqual([
      expect.objectContaining({ case: 'a', outcome: 'pass' }),
      { ...all, case: 'anonymous-calls: GET /books', outcome: 'untestable', observed: 'nobody may' },
    ]);
  });
  test('in another experiment is another rule’s business', () => {
    const other = note(1, { experiment: 'basic-forms', note: 'lacking', about: '', message: 'no clock' });
    expect(judged({ judge: () => [finding('holds')] }, other).outcome).toBe('pass');
  });
});

describe('experiments that do not apply', () => {
  // The tiny document has no limits.
  const none = 'limit-window';
  test('leave a rule without any nothing to judge', () => {
    const { outcome, verdicts } = judged({ experiments: [none], judge: () => [finding('violated')] });
    expect(outcome).toBe('not-applicable');
    expect(verdicts[0]?.observed).toBe('the document declares no rate limit');
  });
  test('do not silence the others', () => {
    expect(
      judged({ experiments: [none, 'anonymous-calls'], judge: () => [finding('violated')] }).outcome,
    ).toBe('fail');
  });
  test('do not silence a rule that judges all traffic', () => {
    expect(judged({ experiments: [], judge: () => [finding('violated')] }).outcome).toBe('fail');
  });
});

describe('a departure', () => {
  const departing = (
    facts: Readonly<Record<string, readonly Citation[]>>,
    ...findings: readonly Finding[]
  ) => {
    const departure = { rule: 'probe-is-judged', from: 'RFC 9110 §11.4', because: 'so it is', facts };
    const departures = new Map([['probe-is-judged', departure]]);
    return judge({ ...model, departures }, history(), [rule({ judge: () => findings })], {
      strict: false,
    })[0]!.verdicts;
  };
  const cases = (...of: Parameters<typeof departing>) =>
    departing(...of).map(({ case: name, outcome }) => `${name}: ${outcome}`);

  test('is told with what departs', () => {
    expect(departing({}, finding('violated'))[0]).toMatchObject({
      outcome: 'info',
      departure: 'documented departure from RFC 9110 §11.4: so it is',
    });
    expect(departing({}, finding('holds'))[0]).not.toHaveProperty('departure');
  });
  test('is not stale while one case departs', () => {
    expect(cases({}, finding('holds'), finding('violated', { case: 'b' }))).toEqual(['a: pass', 'b: info']);
  });
  test('is not stale where nothing passed', () => {
    expect(cases({}, finding('noted'))).toEqual(['a: info']);
  });
  test('is stale where something passed and nothing departs', () => {
    expect(departing({}, finding('holds'), finding('noted', { case: 'b' })).at(-1)).toEqual({
      ...all,
      case: 'departure',
      outcome: 'fail',
      expected: 'the declared departure from RFC 9110 §11.4 to be seen',
      observed: 'nothing departs: the entry in x-auth-departures is stale',
    });
  });
  test('that the document leaves open cannot be stale', () => {
    const open: readonly Citation[] = [{ statement: 'ST-1', basis: 'open' }];
    expect(cases({ because: open }, finding('holds'))).toEqual(['a: pass']);
    const stated: readonly Citation[] = [{ statement: 'ST-1', basis: 'stated' }];
    expect(cases({ because: stated }, finding('holds'))).toEqual(['a: pass', 'departure: fail']);
  });
});
