import { citationsOf } from '../../../spec/facts.ts';
import { entriesOf } from '../../judging/entries.ts';
import { statusText } from '../../judging/findings.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const listScoped: Rule = {
  id: 'list-scoped',
  title: 'A list shows no credential of another tenant',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-36', 'CD-22'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.4.1'],
  experiments: ['issue-and-list'],
  rationale: 'Names and dates of credentials are data of their tenant.',
  falsePositives:
    'The list of the other tenant must hold its own credential, so that an empty answer proves nothing.',
  applies: (model) =>
    model.fixtures.tenants.length < 2
      ? 'there is only one tenant'
      : someOrReason(
          issuedKinds(model).flatMap(({ name }) => credentialOperations(model, 'list', name)),
          'no operation lists credentials',
        ),
  judge: (view) =>
    view
      .exchanges({ experiment: 'issue-and-list', step: 'list-foreign' })
      .flatMap((exchange): readonly Finding[] => {
        const operation = view.operation(exchange);
        if (operation === undefined) return [];
        const shown = entriesOf(operation, exchange).map((entry) => entry.get('id'));
        const facts = view
          .facts('issued', 'issue-and-list')
          .filter((fact) => fact.type === operation.object && fact.id !== undefined);
        const own = facts.filter(
          ({ tenant, id }) => tenant === exchange.detail['tenant'] && shown.includes(id),
        );
        const foreign = facts.filter(
          ({ tenant, id }) => tenant !== exchange.detail['tenant'] && shown.includes(id),
        );
        const parts = {
          case: `${exchange.case}, ${operation.key}`,
          expected: 'only credentials of the tenant',
          evidence: [exchange.seq],
          grounds: citationsOf(operation),
        };
        if (foreign.length > 0)
          return [{ ...parts, verdict: 'violated', observed: `${foreign.length} of another tenant` }];
        if (own.length === 0)
          return [
            {
              ...parts,
              verdict: 'untestable',
              observed: `the list (${statusText(exchange)}) does not show the tenant's own credential either`,
            },
          ];
        return [{ ...parts, verdict: 'holds', observed: `${shown.length} shown, none of them foreign` }];
      }),
};
