import type { Exchange } from '../../spec/history.ts';
import { parseJson } from '../lab/read-answer.ts';
import { objectWithId } from './sweep.ts';
import type { View } from './view.ts';

/** What the target shows of a slipped member: in the read-back of the record if there is one, else in the answer. */
export function slippedValue(view: View, probe: Exchange): unknown {
  const member = String(probe.detail['member']);
  for (const exchange of [...view.readBacksOf(probe), probe]) {
    const body = exchange.response?.body;
    const id = exchange.detail['record'];
    const value = memberOf(
      id === undefined ? parseJson(body ?? '') : parseJson(objectWithId(body, String(id)) ?? ''),
      member,
    );
    if (value !== undefined) return value;
  }
  return undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return Reflect.get(value, name);
  return Object.values(value)
    .map((inner) => memberOf(inner, name))
    .find((found) => found !== undefined);
}
