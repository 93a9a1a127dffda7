import type { Call, ParsedBody } from './call.ts';
import { folded, propertiesOf, typesOf } from './plan/schema.ts';

const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Parses the body once, by its content type. Says what is wrong instead of throwing. */
export function parseBody(call: Call): ParsedBody & { readonly value?: unknown } {
  call.body ??= parse(call);
  return call.body;
}

function parse(call: Call): ParsedBody {
  const { body, headers } = call.request;
  if (!body || body.length === 0) return { form: 'none', value: undefined };
  const declared = call.operation?.operation.body?.mediaTypes ?? [];
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (mediaType === '') return { form: 'unsupported', reason: 'there is a body and no Content-Type' };
  if (!declared.some((candidate) => candidate.split(';')[0]?.trim().toLowerCase() === mediaType)) {
    return { form: 'unsupported', reason: `the operation takes ${declared.join(' or ') || 'no body'}` };
  }
  try {
    const text = fatalUtf8.decode(body);
    if (mediaType === 'application/x-www-form-urlencoded')
      return { form: 'urlencoded', value: formValue(call, text) };
    if (mediaType.endsWith('json')) {
      return isTooDeep(text)
        ? { form: 'broken', reason: `the body nests deeper than ${deepest} levels` }
        : { form: 'json', value: JSON.parse(text) };
    }
    return { form: 'json', value: text };
  } catch {
    return { form: 'broken', reason: 'the body cannot be parsed' };
  }
}

/** No honest body comes near it; what is deeper would overflow whatever walks the value later. */
const deepest = 100;

/** Counts the open brackets outside of strings; whether the text is JSON at all is not asked here. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index++;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      if (++depth > deepest) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

/** Form fields in the types that the schema gives them; a field that comes twice is a list. */
function formValue(call: Call, text: string): Readonly<Record<string, unknown>> {
  const fields = new Map<string, string[]>();
  for (const [name, field] of new URLSearchParams(text)) {
    const before = fields.get(name);
    if (before) before.push(field);
    else fields.set(name, [field]);
  }
  const schema = folded(call.operation?.operation.body?.schema ?? {});
  const types = new Map(propertiesOf(schema).map(([name, property]) => [name, typesOf(property)]));
  const value: Record<string, unknown> = {};
  for (const [name, texts] of fields) {
    if (name === '__proto__') continue;
    const values = texts.map((field) => typed(field, types.get(name) ?? []));
    value[name] = values.length > 1 || types.get(name)?.includes('array') ? values : values[0];
  }
  return value;
}

function typed(field: string, types: readonly string[]): unknown {
  if (types.includes('boolean') && (field === 'true' || field === 'false')) return field === 'true';
  const isNumeric = types.includes('integer') || types.includes('number');
  return isNumeric && field.trim() !== '' && Number.isFinite(Number(field)) ? Number(field) : field;
}
