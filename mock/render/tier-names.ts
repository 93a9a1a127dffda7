import { encode, type RefusalPlan } from '../plan/answers.ts';
import { isRecord } from '../plan/schema.ts';
import type { Reading } from '../state/limiter.ts';

/** The body of a refusal with the names of the limits that are reached, where the document has a place for them. */
export function withTierNames(
  { payload, body, mediaType, tierNames }: Pick<RefusalPlan, 'payload' | 'body' | 'mediaType' | 'tierNames'>,
  empty: readonly Reading[],
): string | undefined {
  if (body === undefined || tierNames.length === 0 || empty.length === 0) return payload;
  const names = empty.map(({ tier }) => tier.name);
  const told = tierNames.reduce<unknown>(
    (value, { at }) => written(value, at.split('/').slice(1), names),
    body,
  );
  return encode(told, mediaType);
}

/** A copy with the names at a pointer: `*` gets one element for each, formed like the first; elsewhere only one fits. */
function written(value: unknown, steps: readonly string[], names: readonly string[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return names[0];
  if (step === '*') {
    const form: unknown = Array.isArray(value) ? value[0] : undefined;
    return names.map((name) => written(form, rest, [name]));
  }
  const member = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const object = isRecord(value) ? value : {};
  const inner = Object.hasOwn(object, member) ? object[member] : undefined;
  return { ...object, [member]: written(inner, rest, names) };
}
