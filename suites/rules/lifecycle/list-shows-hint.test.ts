import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../spec/load.ts';
import { findingsOf } from '../../judging/history.test-data.ts';
import { partOf } from '../../lab/hints.ts';
import { listShowsHint } from './list-shows-hint.ts';
import { tools, workshop } from './workshop.test-data.ts';

const harbour = loadFile('spec/made-up/harbour.yaml');
const used = (part: string) =>
  tools(1, 'issue-and-list/use-new', 200, {
    operation: 'GET /berth-keys',
    detail: { 'hint in GET /berth-keys': part },
  });
const verdicts = (part: string) =>
  findingsOf(listShowsHint, harbour, used(part)).map(({ verdict }) => verdict);

describe('list-shows-hint', () => {
  test('applies where a list declares a hint', () => {
    expect(listShowsHint.applies(harbour)).toBe(true);
    expect(listShowsHint.applies(workshop())).toBe('no list of credentials declares a hint');
  });

  test.each(['end', 'beginning', 'both ends'])('%s holds', (part) =>
    expect(verdicts(part)).toEqual(['holds']),
  );

  test.each(['nothing', 'something else'])('%s is violated', (part) =>
    expect(verdicts(part)).toEqual(['violated']),
  );

  test('what the list does not show is not judged', () => expect(verdicts('no entry')).toEqual([]));
});

test.each([
  ['wxyz', 'end'],
  ['…wxyz', 'end'],
  ['key-', 'beginning'],
  ['key-****wxyz', 'both ends'],
  ['abcd', 'something else'],
  ['****', 'nothing'],
  ['', 'nothing'],
  [undefined, 'nothing'],
])('the hint %s shows: %s', (hint, part) => expect(partOf('key-0123wxyz', hint)).toBe(part));
