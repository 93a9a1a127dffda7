import type { Exchange, IssuedFact } from '../../../spec/history.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { elementOf, entryOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { valuesAt } from '../../lab/pointer.ts';
import { parseJson } from '../../lab/read-answer.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

const experiment = 'credential-management';
const lasting = ['name', 'rights', 'owner', 'hint', 'issuedAt', 'expiresAt', 'enabled'];

export const credentialUpdateKeepsRest: Rule = {
  id: 'credential-update-keeps-rest',
  title: 'A change of a credential keeps what it does not name',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  sources: ['OpenAPI 3.1 §4.8.10'],
  experiments: [experiment],
  rationale: 'Who switches a key off must not lose its name, its end or the notes on it.',
  falsePositives:
    'Only what the call has no place for, seen in the same list right before and after; other members only if the client gave them, and not where PUT replaces them.',
  applies: (model) => someOrReason(judged(model), 'no list shows what a change of a credential leaves alone'),
  judge: (view) =>
    judged(view.model).flatMap((update) =>
      view
        .exchanges({ experiment, step: 'manage-allowed', operation: update.key })
        .filter((exchange) => exchange.case === update.key && succeeded(exchange))
        .flatMap((exchange) => judgeChange(view, update, exchange)),
    ),
};

function judged(model: AuthModel): readonly Operation[] {
  return issuedKinds(model)
    .flatMap(({ name }) => credentialOperations(model, 'update', name))
    .filter((update) => {
      const [list] = credentialOperations(model, 'list', update.object);
      const kept = left(update).map((attribute) => `${update.object}.${attribute}`);
      return list?.responses
        .get(list.success)
        ?.places.some(({ attribute, required }) => required && kept.includes(attribute));
    });
}

/** Lasting attributes that the call has no place for. */
function left({ object, request, set }: Operation): readonly string[] {
  const named = new Set([
    ...Object.keys(set),
    ...request
      .filter(({ readOnly, in: site }) => !readOnly && site !== 'path')
      .map(({ attribute }) => attribute.slice(object.length + 1)),
  ]);
  if (named.has('active')) named.add('enabled');
  if (named.has('expiresIn')) named.add('expiresAt');
  return lasting.filter((attribute) => !named.has(attribute));
}

function judgeChange(view: View, update: Operation, exchange: Exchange): readonly Finding[] {
  const named = namesIn(update, exchange);
  const target = view
    .facts('issued', experiment)
    .find(({ type, id }) => type === update.object && id !== undefined && named.includes(id));
  const [before] = view.exchanges({ experiment, step: 'list-unchanged', case: update.key });
  const [after] = view.exchanges({ experiment, step: 'list-changed', case: update.key });
  const list = before && view.operation(before);
  if (target?.id === undefined || !before || !after || !list) return [];
  const then = membersOf(list, before, target.id, update, given(view, target, update));
  const now = membersOf(list, after, target.id, update, given(view, target, update));
  const base = {
    case: update.key,
    expected: `${[...(then?.keys() ?? [])].join(', ')} as before`,
    evidence: [before.seq, exchange.seq, after.seq],
    grounds: [],
  };
  if (!then || !now || then.size === 0)
    return [{ ...base, verdict: 'untestable', observed: 'the list does not show both times what must stay' }];
  const lost = [...then].filter(([name, value]) => now.get(name) !== value).map(([name]) => name);
  return [
    finding(lost.length === 0, {
      ...base,
      observed: lost.length === 0 ? 'so' : `${lost.join(', ')} not as before`,
    }),
  ];
}

/** Ids that the request may name: what stands in its path, and where the document says that an id stands in its body. */
function namesIn({ object, request }: Operation, { request: sent }: Exchange): readonly unknown[] {
  const body = parseJson(sent.body ?? '');
  const inBody = request
    .filter((place) => place.in === 'body' && place.attribute === `${object}.id`)
    .flatMap((place) => valuesAt(body, place.at));
  return [...new URL(sent.url).pathname.split('/').map(decodeURIComponent), ...inBody];
}

/** Members without annotation that the client gave when the credential was issued, and does not name in the change. */
function given(view: View, target: IssuedFact & { readonly by?: number }, update: Operation) {
  const issue = view.exchange(target.by);
  const operation = issue && view.operation(issue);
  if (update.method === 'PUT' || !operation) return [];
  const bound = operation.request.map(({ at }) => at.split('/')[1]);
  const body: unknown = parseJson(issue.request.body ?? '');
  const changed: unknown = parseJson(
    view.exchanges({ experiment, step: 'manage-allowed', case: update.key })[0]?.request.body ?? '',
  );
  return keysOf(body).filter((name) => !bound.includes(name) && !keysOf(changed).includes(name));
}

function keysOf(body: unknown): readonly string[] {
  return typeof body === 'object' && body !== null ? Object.keys(body) : [];
}

/** What must stay, as text. */
function membersOf(
  list: Operation,
  exchange: Exchange,
  id: string,
  update: Operation,
  free: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const entry = entryOf(list, exchange, id);
  const element = elementOf(list, exchange, id);
  if (!entry || !element) return undefined;
  const attributes = left(update).filter((attribute) => entry.has(attribute));
  const shown = free.filter((name) => Object.hasOwn(element, name));
  return new Map([
    ...attributes.map((attribute) => [attribute, JSON.stringify(entry.get(attribute))] as const),
    ...shown.map((name) => [name, JSON.stringify(element[name])] as const),
  ]);
}
