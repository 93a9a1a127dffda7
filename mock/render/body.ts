import type { Subject } from '../call.ts';
import type { AnswerPlan } from '../plan/answers.ts';
import type { StoredRecord } from '../state/records.ts';
import { fill, type View } from './fill.ts';

/** A body that tells of records and nothing else, with what it was made of. */
interface Kept {
  readonly records: readonly StoredRecord[];
  /** What may change in each: data, owner and group. */
  readonly states: readonly unknown[];
  readonly text: string;
}

const kept = new WeakMap<AnswerPlan, Kept>();

/**
 * The body as it goes over the wire; undefined where there is nothing to say. What shows only records is written once
 * and serves until another list is shown or one of them changed: stored data is replaced, never written into.
 */
export function bodyText(answer: AnswerPlan, view: View): string | undefined {
  const { shape } = answer;
  if (!shape) return undefined;
  if (!answer.showsRecordsOnly) return textOf(answer, fill(shape, view));
  const before = kept.get(answer);
  if (before && isSame(before, view)) return before.text;
  const text = textOf(answer, fill(shape, view));
  const records = recordsIn(view);
  if (text !== undefined && records)
    kept.set(answer, {
      records,
      text,
      states: records.flatMap(({ data, owner, group }) => [data, owner, group]),
    });
  return text;
}

function textOf({ mediaType = 'application/json' }: AnswerPlan, body: unknown): string | undefined {
  if (body === undefined) return undefined;
  return typeof body === 'string' && !mediaType.includes('json') ? body : JSON.stringify(body);
}

/** Undefined if something else is shown. The list comes first, then the one that stands for it. */
function recordsIn({ list, subject }: View): readonly StoredRecord[] | undefined {
  const records: StoredRecord[] = [];
  for (const one of subject === undefined ? list : [...list, subject]) {
    if (one.type !== 'record') return undefined;
    records.push(one.record);
  }
  return records;
}

function isSame(before: Kept, { list, subject }: View): boolean {
  const count = list.length + (subject === undefined ? 0 : 1);
  if (before.records.length !== count) return false;
  for (let index = 0; index < list.length; index++)
    if (!isSameRecord(before, index, list[index])) return false;
  return subject === undefined || isSameRecord(before, list.length, subject);
}

function isSameRecord({ records, states }: Kept, index: number, subject: Subject | undefined): boolean {
  if (subject?.type !== 'record' || records[index] !== subject.record) return false;
  const { data, owner, group } = subject.record;
  return states[3 * index] === data && states[3 * index + 1] === owner && states[3 * index + 2] === group;
}
