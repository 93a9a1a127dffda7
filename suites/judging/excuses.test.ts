import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../spec/history.ts';
import { lackOf, type Overlay } from '../../spec/overlay.ts';
import { conclude } from '../conclude.ts';
import { excusesOf, staleLacks } from '../lacks.ts';
import type { Finding, Rule } from '../rule.ts';
import { exchange, fact, history, note, tinyModel } from './history.test-data.ts';
import { judge } from './judge.ts';

const model = tinyModel();
const overlay: Overlay = {
  lacks: [
    { capability: 'clock', reason: 'real time' },
    { capability: 'console', reason: 'no desk' },
  ],
};
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'probe-is-judged',
  title: 'A probe',
  level: 'MUST',
  family: 'authentication',
  statements: [],
  sources: ['RFC 9110 §11.4'],
  experiments: ['anonymous-calls'],
  rationale: '',
  falsePositives: '',
  applies: () => true,
  judge: () => [],
  ...change,
});
const found = (verdict: Finding['verdict'], evidence: readonly number[] = [1]): Finding => ({
  case: verdict,
  verdict,
  expected: 'x',
  observed: 'y',
  evidence,
});
const lacking = (
  seq: number,
  about: string,
  ...means: NonNullable<Parameters<typeof note>[1]>['means'] & {}
) => note(seq, { experiment: 'anonymous-calls', about, message: `lacks ${means.join()}`, means });
const stored = (...events: HistoryEvent[]) => {
  const one = history(...events);
  return { ...one, target: { ...one.target, overlay } };
};
const judged = (change: Partial<Rule>, events: readonly HistoryEvent[], strict = false) => {
  const [result] = judge(model, stored(...events), [rule(change)], { strict });
  return [
    result?.outcome,
    ...(result?.verdicts.map(({ outcome, excused }) => `${outcome} ${excused}`) ?? []),
  ];
};

test('a declared lack excuses what needs it, any of several means is enough, and no other lack is excused', () => {
  expect(judged({}, [lacking(1, '', 'clock')])).toEqual(['untestable', 'untestable real time']);
  expect(judged({}, [lacking(1, '', 'signing', 'console')])).toEqual(['untestable', 'untestable no desk']);
  expect(judged({}, [lacking(1, '', 'signing')])).toEqual(['untestable', 'untestable undefined']);
  expect(judged({}, [lacking(1, '', 'clock'), lacking(2, '', 'signing')])).toEqual([
    'untestable',
    'untestable undefined',
  ]);
  expect(judged({}, [])).toEqual(['untestable', 'untestable undefined']);
});

test('a part that is excused does not stand against the rest, unless strictly', () => {
  const part = [lacking(1, 'later', 'clock')];
  const passes = { judge: () => [found('holds')] };
  expect(judged(passes, part)).toEqual(['pass', 'pass undefined', 'untestable real time']);
  expect(judged(passes, part, true)[0]).toBe('untestable');
  expect(judged({ judge: () => [found('violated')] }, part)[0]).toBe('fail');
});

test('of several users who would do, each must be declared lacking', () => {
  const users = { gina: { absent: 'left' }, greg: { absent: 'never came' } };
  const among = (...means: NonNullable<Parameters<typeof note>[1]>['means'] & {}) => lackOf({ users }, means);
  expect(among('user:gina', 'user:greg')?.reason).toBe('left');
  expect(among('user:gina', 'user:greg', 'user:manager-globex')).toBeUndefined();
  expect(among('user:manager-globex')).toBeUndefined();
  expect(lackOf(overlay, ['user:gina', 'console'])?.reason).toBe('no desk');
  expect(lackOf(overlay, [])).toBeUndefined();
});

test('the excuse of a whole experiment does not stand for a part of another that has none', () => {
  const events = [
    note(1, { experiment: 'revoke-and-watch', message: 'no clock', means: ['clock'] }),
    lacking(2, 'later', 'signing'),
  ];
  const both = { experiments: ['anonymous-calls', 'revoke-and-watch'] };
  expect(judged(both, events)).toEqual(['untestable', 'untestable undefined', 'untestable real time']);
  const parts = { rules: [rule({ id: 'well', judge: () => [found('holds')] }), rule(both)] };
  const { conclusion } = conclude(model, stored(...events), [], {
    ...parts,
    embedded: false,
    strict: false,
    tool: { name: 'authproof', version: '0' },
    durationMs: 0,
  });
  expect(conclusion).toBe('incomplete');
});

test('what was sent and could not be judged is not excused', () => {
  const part = [lacking(1, 'later', 'clock')];
  expect(judged({ judge: () => [found('untestable')] }, part)[1]).toBe('untestable undefined');
  expect(judged({ judge: () => [found('untestable', [])] }, part)[1]).toBe('untestable real time');
});

test('a rule that would not apply without the lacking operations is excused', () => {
  const passive = { experiments: [] };
  const needsDesk: Rule['applies'] = ({ operations }) => operations.some((one) => one.console) || 'no desk';
  expect(judged({ ...passive, applies: needsDesk }, [])).toEqual(['untestable', 'untestable no desk']);
  expect(judged(passive, [])).toEqual(['untestable', 'untestable undefined']);
});

test('an excused MUST leaves the run complete, strictly it does not, and the run tells which', () => {
  const rules = [
    rule({ id: 'well', judge: () => [found('holds')] }),
    rule({ id: 'excused', experiments: ['revoke-and-watch'], judge: () => [] }),
  ];
  const events = [note(1, { experiment: 'revoke-and-watch', message: 'lacks', means: ['clock'] })];
  const parts = { rules, embedded: false, tool: { name: 'authproof', version: '0' }, durationMs: 0 };
  const run = conclude(model, stored(...events), [], { ...parts, strict: false });
  expect(run.conclusion).toBe('conformant');
  expect(run.excused).toEqual([{ reason: 'real time', rules: ['excused'] }]);
  expect(excusesOf(run.rules)).toEqual(run.excused);
  expect(conclude(model, stored(...events), [], { ...parts, strict: true }).conclusion).toBe('incomplete');
  expect(conclude(model, history(...events), [], { ...parts, strict: false }).conclusion).toBe('incomplete');
});

test('a history that was cut short is judged as such, and no such run is conformant', () => {
  const rules = [rule({ judge: () => [found('holds')] })];
  const parts = {
    rules,
    embedded: false,
    tool: { name: 'authproof', version: '0' },
    durationMs: 0,
    strict: false,
  };
  expect(conclude(model, history(), [], parts).conclusion).toBe('conformant');
  const cut = { ...history(), cutShort: 'interrupted' } as const;
  expect(conclude(model, cut, [], parts)).toMatchObject({
    conclusion: 'incomplete',
    cutShort: 'interrupted',
  });
  const stopped = { ...history(), stopped: 'it stopped answering' };
  expect(conclude(model, stopped, [], parts)).toMatchObject({
    conclusion: 'incomplete',
    stopped: 'it stopped answering',
  });
});

test('a lack that is none is told', () => {
  const moved = fact(1, { fact: 'clock', advancedSeconds: 5, rung: 'hook' });
  expect(staleLacks(model, stored(moved))).toEqual([
    'the target is said to lack clock ("real time"), but its clock was moved: take it out of lacks',
  ]);
  const waited = fact(1, { fact: 'clock', advancedSeconds: 5, rung: 'wait' });
  expect(staleLacks(model, stored(waited))).toEqual([]);
  const desk = exchange(2, { operation: 'GET /desk/tokens' });
  expect(staleLacks(model, stored(desk))[0]).toContain('its console answered');
  expect(staleLacks(model, stored({ ...desk, transport: 'hook' }))).toEqual([]);
});
