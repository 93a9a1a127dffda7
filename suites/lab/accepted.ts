import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HistoryResponse } from '../../spec/history.ts';
import type { JsonSchema } from '../../spec/model.ts';
import { parseJson } from './read-answer.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * Is a 2xx answer a refusal by its body? Only where it is known what an accepted answer holds: then one that does not
 * hold it let nobody in.
 */
export function isRefusedInBody(
  accepted: JsonSchema | undefined,
  response: Pick<HistoryResponse, 'status' | 'body'> | undefined,
): boolean {
  if (accepted === undefined || response === undefined) return false;
  if (response.status < 200 || response.status > 299) return false;
  const validate = compiled.get(accepted) ?? ajv.compile(accepted);
  compiled.set(accepted, validate);
  return validate(parseJson(response.body)) !== true;
}
