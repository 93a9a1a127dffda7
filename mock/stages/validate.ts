import { parseBody } from '../body.ts';
import { type Call, type Refused, refuse } from '../call.ts';
import type { ParameterCheck } from '../plan/operation.ts';

/** Are parameters and body what the document says? Told only to those who may call (semantics 1.6, stage 8). */
export function validate(call: Call): Refused | undefined {
  const { operation } = call;
  if (!operation) return undefined;
  for (const parameter of operation.checkParameters) {
    const problem = checkParameter(call, parameter);
    if (problem !== undefined)
      return refuse('invalid-request', `${parameter.in} ${parameter.name}: ${problem}`);
  }
  const { body: declared } = operation.operation;
  if (!declared || !operation.checkBody) return undefined;
  const body = parseBody(call);
  if (body.form === 'unsupported') return refuse('unsupported-media-type', body.reason);
  if (body.form === 'broken') return refuse('malformed-body', body.reason);
  if (body.form === 'none')
    return declared.required ? refuse('invalid-request', 'a body is required') : undefined;
  const problem = operation.checkBody(body.value);
  return problem === undefined ? undefined : refuse('invalid-request', problem);
}

function checkParameter(call: Call, parameter: ParameterCheck): string | undefined {
  const text = parameterText(call, parameter);
  if (text === undefined) return parameter.required ? 'is required' : undefined;
  if (parameter.type === 'array' || parameter.type === 'object') return undefined;
  const isNumeric = parameter.type === 'integer' || parameter.type === 'number';
  if (isNumeric) return parameter.check(text.trim() === '' ? text : Number(text));
  if (parameter.type === 'boolean')
    return parameter.check(text === 'true' ? true : text === 'false' ? false : text);
  return parameter.check(text);
}

function parameterText(call: Call, { in: site, name }: ParameterCheck): string | undefined {
  if (site === 'query') return call.request.query().get(name) ?? undefined;
  if (site === 'cookie') return undefined;
  const value = call.request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(', ') : value;
}
