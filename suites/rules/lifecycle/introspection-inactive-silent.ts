import { introspections } from '../../experiments/introspection.ts';
import { entriesOf, placesOf } from '../../judging/entries.ts';
import { finding, succeeded } from '../../judging/findings.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

export const introspectionInactiveSilent: Rule = {
  id: 'introspection-inactive-silent',
  title: 'Introspection tells of what does not work nothing but that',
  level: 'SHOULD',
  family: 'lifecycle',
  statements: [],
  sources: ['RFC 7662 §2.2', 'RFC 7662 §4'],
  experiments: ['introspection'],
  rationale: 'Owner and rights of an ended credential are of use only to who tries found ones.',
  falsePositives: 'Members that the document requires in every answer are let pass.',
  applies: (model) => someOrReason(introspections(model), 'no operation tells whether a value works'),
  judge: (view) =>
    view
      .exchanges({ experiment: 'introspection', step: ['read-revoked', 'read-expired', 'read-unknown'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined || !succeeded(probe)) return [];
        const [entry] = entriesOf(operation, probe);
        if (entry?.get('active') !== false) return [];
        const optional = placesOf(operation, operation.success, operation.object)
          .filter(({ required }) => !required)
          .map(({ attribute }) => attribute.slice(operation.object.length + 1));
        const told = optional.filter((attribute) => attribute !== 'active' && entry.has(attribute));
        return [
          finding(told.length === 0, {
            case: `${probe.step}: ${probe.case}`,
            expected: 'no more than that it is inactive',
            observed: told.length === 0 ? 'so' : `${told.join(', ')} shown`,
            evidence: [probe.seq],
          }),
        ];
      }),
};
