import { denial } from '../../judging/findings.ts';
import { hasMatrix, plainIsRefused } from '../../judging/sweep.ts';
import { sweptOperations, sweptSchemes } from '../../predict/matrix-cells.ts';
import type { Rule } from '../../rule.ts';

export const httpAuthzBeforeValidation: Rule = {
  id: 'http-authz-before-validation',
  title: 'A bad body of a caller without the right is not even looked at',
  level: 'SHOULD',
  family: 'authorisation',
  statements: ['RG-20', 'RT-45'],
  sources: ['OWASP ASVS 8.2.1', 'OWASP API5:2023'],
  experiments: ['matrix-sweep'],
  rationale:
    'If validation comes first, it tells the schema to those who may not call, and hides missing guards in tests with sloppy bodies.',
  falsePositives:
    'The bodies are well-formed ({} and []), so that a parser that runs before the guard has no ground to refuse them.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    if (matrix !== true) return matrix;
    return (
      sweptSchemes(model).some((scheme) =>
        sweptOperations(model, scheme).some(({ body }) => body !== undefined),
      ) || 'no operation of the matrix takes a body'
    );
  },
  judge: (view) =>
    view
      .exchanges({ experiment: 'matrix-sweep', step: 'denied-bad-body' })
      .filter((probe) => plainIsRefused(view, probe))
      .flatMap((probe) => {
        const refusal = view.operation(probe)?.refusals.get('no-right');
        return refusal === undefined
          ? []
          : [
              denial(view, probe, {
                statuses: [...new Set([refusal.status, 401, 403, 404])],
                case: `${probe.case} with ${probe.request.body ?? 'no body'}`,
              }),
            ];
      }),
};
