import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { HistoryRequest, HistoryResponse } from '../../spec/history.ts';
import type { JsonSchema } from '../../spec/model.ts';
import { parseJson } from './read-answer.ts';

interface AnsweredExchange {
  readonly request: Pick<HistoryRequest, 'method'>;
  readonly response?: Pick<HistoryResponse, 'status' | 'body'>;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * Is a 2xx answer a refusal by its body? Only where it is known what an accepted answer holds: then one that does not
 * hold it let nobody in. An answer to HEAD has no body that could tell.
 */
export function isRefusedInBody(
  accepted: JsonSchema | undefined,
  { request, response }: AnsweredExchange,
): boolean {
  if (accepted === undefined || response === undefined || request.method === 'HEAD') return false;
  if (response.status < 200 || response.status > 299) return false;
  const validate = compiled.get(accepted) ?? ajv.compile(accepted);
  compiled.set(accepted, validate);
  return validate(parseJson(response.body)) !== true;
}
