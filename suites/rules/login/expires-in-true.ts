import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { Place } from '../../../spec/model.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { valuesAt } from '../../lab/pointer.ts';
import { parseJson } from '../../lab/read-answer.ts';
import type { Finding, Rule } from '../../rule.ts';
import { claimsBy } from './identity.ts';

const making = ['login', 'refresh', 'issue', 'rotate'];

export const expiresInTrue: Rule = {
  id: 'expires-in-true',
  title:
    'The lifetime that an answer announces is the documented one, in the documented unit, and that of the token',
  level: 'MUST',
  family: 'login',
  statements: ['RT-26'],
  sources: ['RFC 6749 §5.1'],
  experiments: [],
  rationale:
    'Clients schedule their refresh by it: too long and calls fail, milliseconds and they never refresh.',
  falsePositives:
    'A second of difference is rounding. Kinds whose lifetime each credential chooses are compared with the token alone.',
  applies: (model) =>
    model.operations.some(
      (operation) =>
        making.includes(operation.verb) && operation.responses.get(operation.success)?.places.some(announces),
    ) || 'no answer announces a lifetime',
  judge: (view) =>
    view.exchangeList.filter(succeeded).flatMap((exchange) => {
      const operation = view.operation(exchange);
      if (operation === undefined || !making.includes(operation.verb)) return [];
      const places = operation.responses.get(exchange.response?.status ?? 0)?.places.filter(announces) ?? [];
      return places.flatMap((place) => judgePlace(view, exchange, place, operation.key));
    }),
};

function announces({ attribute, in: site }: Place): boolean {
  return site === 'body' && attribute.endsWith('.expiresIn');
}

function judgePlace(view: View, exchange: Exchange, place: Place, key: string): readonly Finding[] {
  const kind = place.attribute.slice(0, -'.expiresIn'.length);
  const value = valuesAt(parseJson(exchange.response?.body ?? ''), place.at)[0];
  if (value === undefined && !place.required) return [];
  const perSecond = place.schema['format'] === 'milliseconds' ? 1000 : 1;
  const lifetime = view.model.credentials.get(kind)?.lifetime;
  const documented =
    lifetime === undefined || typeof lifetime === 'string' ? undefined : lifetime.afterSeconds * perSecond;
  const claims = claimsBy(view, exchange, kind);
  const [issuedAt, expiresAt] = [claims?.['iat'], claims?.['exp']];
  const lived =
    typeof issuedAt === 'number' && typeof expiresAt === 'number'
      ? (expiresAt - issuedAt) * perSecond
      : undefined;
  const expectations = [documented, lived].filter((one) => one !== undefined);
  if (expectations.length === 0) return [];
  const holds =
    typeof value === 'number' &&
    Number.isInteger(value) &&
    expectations.every((one) => Math.abs(one - value) <= perSecond);
  return [
    finding(holds, {
      case: `${key} (${view.placeOf(exchange)})`,
      expected: `an integer: ${expectations.join(' and ')} ${perSecond === 1 ? 'seconds' : 'milliseconds'}`,
      observed: JSON.stringify(value) ?? 'absent',
      evidence: [exchange.seq],
      grounds: groundsOf(view.model, place),
    }),
  ];
}
