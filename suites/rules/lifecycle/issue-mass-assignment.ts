import { planted } from '../../experiments/planted.ts';
import { entriesOf } from '../../judging/entries.ts';
import { finding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { instantOf } from '../../judging/instants.ts';
import { credentialOperations, issuedKinds, someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const issueMassAssignment: Rule = {
  id: 'issue-mass-assignment',
  title: 'The caller cannot choose what the server must choose: id, secret, dates, tenant',
  level: 'MUST',
  family: 'lifecycle',
  statements: ['RG-14', 'CD-30'],
  sources: ['OWASP API3:2023', 'RFC 6749 §10.10'],
  experiments: ['issue-mass-assignment'],
  rationale:
    "A secret or id chosen by the caller can be known to others; a tenant chosen by the caller is somebody else's.",
  falsePositives: 'Refusing the additional members is as good as ignoring them.',
  applies: (model) =>
    someOrReason(
      issuedKinds(model)
        .flatMap(({ name }) => credentialOperations(model, 'issue', name))
        .filter(({ body }) => body?.mediaType.includes('json') === true),
      'no issuing request has a JSON body',
    ),
  judge: (view) =>
    view.exchanges({ experiment: 'issue-mass-assignment', step: 'issue-extra' }).flatMap((probe) => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      const parts = {
        case: probe.case,
        expected: 'additional members ignored or refused',
        evidence: [probe.seq],
      };
      if (!succeeded(probe))
        return [
          finding([400, 422, operation.refusals.get('invalid-request')?.status].includes(statusOf(probe)), {
            ...parts,
            observed: `answered ${statusText(probe)}`,
          }),
        ];
      const lists = view.exchanges({
        experiment: 'issue-mass-assignment',
        step: ['list-planted', 'list-planted-tenant'],
        case: probe.case,
      });
      const shown = [probe, ...lists].flatMap((exchange) => {
        const by = view.operation(exchange);
        return by === undefined ? [] : entriesOf(by, exchange, operation.object);
      });
      const taken = shown.flatMap((entry) =>
        [
          entry.get('id') === planted.id ? 'id' : [],
          ['issuedAt', 'lastUsedAt'].filter(
            (name) => instantOf(entry.get(name)) === Date.parse(planted.instant),
          ),
        ].flat(),
      );
      const made = view.facts('issued', 'issue-mass-assignment').find(({ by }) => by === probe.seq);
      const inTenant = view
        .exchanges({ experiment: 'issue-mass-assignment', step: 'list-planted-tenant', case: probe.case })
        .some(
          (exchange) =>
            exchange.operation !== undefined &&
            made?.id !== undefined &&
            (exchange.response?.body.includes(made.id) ?? false),
        );
      const secret = view
        .exchanges({ experiment: 'issue-mass-assignment', step: 'use-planted', case: probe.case })
        .some(succeeded);
      const wrong = [...new Set([...taken, ...(inTenant ? ['tenant'] : []), ...(secret ? ['secret'] : [])])];
      return [
        finding(wrong.length === 0, {
          ...parts,
          observed: wrong.length === 0 ? 'ignored' : `taken over: ${wrong.join(', ')}`,
          evidence: [probe.seq, ...lists.map(({ seq }) => seq)],
        }),
      ];
    }),
};
