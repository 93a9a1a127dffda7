import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonSchema } from '../../spec/model.ts';

/** Says why a value does not fit, or undefined if it does. Never quotes the value. */
export type Check = (value: unknown) => string | undefined;

/** Compiles schemas once, at start. Formats of the vocabulary (`http-date`, `milliseconds` …) are annotations here. */
export class Validators {
  readonly #ajv = new Ajv2020({ strict: false, strictNumbers: true, logger: false, validateFormats: true });
  readonly #known = new WeakMap<JsonSchema, Check>();

  constructor() {
    addFormats.default(this.#ajv);
  }

  for(schema: JsonSchema): Check {
    const known = this.#known.get(schema);
    if (known) return known;
    const validate = this.#ajv.compile(schema);
    const check: Check = (value) => (validate(value) ? undefined : firstProblem(validate));
    this.#known.set(schema, check);
    return check;
  }
}

function firstProblem(validate: ValidateFunction): string {
  const [problem] = validate.errors ?? [];
  return problem
    ? `${problem.instancePath || 'the value'} ${problem.message ?? 'does not fit'}`
    : 'the value does not fit';
}
