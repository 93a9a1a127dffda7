import { denial, finding, statusText, succeeded } from '../../judging/findings.ts';
import { groundsOfSwitch, hidden, strangersIn } from '../../judging/tenants.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantSwitchNothingCarriedOver: Rule = {
  id: 'tenant-switch-nothing-carried-over',
  title: 'After a switch nothing of the former tenant is within reach, and writes land in the new one',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-39'],
  sources: ['OWASP ASVS 8.4.1'],
  experiments: ['tenant-switch'],
  rationale: 'A half-switched state reads in one tenant and writes in the other.',
  falsePositives:
    'The old record was read by the same token before. Where a write landed is read by others of both tenants.',
  applies: canSwitch,
  judge: (view) => {
    const grounds = groundsOfSwitch(view.model);
    const lists = view
      .exchanges({ experiment: 'tenant-switch', step: 'list-after' })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const base = {
          case: `list: ${probe.case}`,
          expected: 'no record of the former tenant',
          evidence: [probe.seq],
          grounds,
        };
        if (!succeeded(probe)) return [{ ...base, verdict: 'untestable', observed: statusText(probe) }];
        const left = strangersIn(
          view.model,
          operation.object,
          String(probe.detail['abroad']),
          probe.response?.body ?? '',
        );
        return [
          finding(left.length === 0, { ...base, observed: left.map(({ id }) => id).join(', ') || 'none' }),
        ];
      });
    const items = view
      .exchanges({ experiment: 'tenant-switch', step: 'old-record' })
      .map((probe) => denial(view, probe, { statuses: hidden, case: `item: ${probe.case}`, grounds }));
    const writes = view
      .exchanges({ experiment: 'tenant-switch', step: 'create-after' })
      .map((made): Finding => {
        const [home, abroad] = ['state-home', 'state-abroad'].map((step) =>
          view.readBacksOf(made).find((one) => one.step === step),
        );
        const shows = (one: typeof home) =>
          (one?.response?.body ?? '').includes(String(made.detail['marker']));
        const base = {
          case: `write: ${made.case}`,
          expected: 'in the new tenant only',
          evidence: [made.seq, ...[home, abroad].flatMap((one) => (one === undefined ? [] : [one.seq]))],
          grounds,
        };
        if (!succeeded(made) || !succeeded(home) || !succeeded(abroad))
          return {
            ...base,
            verdict: 'untestable',
            observed: `${statusText(made)}, read back with ${statusText(home)} and ${statusText(abroad)}`,
          };
        return finding(shows(abroad) && !shows(home), {
          ...base,
          observed: shows(home) ? 'in the former tenant' : shows(abroad) ? 'in the new tenant' : 'in neither',
        });
      });
    return [...lists, ...items, ...writes];
  },
};
