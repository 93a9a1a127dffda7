import type { Exchange, IssuedFact } from '../../spec/history.ts';
import type { Operation } from '../../spec/model.ts';
import { succeeded } from './findings.ts';
import type { View } from './view.ts';

/** What one issuing operation made in the experiment that issues and lists, and the lists that were read then. */
export interface IssueRound {
  readonly issuer: Operation;
  readonly made: readonly (IssuedFact & { readonly by?: number })[];
  readonly lists: readonly { readonly operation: Operation; readonly exchange: Exchange }[];
  /** Lists that were asked for and not answered with 2xx. */
  readonly unread: readonly { readonly operation: Operation; readonly exchange: Exchange }[];
}

export function issueRounds(view: View): readonly IssueRound[] {
  const experiment = 'issue-and-list';
  return view.model.operations
    .filter(({ verb, objectKind }) => verb === 'issue' && objectKind === 'credential')
    .flatMap((issuer) => {
      const asked = view
        .exchanges({ experiment, step: ['list', 'list-later'], case: issuer.key })
        .flatMap((exchange) => {
          const operation = view.operation(exchange);
          return operation === undefined ? [] : [{ operation, exchange }];
        });
      const lists = asked.filter(({ exchange }) => succeeded(exchange));
      const unread = asked.filter(({ exchange }) => !succeeded(exchange));
      const used = view
        .exchanges({ experiment, step: 'use-new' })
        .filter(({ detail }) => detail['issuer'] === issuer.key);
      const aliases = new Set(used.flatMap(({ presented }) => presented.map(({ credential }) => credential)));
      const made = view
        .facts('issued', experiment)
        .filter((fact) => fact.how === 'issue' && aliases.has(fact.credential));
      return made.length === 0 ? [] : [{ issuer, made, lists, unread }];
    });
}
