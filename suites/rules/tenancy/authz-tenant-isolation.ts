import { groundsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { tenantIsolation } from '../../experiments/tenant-isolation.ts';
import { denial, finding, statusText, succeeded } from '../../judging/findings.ts';
import { removalsRefused } from '../../judging/removals.ts';
import { objectWithId } from '../../judging/sweep.ts';
import { hidden, strangersIn } from '../../judging/tenants.ts';
import type { View } from '../../judging/view.ts';
import type { Finding, Rule } from '../../rule.ts';

export const authzTenantIsolation: Rule = {
  id: 'authz-tenant-isolation',
  title: 'What is reached through a credential stays inside its tenant',
  level: 'MUST',
  family: 'tenancy',
  statements: ['RG-34', 'RG-44', 'RT-10', 'BZ-26', 'BZ-39'],
  sources: ['OWASP ASVS 8.4.1', 'OWASP API1:2023'],
  experiments: ['tenant-isolation', 'record-removal'],
  rationale:
    'The border between tenants is the one that customers count on most, and each route needs it: lists, items, parents in the path.',
  falsePositives:
    'Sent by somebody who reaches most of the own tenant, after the same call on an own record succeeded. 403 and 404 are both a refusal. That a record is gone counts only where the same read showed it before.',
  applies: (model) => tenantIsolation.applies(model),
  judge: (view) => [...lists(view), ...trespasses(view), ...removalsRefused(view, 'remove-foreign')],
};

function lists(view: View): readonly Finding[] {
  return view
    .exchanges({ experiment: 'tenant-isolation', step: 'list' })
    .flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      const base = {
        case: probe.case,
        expected: 'no record of another tenant',
        evidence: [probe.seq],
        grounds: groundsOf(view.model, operation, 'relation'),
      };
      if (!succeeded(probe)) return [{ ...base, verdict: 'untestable', observed: statusText(probe) }];
      const strangers = strangersIn(
        view.model,
        operation.object,
        String(probe.detail['tenant']),
        probe.response?.body ?? '',
      );
      return [
        finding(strangers.length === 0, {
          ...base,
          observed: strangers.map(({ id }) => id).join(', ') || 'none',
        }),
      ];
    });
}

function trespasses(view: View): readonly Finding[] {
  return view
    .exchanges({ experiment: 'tenant-isolation', step: 'foreign' })
    .flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      if (operation === undefined) return [];
      const statuses = [...new Set([operation.refusals.get('foreign-record')?.status ?? 404, ...hidden])];
      return [
        denial(view, probe, {
          statuses,
          grounds: groundsOf(view.model, operation, 'relation'),
          also: () => effectOf(view, probe),
        }),
      ];
    });
}

/** What the other tenant sees of a refused write. */
function effectOf(view: View, probe: Exchange): string | undefined {
  const seen = view
    .readBacksOf(probe)
    .filter(succeeded)
    .some(({ response }) => {
      const body = response?.body ?? '';
      return (
        body.includes(String(probe.detail['marker'])) ||
        (objectWithId(body, String(probe.detail['record'])) ?? '').includes(String(probe.detail['marker']))
      );
    });
  return seen ? 'refused, but written all the same' : undefined;
}
