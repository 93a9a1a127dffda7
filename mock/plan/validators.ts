import { createRequire } from 'node:module';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { plainVerdict } from '../../spec/load/plain-verdict.ts';
import { loadAjv } from '../../spec/load-ajv.ts';
import type { JsonSchema } from '../../spec/model.ts';
import { isRecord } from './schema.ts';

const load = createRequire(import.meta.url);

/** Says why a value does not fit, or undefined if it does. Never quotes the value. */
export type Check = (value: unknown) => string | undefined;

/**
 * Schemas as checks, each compiled when it is first asked. That they are schemas is known: who loaded the document looked.
 * Formats of the vocabulary (`http-date`, `milliseconds` …) are annotations here.
 */
export class Validators {
  #ajv: Ajv2020 | undefined;
  readonly #known = new WeakMap<JsonSchema, Check>();

  for(schema: JsonSchema): Check {
    const known = this.#known.get(schema);
    if (known) return known;
    let validate: ValidateFunction | undefined;
    const check: Check = (value) => {
      validate ??= this.#compiler().compile(schema);
      return validate(value) ? undefined : firstProblem(validate);
    };
    this.#known.set(schema, check);
    return check;
  }

  /** As `for`, of one value at start: without the cost of compiling where it is plain. */
  fits(schema: JsonSchema, value: unknown): boolean {
    return plainVerdict(schema, value, { fitsFormat }) ?? this.for(schema)(value) === undefined;
  }

  #compiler(): Ajv2020 {
    if (this.#ajv) return this.#ajv;
    this.#ajv = new (loadAjv())({
      strict: false,
      strictNumbers: true,
      logger: false,
      validateFormats: true,
      validateSchema: false,
    });
    const { default: addFormats } = load('ajv-formats') as typeof import('ajv-formats');
    addFormats.default(this.#ajv);
    return this.#ajv;
  }
}

/** As Ajv with ajv-formats judges it: a format is of strings or of numbers, and an unknown one says nothing. */
function fitsFormat(name: string, value: string | number): boolean {
  const formats = load('ajv-formats/dist/formats.js') as typeof import('ajv-formats/dist/formats.js');
  const known: Readonly<Record<string, unknown>> = formats.fullFormats;
  const format = Object.hasOwn(known, name) ? known[name] : undefined;
  const { type = 'string', validate } =
    isRecord(format) && 'validate' in format ? format : { validate: format };
  if (typeof value !== type) return true;
  if (validate instanceof RegExp) return validate.test(String(value));
  return typeof validate === 'function' ? validate(value) === true : true;
}

function firstProblem(validate: ValidateFunction): string {
  const [problem] = validate.errors ?? [];
  return problem
    ? `${problem.instancePath || 'the value'} ${problem.message ?? 'does not fit'}`
    : 'the value does not fit';
}
