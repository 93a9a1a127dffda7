import { groundsOf } from '../../../spec/facts.ts';
import { acceptance, finding, succeeded } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { hasRefresh } from '../../lab/refreshes.ts';
import type { Finding, Rule } from '../../rule.ts';
import { claimsBy, issuedBy, sameIdentity } from './identity.ts';

export const refreshWorks: Rule = {
  id: 'refresh-works',
  title: 'A refresh gives a working credential of the same user that lives longer than the old one',
  level: 'MUST',
  family: 'login',
  statements: ['RT-12', 'RT-32'],
  sources: ['RFC 6749 §6'],
  experiments: ['refresh-chain'],
  rationale:
    'A refresh that answers with the old token, a dead one or the old end of life only delays the next login.',
  falsePositives: 'A minute passes between login and refresh, so that a later end of life can show.',
  applies: hasRefresh,
  judge: (view) =>
    view.exchanges({ experiment: 'refresh-chain', step: 'refresh' }).flatMap((exchange) => {
      const operation = view.operation(exchange);
      const grounds = operation === undefined ? [] : groundsOf(view.model, operation);
      const used = view
        .exchanges({ experiment: 'refresh-chain', step: 'use-refreshed' })
        .filter((probe) => probe.case === exchange.case);
      return [
        acceptance(exchange, { grounds }),
        ...used.map((probe) =>
          acceptance(probe, { case: `${probe.case}: the new credential used`, grounds }),
        ),
        ...(succeeded(exchange) ? later(view, exchange, grounds) : []),
      ];
    }),
};

function later(
  view: View,
  exchange: Parameters<typeof acceptance>[0],
  grounds: NonNullable<Finding['grounds']>,
): readonly Finding[] {
  const operation = view.operation(exchange);
  if (operation === undefined) return [];
  const next = issuedBy(view, exchange, operation.object);
  const first = view
    .facts('issued', exchange.experiment)
    .find((fact) => fact.how === 'login' && fact.type === operation.object && fact.session === next?.session);
  const login = view.exchange(first?.by);
  if (next === undefined || first === undefined || login === undefined) return [];
  const evidence = [login.seq, exchange.seq];
  const differences = sameIdentity(view, operation, login, exchange);
  const [before, after] = [
    first.secret.jwt?.claims['exp'],
    claimsBy(view, exchange, operation.object)?.['exp'],
  ];
  return [
    finding(next.credential !== first.credential, {
      case: `${exchange.case}: a new secret`,
      expected: 'another secret than before',
      observed: next.credential === first.credential ? 'the same' : 'another',
      evidence,
      grounds,
    }),
    finding(differences.length === 0, {
      case: `${exchange.case}: same user`,
      expected: 'the same user with the same rights',
      observed: differences.length === 0 ? 'the same' : `differs in ${differences.join(', ')}`,
      evidence,
      grounds,
    }),
    ...(typeof before === 'number' && typeof after === 'number'
      ? [
          finding(after > before, {
            case: `${exchange.case}: later end`,
            expected: 'a later exp than before',
            observed: `${after - before} s later`,
            evidence,
            grounds,
          }),
        ]
      : []),
  ];
}
