import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { entryOf } from '../../judging/entries.ts';
import { answeredFinding, statusText } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import { peopleWhoMay } from '../../predict/managers.ts';
import type { Rule } from '../../rule.ts';

export const listShowsWholeTenant: Rule = {
  id: 'list-shows-whole-tenant',
  title: 'A list shows the credentials of the tenant, whoever made them',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-36', 'CD-22'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'A manager who does not see what a colleague made cannot revoke it.',
  falsePositives: 'Only where the list is of the tenant, and where another fixture user may read it.',
  applies: (model) => someOrReason(colleagueLists(model), 'no list of the tenant can be read by two people'),
  judge: (view) =>
    view.exchanges({ experiment: 'issue-and-list', step: 'list-colleague' }).flatMap((exchange) => {
      const operation = view.operation(exchange);
      if (operation === undefined || !ofTenant(operation)) return [];
      const made = issueRounds(view).find(({ issuer }) => issuer.key === exchange.case)?.made ?? [];
      const hidden = made.filter(({ id }) => entryOf(operation, exchange, id) === undefined);
      return [
        answeredFinding(exchange, hidden.length === 0, {
          case: `${exchange.case}, ${operation.key}`,
          expected: 'what a colleague issued',
          observed:
            hidden.length === 0
              ? `all ${made.length} shown`
              : `${hidden.length} of ${made.length} not shown (${statusText(exchange)})`,
          evidence: [exchange.seq],
          grounds: citationsOf(operation),
        }),
      ];
    }),
};

function colleagueLists(model: AuthModel): readonly Operation[] {
  return issuedKinds(model)
    .flatMap(({ name }) => credentialOperations(model, 'list', name))
    .filter(
      (operation) =>
        ofTenant(operation) && peopleWhoMay(model, operation, model.fixtures.tenants[0]).length > 1,
    );
}

function ofTenant({ relation }: Operation): boolean {
  return Object.values(relation).some((terms) => terms.includes('tenant'));
}
