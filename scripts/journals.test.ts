import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openJournal } from '../suites/lab/journal.ts';
import {
  dropFinished,
  journalsIn,
  mendJournal,
  newJournalFile,
  openEntries,
  readJournal,
} from './journals.ts';

const folder = mkdtempSync(join(tmpdir(), 'authproof-journals-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head = {
  authproof: 'journal',
  version: 1,
  tool: '0.1.0',
  spec: 'library.yaml',
  name: 'library',
  target: 'https://library.example',
  startedAt: '2026-01-05T09:00:00.000Z',
} as const;
const entry = (n: number) => ({
  n,
  experiment: 'x',
  operation: 'POST /keys',
  params: {},
  values: { 'key.name': 'probe' },
});

test('what is open: made or unknown, not what was refused or removed', () => {
  const file = newJournalFile(folder, 'library', new Date('2026-01-05T09:00:00Z'));
  const journal = openJournal(file);
  journal.write(head);
  for (const n of [1, 2, 3, 4]) journal.write(entry(n));
  journal.write({ n: 1, made: true, id: 'k1' });
  journal.write({ n: 2, made: false });
  journal.write({ n: 3, made: true, id: 'k3' });
  journal.write({ n: 3, removed: true, id: 'k3' });
  journal.close();
  expect(openEntries(readJournal(file)).map(({ n }) => n)).toEqual([1, 4]);
  expect(newJournalFile(folder, 'library', new Date('2026-01-05T09:00:00Z'))).not.toBe(file);
  expect(dropFinished(journalsIn(folder))).toEqual([file]);
  const more = openJournal(file, 'a');
  more.write({ n: 1, removed: true });
  more.write({ n: 4, made: false });
  more.close();
  expect(dropFinished([file])).toEqual([]);
  expect(journalsIn(folder)).toEqual([]);
});

test('a line that a crash cut off is left out, and cut off before the journal is written on', () => {
  const file = join(folder, 'cut.jsonl');
  writeFileSync(file, `${JSON.stringify(head)}\n${JSON.stringify(entry(1))}\n{"n":2,"exper`);
  expect(readJournal(file).entries).toHaveLength(1);
  mendJournal(file);
  expect(readFileSync(file, 'utf8').endsWith('}\n')).toBe(true);
});

test.each([
  ['', /:1: is not a journal/],
  ['{"log":{}}\n', /:1: is not a journal/],
  [`${JSON.stringify(head)}\n{"x":1}\n`, /:2: is not a line/],
  [`${JSON.stringify(head)}\nnonsense\n`, /:2: is not JSON/],
])('%j is refused with its line', (text, message) => {
  const file = join(folder, 'broken.jsonl');
  writeFileSync(file, text);
  expect(() => readJournal(file)).toThrow(message);
});
