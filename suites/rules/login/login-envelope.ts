import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel, JsonSchema, Operation } from '../../../spec/model.ts';
import { finding, statusOf, succeeded } from '../../judging/findings.ts';
import { valuesAt } from '../../lab/pointer.ts';
import { parseJson } from '../../lab/read-answer.ts';
import type { Rule } from '../../rule.ts';

export const loginEnvelope: Rule = {
  id: 'login-envelope',
  title:
    'Answers of login and refresh carry the constants of their envelope, and a refusal never those of success',
  level: 'MUST',
  family: 'login',
  statements: ['RT-23'],
  sources: [],
  experiments: ['login-users', 'login-attempts', 'refresh-chain'],
  rationale:
    'Clients branch on the flag in the body; a refusal that says success: true logs in a client that has no token.',
  falsePositives: 'Only members that the response schema fixes with const are looked at.',
  applies: (model) =>
    model.operations.some((operation) => successConstants(operation).length > 0) ||
    'no login or refresh answer has a constant member',
  judge: (view) =>
    view
      .exchanges({ experiment: ['login-users', 'login-attempts', 'login-extra-fields', 'refresh-chain'] })
      .flatMap((exchange) => {
        const operation = view.operation(exchange);
        if (
          operation === undefined ||
          exchange.request.method !== operation.method ||
          statusOf(exchange) === 0
        )
          return [];
        const success = successConstants(operation);
        if (success.length === 0) return [];
        const declared = operation.responses.get(statusOf(exchange));
        const body = parseJson(exchange.response?.body ?? '');
        const wrong = constantsOf(declared?.schema ?? {}).filter(
          ([at, value]) => valuesAt(body, at)[0] !== value,
        );
        const posing =
          !succeeded(exchange) && success.every(([at, value]) => valuesAt(body, at)[0] === value);
        return [
          finding(wrong.length === 0 && !posing, {
            case: `${exchange.step} ${exchange.case} (${view.placeOf(exchange)})`,
            expected: succeeded(exchange) ? `${describe(success)}` : `not ${describe(success)}`,
            observed: posing
              ? `status ${statusOf(exchange)}, but the body says ${describe(success)}`
              : wrong.length === 0
                ? 'as the schema says'
                : `${wrong.map(([at]) => at).join(', ')} differs`,
            evidence: [exchange.seq],
            grounds: grounds(view.model, operation),
          }),
        ];
      }),
};

function grounds(model: AuthModel, operation: Operation) {
  return groundsOf(model, operation.responses.get(operation.success) ?? operation);
}

type Constant = readonly [at: string, value: unknown];

function successConstants(operation: Operation): readonly Constant[] {
  const signsIn = operation.verb === 'login' || operation.verb === 'refresh';
  return signsIn ? constantsOf(operation.responses.get(operation.success)?.schema ?? {}) : [];
}

/** Required members at the top that can have one value only. */
function constantsOf(schema: JsonSchema): readonly Constant[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const properties = schema['properties'];
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties).flatMap(([name, property]): readonly Constant[] => {
    const fixed = typeof property === 'object' && property !== null && 'const' in property;
    return fixed && required.includes(name) && typeof property.const !== 'object'
      ? [[`/${name}`, property.const]]
      : [];
  });
}

function describe(constants: readonly Constant[]): string {
  return constants.map(([at, value]) => `${at.slice(1)}: ${JSON.stringify(value)}`).join(', ');
}
