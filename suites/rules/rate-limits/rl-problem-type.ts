import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import type { AuthModel, Citation } from '../../../spec/model.ts';
import { ietfFieldsOf } from '../../judging/ietf-limit-fields.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import { parseJson } from '../../lab/read-answer.ts';
import type { Rule } from '../../rule.ts';
import { headerOf } from '../../wire/message.ts';
import { consulted } from './limit-facts.ts';

const types = /#(?:quota-exceeded|temporary-reduced-capacity|abnormal-usage-detected)$/;
/** The one type that is about a limit that is reached; the others say nothing of what is left. */
const quotaExceeded = /#quota-exceeded$/;
const member = 'violated-policies';

export const rlProblemType: Rule = {
  id: 'rl-problem-type',
  title: 'A problem of the RateLimit draft names the policies that are violated, and such as exist',
  level: 'MAY',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft §4', 'RFC 9457 §3.1'],
  experiments: [],
  rationale: 'A client that is under three limits waits for the wrong one if it is told the wrong name.',
  falsePositives:
    'The problem types are optional: only answers that use one are looked at. The member is demanded, and must name limits of which nothing is left, for quota-exceeded where the document has a place for it: reduced capacity and abnormal usage may be told with quota left. Without RateLimit fields the names are compared with the tiers of the document.',
  applies: (model) => problemsOfLimits(model) || 'no answer to a reached limit is problem+json',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, `${member} is a list of policy names that are advertised`, (exchange) => {
        const problem = problemOf(exchange);
        if (problem === undefined || !types.test(String(problem['type']))) return undefined;
        const isQuota = quotaExceeded.test(String(problem['type']));
        const wrong = wrongIn(view, exchange, problem[member], isQuota);
        return wrong === undefined || { wrong, grounds: groundsFor(view, exchange) };
      }),
      `${member} in problems of reached limits`,
    ),
};

function problemsOfLimits(model: AuthModel): boolean {
  return model.operations.some(
    ({ refusals }) => refusals.get('rate-limit')?.mediaType === 'application/problem+json',
  );
}

function problemOf(exchange: Exchange): Record<string, unknown> | undefined {
  const { response } = exchange;
  if (
    response === undefined ||
    !/^application\/problem\+json/i.test(headerOf(response.headers, 'content-type') ?? '')
  )
    return undefined;
  const body = parseJson(response.body);
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? Object.fromEntries(Object.entries(body))
    : undefined;
}

function wrongIn(view: View, exchange: Exchange, names: unknown, isQuota: boolean): string | undefined {
  if (names === undefined)
    return isQuota && placeOf(view, exchange) !== undefined ? `no ${member}` : undefined;
  if (!Array.isArray(names) || !names.every((name): name is string => typeof name === 'string'))
    return `${member} is ${JSON.stringify(names)}`;
  if (names.length === 0) return isQuota ? `${member} is empty` : undefined;
  const items = ietfFieldsOf(view.operation(exchange), exchange).flatMap((field) => field.items);
  const told = items.filter(({ name }) => name !== undefined);
  const known =
    told.length > 0
      ? told.map(({ name }) => name)
      : (consulted(view, exchange) ?? view.model.tiers).map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    return `"${unknown}" is no advertised policy (${[...new Set(known)].join(', ')})`;
  if (!isQuota) return undefined;
  const open = told.find(({ name, remaining }) => names.includes(name ?? '') && (remaining ?? 0) > 0);
  return open === undefined ? undefined : `"${open.name}" has ${open.remaining} left`;
}

function placeOf(view: View, exchange: Exchange) {
  return view
    .operation(exchange)
    ?.responses.get(exchange.response?.status ?? 0)
    ?.places.find(({ in: site, attribute }) => site === 'body' && attribute === 'tier.name');
}

function groundsFor(view: View, exchange: Exchange): readonly Citation[] {
  const place = placeOf(view, exchange);
  return place === undefined ? [] : groundsOf(view.model, place);
}
