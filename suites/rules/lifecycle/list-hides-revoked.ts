import { citationsOf } from '../../../spec/facts.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusText } from '../../judging/findings.ts';
import { credentialOperations, revocableKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const listHidesRevoked: Rule = {
  id: 'list-hides-revoked',
  title: 'Lists do not show revoked credentials',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-36', 'CD-11'],
  sources: [],
  experiments: ['revoke-and-watch'],
  rationale: 'Who sees it listed believes that it is alive, or that the revocation failed.',
  falsePositives:
    'The list must show the sibling, so that an empty answer proves nothing; an entry that is marked as disabled is fine.',
  applies: (model) =>
    someOrReason(
      revocableKinds(model).flatMap(({ name }) => credentialOperations(model, 'list', name)),
      'no list shows revocable credentials',
    ),
  judge: (view) =>
    view
      .exchanges({ experiment: 'revoke-and-watch', step: 'list-revoked' })
      .flatMap((exchange): readonly Finding[] => {
        const operation = view.operation(exchange);
        if (operation === undefined) return [];
        const entries = entriesOf(operation, exchange);
        const ended = new Set(
          view
            .facts('ended', 'revoke-and-watch')
            .filter(({ seq }) => seq < exchange.seq)
            .map(({ credential }) => credential),
        );
        const facts = view
          .facts('issued', 'revoke-and-watch')
          .filter((fact) => fact.type === operation.object && fact.id !== undefined);
        const shown = (dead: boolean) =>
          facts.filter(
            (fact) =>
              ended.has(fact.credential) === dead &&
              entries.some(
                (entry) =>
                  entry.get('id') === fact.id &&
                  entry.get('enabled') !== false &&
                  entry.get('active') !== false,
              ),
          );
        const parts = {
          case: `${exchange.case}, ${operation.key}`,
          expected: 'only credentials that are alive',
          evidence: [exchange.seq],
          grounds: citationsOf(operation),
        };
        if (shown(false).length === 0)
          return [
            {
              ...parts,
              verdict: 'untestable',
              observed: `the list (${statusText(exchange)}) shows none of those that are alive`,
            },
          ];
        return [
          finding(shown(true).length === 0, {
            ...parts,
            observed: `${shown(true).length} revoked and ${shown(false).length} living ones shown`,
          }),
        ];
      }),
};
