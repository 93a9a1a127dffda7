import type { Exchange } from '../../../spec/history.ts';
import { tenantIsolation } from '../../experiments/tenant-isolation.ts';
import { answeredFinding, statusOf, succeeded } from '../../judging/findings.ts';
import { parseJson } from '../../lab/read-answer.ts';
import { isolated, thingParameter } from '../../predict/isolated.ts';
import type { Finding, Rule } from '../../rule.ts';

export const http404HidingIsConsistent: Rule = {
  id: 'http-404-hiding-is-consistent',
  title: 'Where foreign objects are hidden, they look exactly like objects that do not exist',
  level: 'SHOULD',
  family: 'tenancy',
  statements: ['RG-34', 'BZ-17', 'BZ-37', 'UA-18'],
  sources: ['RFC 9110 §15.5.4', 'CWE-204'],
  experiments: ['tenant-isolation'],
  rationale: 'A difference between foreign and unknown tells strangers what exists.',
  falsePositives:
    'Only where the document answers both causes alike. Bodies are compared by shape, so that an id or a time in them does no harm.',
  applies: (model) => {
    const tenants = tenantIsolation.applies(model);
    if (tenants !== true) return tenants;
    const hides = isolated(model).some(
      (operation) =>
        thingParameter(operation) !== undefined &&
        operation.refusals.get('foreign-record')?.status === operation.refusals.get('unknown-record')?.status,
    );
    return hides || 'the document hides nothing, or names no record in a path';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'tenant-isolation', step: 'unknown' })
      .flatMap((unknown): readonly Finding[] => {
        const operation = view.operation(unknown);
        const foreign = view.exchanges({
          experiment: 'tenant-isolation',
          step: 'foreign',
          case: unknown.case,
        })[0];
        if (operation === undefined || foreign === undefined || succeeded(foreign)) return [];
        if (
          operation.refusals.get('foreign-record')?.status !==
          operation.refusals.get('unknown-record')?.status
        )
          return [];
        const looks = [foreign, unknown].map(lookOf);
        return [
          answeredFinding([foreign, unknown], looks[0] === looks[1], {
            case: unknown.case,
            expected: `foreign as unknown: ${looks[1]}`,
            observed: looks[0] ?? '',
            evidence: [foreign.seq, unknown.seq],
          }),
        ];
      }),
};

/** Status and shape of an answer: its members, their types and the texts without ids and digits. */
function lookOf(exchange: Exchange): string {
  return `${statusOf(exchange)} ${shapeOf(parseJson(exchange.response?.body ?? ''))}`;
}

function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  return `{${Object.entries(value)
    .map(
      ([name, member]) =>
        `${name}: ${typeof member === 'string' && /code|type|title/i.test(name) ? member : shapeOf(member)}`,
    )
    .join(', ')}}`;
}
