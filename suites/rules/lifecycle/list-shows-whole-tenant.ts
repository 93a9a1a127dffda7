import { citationsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { finding } from '../../judging/findings.ts';
import { issueRounds } from '../../judging/issue-rounds.ts';
import { sightingOf } from '../../judging/lists.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import { peopleWhoMay } from '../../predict/managers.ts';
import type { Finding, Rule } from '../../rule.ts';

export const listShowsWholeTenant: Rule = {
  id: 'list-shows-whole-tenant',
  title: 'A list shows the credentials of the tenant, whoever made them',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-36', 'CD-22'],
  sources: [],
  experiments: ['issue-and-list'],
  rationale: 'A manager who does not see what a colleague made cannot revoke it.',
  falsePositives:
    'Only where the list is of the tenant, and where another fixture user may read it. One that was refused, or may be the first of several pages, hides nothing.',
  applies: (model) => someOrReason(colleagueLists(model), 'no list of the tenant can be read by two people'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'issue-and-list', step: 'list-colleague' })
      .flatMap((exchange): readonly Finding[] => {
        const operation = view.operation(exchange);
        if (operation === undefined || !ofTenant(operation)) return [];
        const made = issueRounds(view).find(({ issuer }) => issuer.key === exchange.case)?.made ?? [];
        const { shown, missing, unclear } = sightingOf(operation, exchange, made);
        const base = {
          case: `${exchange.case}, ${operation.key}`,
          expected: 'what a colleague issued',
          observed:
            missing.length === 0
              ? `${shown.length} of ${made.length} shown`
              : `${missing.length} of ${made.length} not shown`,
          evidence: [exchange.seq],
          grounds: citationsOf(operation),
        };
        return unclear !== undefined && shown.length === 0
          ? [{ ...base, verdict: 'untestable', observed: unclear }]
          : [finding(missing.length === 0, base)];
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
