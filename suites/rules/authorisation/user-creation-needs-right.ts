import { denial, succeeded } from '../../judging/findings.ts';
import { groundsOfCell, hasMatrix, refusalStatuses } from '../../judging/sweep.ts';
import { sweptOperations, sweptSchemes } from '../../predict/matrix-cells.ts';
import type { Rule } from '../../rule.ts';

export const userCreationNeedsRight: Rule = {
  id: 'user-creation-needs-right',
  title: 'Only those with the right make people',
  level: 'MUST',
  family: 'authorisation',
  statements: ['UA-11', 'UA-19', 'BZ-31'],
  sources: ['OWASP API5:2023', 'OWASP ASVS 8.2.1'],
  experiments: ['matrix-sweep'],
  rationale: 'Who can make a person can give it any role, and so any right.',
  falsePositives: 'Counts only where the same request by somebody with the right succeeded.',
  applies: (model) => {
    const matrix = hasMatrix(model);
    if (matrix !== true) return matrix;
    return (
      sweptSchemes(model).some((scheme) =>
        sweptOperations(model, scheme).some(
          ({ verb, objectKind }) => verb === 'create' && objectKind === 'user',
        ),
      ) || 'no operation that needs a right makes people'
    );
  },
  judge: (view) => {
    const creating = view
      .exchanges({ experiment: 'matrix-sweep', step: ['denied', 'allowed'] })
      .filter((exchange) => {
        const operation = view.operation(exchange);
        return operation?.verb === 'create' && operation.objectKind === 'user';
      });
    return creating.flatMap((exchange) => {
      const operation = view.operation(exchange);
      if (operation === undefined || exchange.step === 'allowed') return [];
      return [
        denial(view, exchange, {
          statuses: refusalStatuses,
          expected: 'refused',
          grounds: groundsOfCell(view, exchange, operation),
          also: () => (succeeded(exchange) ? 'made' : undefined),
        }),
      ];
    });
  },
};
