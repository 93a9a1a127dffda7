const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const isTypeName = (value: unknown): boolean => typeof value === 'string' && types.has(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isAnything = (): boolean => true;
const isList = (fits: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(fits) && new Set(value).size === value.length;
const isType = (value: unknown): boolean =>
  isTypeName(value) || (Array.isArray(value) && value.length > 0 && isList(isTypeName)(value));

const sound: Readonly<Record<string, (value: unknown) => boolean>> = {
  $ref: isText,
  title: isText,
  description: isText,
  format: isText,
  pattern: isText,
  contentMediaType: isText,
  contentEncoding: isText,
  deprecated: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  uniqueItems: isFlag,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  required: isList(isText),
  enum: Array.isArray,
  examples: Array.isArray,
  const: isAnything,
  default: isAnything,
  example: isAnything,
  discriminator: isAnything,
  xml: isAnything,
  externalDocs: isAnything,
  type: isType,
};

/**
 * Are these keywords of a schema (without those that hold schemas) the usual ones, with values that are plainly right?
 * What is not plain is for the metaschema of JSON Schema to judge, which takes ten times as long to prepare as a usual
 * document takes to load.
 */
export function isPlain(keywords: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(keywords).every(
    ([name, value]) => Object.hasOwn(sound, name) && sound[name]?.(value) === true,
  );
}
