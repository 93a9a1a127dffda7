import { parseBody } from '../../body.ts';
import type { Call } from '../../call.ts';

/** The body as parsed, to be written into: what later stages read is changed too. Empty if it is no object. */
export function bodyOf(call: Call): Record<string, unknown> {
  const { value } = parseBody(call);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** Name of the top member of the body that holds an attribute. */
export function memberFor(call: Call, attribute: string): string {
  const place = call.operation?.given.get(attribute)?.find(({ in: site }) => site === 'body');
  return place?.at.slice(1) ?? '';
}
