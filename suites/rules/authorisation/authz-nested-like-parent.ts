import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { answeredFinding, succeeded } from '../../judging/findings.ts';
import { schemeOf } from '../../judging/sweep.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzNestedLikeParent: Rule = {
  id: 'authz-nested-like-parent',
  title: 'A nested collection is as open as its parent, to the same roles',
  level: 'MUST',
  family: 'authorisation',
  statements: ['RG-32', 'RG-34'],
  sources: ['OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale: 'Middleware on the parent that the sub-router lacks leaves the nested route open.',
  falsePositives: 'Only where the document grants both to the same roles.',
  applies: (model) => pairsOf(model).length > 0 || 'no nested collection has the same grants as its parent',
  judge: (view) =>
    pairsOf(view.model).flatMap(([parent, nested]): readonly Finding[] => {
      const tried = (operation: Operation) =>
        view.exchanges({ experiment: 'matrix-sweep', step: ['allowed', 'denied'], operation: operation.key });
      return tried(nested).flatMap((child): readonly Finding[] => {
        const twin = tried(parent).find(
          (candidate) =>
            candidate.detail['label'] === child.detail['label'] && schemeOf(candidate) === schemeOf(child),
        );
        if (twin === undefined) return [];
        const word = (works: boolean) => (works ? 'open' : 'closed');
        return [
          answeredFinding([twin, child], succeeded(twin) === succeeded(child), {
            case: child.case,
            expected: `as ${parent.key}: ${word(succeeded(twin))}`,
            observed: word(succeeded(child)),
            evidence: [twin.seq, child.seq],
            grounds: groundsOf(view.model, nested, 'cells'),
          }),
        ];
      });
    }),
};

/** Lists whose path continues an item of another list with the same grants. */
function pairsOf(model: AuthModel): readonly (readonly [Operation, Operation])[] {
  const lists = model.operations.filter(
    ({ verb, objectKind, method }) => verb === 'list' && objectKind === 'record' && method === 'GET',
  );
  return lists.flatMap((nested) =>
    lists
      .filter(
        (parent) =>
          nested.path.startsWith(`${parent.path}/{`) &&
          grants(parent) === grants(nested) &&
          parent.security.some((requirement) => [...requirement.values()].flat().length > 0),
      )
      .map((parent) => [parent, nested] as const),
  );
}

function grants({ security }: Operation): string {
  return JSON.stringify(security.map((requirement) => [...requirement]));
}
