import { tenantIsolation } from '../../experiments/tenant-isolation.ts';
import { denial, succeeded } from '../../judging/findings.ts';
import { hidden } from '../../judging/tenants.ts';
import { isolated, namesThing } from '../../predict/isolated.ts';
import type { Rule } from '../../rule.ts';

export const foreignBeforeValidation: Rule = {
  id: 'foreign-before-validation',
  title: 'A bad body for a foreign record is answered as any foreign record',
  level: 'SHOULD',
  family: 'tenancy',
  statements: ['RG-44'],
  sources: ['OWASP API1:2023', 'CWE-204'],
  experiments: ['tenant-isolation'],
  rationale:
    'If the body is validated first, a 422 tells that nothing else was in the way, and hides a missing check in tests.',
  falsePositives:
    'The body is well-formed JSON ([]), so that a parser that runs first has no ground to refuse it.',
  applies: (model) => {
    const tenants = tenantIsolation.applies(model);
    return tenants !== true
      ? tenants
      : isolated(model).some((operation) => operation.body !== undefined && namesThing(operation)) ||
          'no operation changes a record by its id';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'tenant-isolation', step: 'foreign-bad-body' }).flatMap((probe) => {
      const [plain] = view.exchanges({ experiment: 'tenant-isolation', step: 'foreign', case: probe.case });
      if (succeeded(plain)) return [];
      const status = view.operation(probe)?.refusals.get('foreign-record')?.status ?? 404;
      return [
        denial(view, probe, {
          statuses: [...new Set([status, ...hidden])],
          case: `${probe.case} with a bad body`,
        }),
      ];
    }),
};
