import type { Ajv2020 } from 'ajv/dist/2020.js';
import { loadAjv } from '../load-ajv.ts';
import { asNode, isNode, join, type Node } from './json.ts';
import { suggestion } from './near-match.ts';
import { type Child, grammar, isObjectKind, type ObjectKind } from './openapi-grammar.ts';
import { isPlain } from './plain-keywords.ts';

export type Report = (pointer: string, message: string) => void;

let dialect: Ajv2020 | undefined;

/** Is this an OpenAPI 3.1 document (a 3.0 one has become one before) as far as its structure goes? Reports what is not. */
export function checkStructure(value: unknown, report: Report): value is Node {
  if (!isNode(value)) {
    report('#', 'Not an OpenAPI document: the text is not a mapping.');
    return false;
  }
  if ('swagger' in value && !('openapi' in value)) {
    report(
      '#/swagger',
      `A Swagger ${String(value['swagger'])} document: only OpenAPI 3.0 and 3.1 are read. Convert it first, for example with swagger2openapi.`,
    );
    return false;
  }
  const version = value['openapi'];
  if (typeof version !== 'string' || !/^3\.1\.\d+$/.test(version)) {
    report(
      '#/openapi',
      `Not an OpenAPI document: "openapi" must be 3.0.x or 3.1.x, it is ${JSON.stringify(version) ?? 'absent'}.`,
    );
    return false;
  }
  let sound = true;
  const fail: Report = (pointer, message) => {
    sound = false;
    report(pointer, message);
  };
  checkObject('document', value, '#', fail);
  for (const path of Object.keys(asNode(value['paths']))) {
    if (!path.startsWith('/') && !path.startsWith('x-'))
      fail(join('#/paths', path), 'A path begins with "/".');
  }
  return sound;
}

function checkObject(kind: ObjectKind, value: unknown, pointer: string, report: Report): void {
  const shape = grammar[kind];
  if (kind === 'schema' && typeof value === 'boolean') return;
  if (!isNode(value)) {
    report(pointer, `Must be ${shape.title} (a mapping), it is ${told(value)}.`);
    return;
  }
  if (shape.reference && '$ref' in value) {
    if (typeof value['$ref'] !== 'string') report(join(pointer, '$ref'), '"$ref" must be text.');
    if (kind !== 'schema' && kind !== 'pathItem') return;
  } else {
    for (const name of shape.required ?? []) {
      if (!(name in value)) report(pointer, `Lacks "${name}", which ${shape.title} needs.`);
    }
  }
  if (kind === 'schema') checkSchemaKeywords(value, pointer, report);
  for (const [key, item] of Object.entries(value)) {
    if (key.startsWith('x-')) continue;
    const child = (Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined) ?? shape.others;
    if (child !== undefined) checkChild(child, item, join(pointer, key), report);
    else if (!shape.open && shape.others === undefined) {
      report(
        join(pointer, key),
        `Unknown key "${key}" in ${shape.title}.${suggestion(key, Object.keys(shape.fields))}`,
      );
    }
  }
  if (kind === 'parameter') checkParameter(value, pointer, report);
  if (kind === 'securityScheme') checkScheme(value, pointer, report);
}

function checkChild(child: Child, value: unknown, pointer: string, report: Report): void {
  if (typeof child === 'object') {
    if ('list' in child) {
      if (!Array.isArray(value)) report(pointer, `Must be a list, it is ${told(value)}.`);
      else
        for (const [index, item] of value.entries())
          checkChild(child.list, item, join(pointer, index), report);
    } else if (!isNode(value)) report(pointer, `Must be a mapping, it is ${told(value)}.`);
    else
      for (const [key, item] of Object.entries(value))
        checkChild(child.map, item, join(pointer, key), report);
  } else if (isObjectKind(child)) checkObject(child, value, pointer, report);
  else if (child === 'text' && typeof value !== 'string')
    report(pointer, `Must be text, it is ${told(value)}.`);
  else if (child === 'flag' && typeof value !== 'boolean')
    report(pointer, `Must be true or false, it is ${told(value)}.`);
  else if (child === 'object' && !isNode(value)) report(pointer, `Must be a mapping, it is ${told(value)}.`);
}

/** The keywords of one schema object, without its sub-schemas: those are visited on their own. */
function checkSchemaKeywords(schema: Node, pointer: string, report: Report): void {
  const nested = grammar.schema.fields;
  const own = Object.fromEntries(
    Object.entries(schema).filter(([key]) => !(key in nested) && key !== '$schema' && !key.startsWith('x-')),
  );
  if (isPlain(own)) return;
  dialect ??= new (loadAjv())({ strict: false, validateFormats: false });
  if (dialect.validateSchema(own) === true) return;
  for (const error of (dialect.errors ?? []).slice(0, 1)) {
    report(
      `${pointer}${error.instancePath}`,
      `Not a valid JSON Schema (2020-12): ${error.message ?? error.keyword}.`,
    );
  }
}

function checkParameter(parameter: Node, pointer: string, report: Report): void {
  if ('$ref' in parameter) return;
  const places = ['path', 'query', 'header', 'cookie'];
  const place = parameter['in'];
  if (typeof place === 'string' && !places.includes(place)) {
    report(join(pointer, 'in'), `A parameter cannot be in "${place}".${suggestion(place, places)}`);
  }
  if (!('schema' in parameter) && !('content' in parameter))
    report(pointer, 'Lacks "schema" (or "content").');
}

const needs: Readonly<Record<string, readonly string[]>> = {
  apiKey: ['name', 'in'],
  http: ['scheme'],
  oauth2: ['flows'],
  openIdConnect: ['openIdConnectUrl'],
  mutualTLS: [],
};

function checkScheme(scheme: Node, pointer: string, report: Report): void {
  const type = scheme['type'];
  if (typeof type !== 'string') return;
  const members = needs[type];
  if (members === undefined) {
    report(
      join(pointer, 'type'),
      `There is no security scheme of type "${type}".${suggestion(type, Object.keys(needs))}`,
    );
    return;
  }
  for (const name of members)
    if (!(name in scheme)) report(pointer, `Lacks "${name}", which type ${type} needs.`);
  const place = scheme['in'];
  if (type === 'apiKey' && typeof place === 'string' && !['header', 'query', 'cookie'].includes(place)) {
    report(
      join(pointer, 'in'),
      `An API key cannot be in "${place}".${suggestion(place, ['header', 'query', 'cookie'])}`,
    );
  }
}

function told(value: unknown): string {
  if (value === null) return 'empty';
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a mapping'
      : `${typeof value} ${JSON.stringify(value)}`;
}
