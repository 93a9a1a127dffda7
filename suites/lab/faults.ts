import type { Operation, Place } from '../../spec/model.ts';
import { fits } from './traits.ts';

/** One way in which an issuing request is wrong, alone. */
export interface IssueFault {
  readonly case: string;
  readonly place: Place;
  /** Absent: the member is left out. */
  readonly value?: unknown;
}

/** Faults that the document's own schema refuses at an issuing operation, one each; others are no faults there. */
export function issueFaults(issuer: Operation, names: readonly string[]): readonly IssueFault[] {
  const place = (attribute: string) =>
    issuer.request.find(
      (one) => one.attribute === `${issuer.object}.${attribute}` && one.in === 'body' && !one.readOnly,
    );
  const name = place('name');
  const rights = place('rights');
  const [first = 'read', second = first] = names;
  const list = rights?.schema['items'] !== undefined || [rights?.schema['type']].flat().includes('array');
  const wrap = (...values: readonly string[]) => (list ? values : values.join(' '));
  const wanted: readonly (readonly [string, Place | undefined, unknown])[] = [
    ['empty name', name, ''],
    ['over-long name', name, 'n'.repeat(Number(name?.schema['maxLength'] ?? 0) + 1)],
    ['no rights', rights, wrap()],
    ['unknown right', rights, wrap('no-such-right')],
    ['mis-cased right', rights, wrap(swapCase(first))],
    ['injected right', rights, wrap(`${first},${second}`)],
    ['wildcard right', rights, wrap('*:*')],
    ['duplicate right', rights, wrap(first, first)],
  ];
  const wrong = wanted.flatMap(([title, at, value]) =>
    at === undefined || fits(at.schema, value) ? [] : [{ case: title, place: at, value }],
  );
  const missing = [
    ['missing name', name],
    ['missing rights', rights],
  ] as const;
  return [
    ...wrong,
    ...missing.flatMap(([title, at]) => (at?.required === true ? [{ case: title, place: at }] : [])),
  ];
}

function swapCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

/** A copy of a body without the member at a pointer. */
export function withoutMember(body: unknown, pointer: string): unknown {
  const [step = '', ...rest] = pointer.slice(1).split('/');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  if (rest.length === 0) return Object.fromEntries(Object.entries(body).filter(([name]) => name !== step));
  return { ...body, [step]: withoutMember(Reflect.get(body, step), `/${rest.join('/')}`) };
}
