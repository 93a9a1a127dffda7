import { groundsOf } from '../../../spec/facts.ts';
import { tenantParity } from '../../experiments/tenant-parity.ts';
import { acceptance } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';

export const freeTenantSameEndpoints: Rule = {
  id: 'free-tenant-same-endpoints',
  title: 'Every tenant has the same operations',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-10', 'BZ-11', 'BZ-12'],
  sources: [],
  experiments: ['tenant-parity'],
  rationale: 'A gate by plan or by a switch per account shows as a 402, 403 or 404 in one tenant only.',
  falsePositives: 'Asked by somebody of each tenant who has the right.',
  applies: (model) => tenantParity.applies(model),
  judge: (view) =>
    view
      .exchanges({ experiment: 'tenant-parity', step: 'in-tenant' })
      .map((probe) => acceptance(probe, { grounds: groundsOf(view.model, view.model.fixtures, 'tenants') })),
};
