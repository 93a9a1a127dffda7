import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js';
import { loadAjv } from '../load-ajv.ts';
import type { Report } from './check-structure.ts';
import { asNode, isNode, join, type Node } from './json.ts';
import { suggestion } from './near-match.ts';
import { grammar } from './openapi-grammar.ts';
import { plainVerdict } from './plain-verdict.ts';
import { definitions, renamed, standsOn, vocabularySchema } from './vocabulary.ts';
import { walk } from './walk.ts';

let complete: Ajv2020 | undefined;

/** The vocabulary's schema as a validator that says what is wrong. */
function explaining(): Ajv2020 {
  if (complete) return complete;
  complete = new (loadAjv())({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    // Ours is one; plain-keywords.test.ts looks.
    validateSchema: false,
  });
  complete.addVocabulary(['standsOn', 'says']);
  complete.addSchema(vocabularySchema);
  return complete;
}

/** Refuses every `x-auth-*` key or value that the vocabulary does not know, and keys that stand where they mean nothing. */
export function checkVocabulary(document: Node, report: Report): void {
  walk(document, ({ kind, node, pointer }) => {
    for (const [key, value] of Object.entries(node)) {
      if (!key.startsWith('x-auth-')) continue;
      const place = join(pointer, key);
      const bearers = standsOn.get(key);
      if (bearers === undefined) {
        report(place, `Unknown key "${key}".${suggestion(key, standsOn.keys())}`);
      } else if (bearers !== 'any' && !bearers.includes(kind)) {
        const titles = Object.entries(grammar).flatMap(([name, shape]) =>
          bearers.includes(name) ? [shape.title] : [],
        );
        report(place, `"${key}" says nothing on ${grammar[kind].title}; it stands on ${titles.join(', ')}.`);
      } else {
        checkValue(key, value, place, report);
        if (key === 'x-auth-source') checkGrades(value, place, report);
        else checkInnerSources(value, place, report);
      }
    }
  });
}

function checkValue(key: string, value: unknown, pointer: string, report: Report): void {
  if (plainVerdict(definitions[key], value, { definitions }) === true) return;
  const validate = explaining().getSchema(`vocabulary.schema.json#/$defs/${key}`);
  if (validate === undefined || validate(value) === true) return;
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const deepest = errors.filter(
    (error) =>
      !errors.some((other) => other !== error && other.instancePath.startsWith(`${error.instancePath}/`)),
  );
  const told = new Set<string>();
  for (const error of deepest) {
    const [where, message] = explain(error);
    if (told.has(where)) continue;
    told.add(where);
    report(`${pointer}${where}`, message);
  }
}

/** Place below the key, and what is wrong there. */
function explain(error: ErrorObject): [string, string] {
  const parent = asNode(error.parentSchema);
  const says = typeof parent['says'] === 'string' ? ` Expected ${parent['says']}.` : '';
  const params = asNode(error.params);
  const is = told(error.data);
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
    const known = Object.keys(asNode(parent['properties']));
    const hint = renamed[name] === undefined ? suggestion(name, known) : ` ${renamed[name]}`;
    return [join(error.instancePath, name), `Unknown member "${name}".${hint}`];
  }
  if (error.keyword === 'required')
    return [error.instancePath, `Lacks "${String(params['missingProperty'])}".${says}`];
  if (error.keyword === 'enum' && Array.isArray(parent['enum'])) {
    const known = parent['enum'].map(String);
    return [error.instancePath, `Unknown value ${is}.${suggestion(String(error.data), known)}`];
  }
  if (error.keyword === 'propertyNames') {
    return [
      join(error.instancePath, String(params['propertyName'])),
      `Not a valid name: "${String(params['propertyName'])}".`,
    ];
  }
  return [error.instancePath, `Cannot be ${is}.${says || ` It ${error.message ?? 'does not fit'}.`}`];
}

function told(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** One fact, one grade: a list that mixes grades says nothing. */
function checkGrades(source: unknown, pointer: string, report: Report): void {
  const lists: readonly (readonly [string, unknown])[] = isNode(source)
    ? Object.entries(source).map(([fact, value]) => [join(pointer, fact), value] as const)
    : [[pointer, source]];
  for (const [place, list] of lists) {
    if (!Array.isArray(list)) continue;
    const grades = new Set(
      list.map((citation) => (typeof citation === 'string' ? (citation.split(' ')[1] ?? 'stated') : '')),
    );
    if (grades.size > 1) {
      report(
        place,
        `One fact has one grade, this list mixes ${[...grades].join(' and ')}. Name the facts: {fact: [ID], other fact: ID assumed}.`,
      );
    }
  }
}

function checkInnerSources(value: unknown, pointer: string, report: Report): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'x-auth-source') checkGrades(item, join(pointer, key), report);
    else checkInnerSources(item, join(pointer, key), report);
  }
}
