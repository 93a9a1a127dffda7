import { groundsOf } from '../../../spec/facts.ts';
import type { AuthModel, Operation } from '../../../spec/model.ts';
import { answeredFinding, denial, statusText, succeeded } from '../../judging/findings.ts';
import { hidden, strangersIn } from '../../judging/tenants.ts';
import type { View } from '../../judging/view.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Finding, Rule } from '../../rule.ts';

export const membershipNeeded: Rule = {
  id: 'membership-needed',
  title: 'Only members act in a tenant, and only as long as they are',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-37', 'BZ-50'],
  sources: ['OWASP ASVS 8.4.1', 'OWASP ASVS 8.3.2'],
  experiments: ['tenant-isolation', 'tenant-switch'],
  rationale:
    'A tenant named in the path is a claim. And where the active tenant stays selected after a removal, the former member is still inside.',
  falsePositives: 'After a removal an answer without a record of that tenant is as good as a refusal.',
  applies: (model) =>
    inPath(model).length > 0 ||
    (canEvict(model) && canSwitch(model) === true) ||
    'no path names a tenant, and no membership ends',
  judge: (view) => [...pathClaims(view), ...formerMembers(view)],
};

function pathClaims(view: View): readonly Finding[] {
  return view
    .exchanges({ experiment: 'tenant-isolation', step: 'foreign' })
    .flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      if (operation === undefined || !inPath(view.model).includes(operation)) return [];
      return [
        denial(view, probe, {
          statuses: [...new Set([operation.refusals.get('foreign-record')?.status ?? 404, ...hidden])],
          grounds: groundsOf(view.model, operation, 'relation'),
        }),
      ];
    });
}

function formerMembers(view: View): readonly Finding[] {
  return view
    .exchanges({ experiment: 'tenant-switch', step: 'list-former' })
    .flatMap((probe): readonly Finding[] => {
      const operation = view.operation(probe);
      const removal = view.model.operations.find(
        ({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete',
      );
      if (operation === undefined) return [];
      const tenant = String(probe.detail['tenant']);
      const control = view.controlOf(probe);
      const base = {
        case: `after the membership: ${probe.case}`,
        expected: `nothing of ${tenant}`,
        evidence: [...(control === undefined ? [] : [control.seq]), probe.seq],
        grounds: removal === undefined ? [] : groundsOf(view.model, removal, 'security'),
      };
      if (!succeeded(control))
        return [
          { ...base, verdict: 'untestable', observed: 'the same call did not succeed before the removal' },
        ];
      const others = view.model.fixtures.tenants.filter((one) => one !== tenant);
      const shown = succeeded(probe)
        ? (view.model.fixtures.records.get(operation.object) ?? []).filter(
            (record) =>
              record.tenant === tenant &&
              strangersIn(view.model, operation.object, others[0] ?? '', probe.response?.body ?? '').includes(
                record,
              ),
          )
        : [];
      return [
        answeredFinding(probe, shown.length === 0, {
          ...base,
          observed: shown.map(({ id }) => id).join(', ') || statusText(probe),
        }),
      ];
    });
}

/** Operations on records whose path names the tenant. */
function inPath(model: AuthModel): readonly Operation[] {
  return model.fixtures.tenants.length < 2
    ? []
    : model.operations.filter(
        ({ objectKind, request }) =>
          objectKind === 'record' &&
          request.some((place) => place.in === 'path' && place.attribute === 'tenant.id'),
      );
}

function canEvict(model: AuthModel): boolean {
  return model.operations.some(({ objectKind, verb }) => objectKind === 'membership' && verb === 'delete');
}
