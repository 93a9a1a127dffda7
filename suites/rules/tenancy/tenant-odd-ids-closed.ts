import { tenantIsolation } from '../../experiments/tenant-isolation.ts';
import { finding, statusOf, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { isolated, thingParameter } from '../../predict/isolated.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantOddIdsClosed: Rule = {
  id: 'tenant-odd-ids-closed',
  title: 'Ids that are none open nothing and break nothing',
  level: 'MUST',
  family: 'tenancy',
  statements: ['RG-34'],
  sources: ['OWASP API1:2023', 'CWE-22'],
  experiments: ['tenant-isolation'],
  rationale: 'A guard that compares paths as text and a router that decodes them later disagree on such ids.',
  falsePositives: 'Any refusal will do.',
  applies: (model) => {
    const tenants = tenantIsolation.applies(model);
    return tenants !== true
      ? tenants
      : isolated(model).some(
          (operation) => operation.method === 'GET' && thingParameter(operation) !== undefined,
        ) || 'no operation reads by an id in its path';
  },
  judge: (view) =>
    view.exchanges({ experiment: 'tenant-isolation', step: 'odd-id' }).map((probe): Finding => {
      const base = {
        case: probe.case,
        expected: 'refused (4xx)',
        observed: statusText(probe),
        evidence: [...(probe.control === undefined ? [] : [probe.control]), probe.seq],
      };
      if (!succeeded(view.controlOf(probe)))
        return { ...base, verdict: 'untestable', observed: 'the same call on an own record did not succeed' };
      const silence = unanswered(probe);
      if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
      return finding(statusOf(probe) >= 400 && statusOf(probe) < 500, base);
    }),
};
