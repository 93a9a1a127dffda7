import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Exchange } from '../../spec/history.ts';
import type { JsonSchema } from '../../spec/model.ts';
import { valuesAt } from '../lab/pointer.ts';
import type { View } from './view.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, logger: false });
addFormats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

/** A path parameter's value; encoded slashes, dots and control characters may end before any operation is found. */
const plainSegment = '(?:[^/%]|%(?!2[fFeE]|5[cC]|0|1)[0-9a-fA-F]{2})+';

/** Was the operation called at its own path and method, with a credential as documented or none? */
export function calledAsDocumented(view: View, exchange: Exchange): boolean {
  const operation = view.operation(exchange);
  if (operation === undefined || operation.method !== exchange.request.method) return false;
  if (!exchange.presented.every(({ form }) => form === 'documented')) return false;
  const path = new URL(exchange.request.url).pathname;
  const pattern = operation.path
    .split(/\{[^}]+\}/)
    .map((part) => RegExp.escape(part))
    .join(plainSegment);
  return new RegExp(`${pattern}$`).test(path);
}

/** Where a value leaves a schema, or undefined. Secrets stand as aliases in a history: what holds one is not compared. */
export function mismatch(schema: JsonSchema, value: unknown): string | undefined {
  const validate = validatorFor(schema);
  if (validate === undefined) return 'the declared schema cannot be compiled';
  if (validate(value)) return undefined;
  const real = (validate.errors ?? []).filter((error) => !holdsAlias(value, error));
  const [first] = real;
  return first === undefined
    ? undefined
    : `${first.instancePath || 'the body'} ${first.message ?? 'does not fit'}`;
}

function holdsAlias(value: unknown, error: ErrorObject): boolean {
  return valuesAt(value, error.instancePath).some((found) => JSON.stringify(found)?.includes('⟦') ?? false);
}

function validatorFor(schema: JsonSchema): ValidateFunction | undefined {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  try {
    const validate = ajv.compile(schema);
    compiled.set(schema, validate);
    return validate;
  } catch {
    return undefined;
  }
}
