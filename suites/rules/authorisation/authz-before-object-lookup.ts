import { denial } from '../../judging/findings.ts';
import { hasMatrix, plainIsRefused } from '../../judging/sweep.ts';
import { sweptOperations, sweptSchemes } from '../../predict/matrix-cells.ts';
import type { Rule } from '../../rule.ts';

export const authzBeforeObjectLookup: Rule = {
  id: 'authz-before-object-lookup',
  title: 'A caller without the right is refused alike whether the object exists or not',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-20'],
  sources: ['OWASP API1:2023', 'OWASP API5:2023', 'CWE-204'],
  experiments: ['matrix-sweep'],
  rationale: 'A 403 for what exists and a 404 for what does not tells strangers what exists.',
  falsePositives:
    'Compared with the refusal of the same operation on an object that exists, by whomever it was refused; a uniform 404 is fine.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    if (matrix !== true) return matrix;
    const onItems = sweptSchemes(model).some((scheme) =>
      sweptOperations(model, scheme).some(({ path }) => path.endsWith('}') || path.includes('}/')),
    );
    return onItems || 'no operation of the matrix names an object';
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'matrix-sweep', step: 'denied-unknown-object' })
      .filter((probe) => plainIsRefused(view, probe))
      .map((probe) => {
        const sibling = view.exchanges({ experiment: 'matrix-sweep', step: 'denied', case: probe.case })[0];
        const status =
          sibling?.response?.status ?? view.operation(probe)?.refusals.get('no-right')?.status ?? 403;
        return denial(view, probe, {
          statuses: [status],
          expected: `refused with ${status}, as where the object exists`,
          case: `${probe.case} on an unknown object`,
        });
      }),
};
