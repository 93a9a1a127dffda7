import { answeredFinding, statusOf, statusText, succeeded } from '../../judging/findings.ts';
import { groundsOfSwitch } from '../../judging/tenants.ts';
import { canSwitch } from '../../predict/switching.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantSwitchKeepsToken: Rule = {
  id: 'tenant-switch-keeps-token',
  title: 'A switch does not end the token that made it',
  level: 'MUST',
  family: 'tenancy',
  statements: ['BZ-41'],
  sources: [],
  experiments: ['tenant-switch'],
  rationale: 'Integrations switch between calls; a new login each time is not what the document says.',
  falsePositives: 'Only a 401 counts: what the token may do in the new tenant is judged elsewhere.',
  applies: canSwitch,
  judge: (view) =>
    view
      .exchanges({ experiment: 'tenant-switch', step: ['switch', 'switch-back'] })
      .flatMap((moved): readonly Finding[] => {
        const token = moved.presented[0]?.credential;
        const next = view
          .exchanges({ experiment: 'tenant-switch' })
          .find(({ seq, presented }) => seq > moved.seq && presented[0]?.credential === token);
        if (next === undefined || !succeeded(moved)) return [];
        const base = {
          case: `${moved.case} to ${String(moved.detail['tenant'])}`,
          expected: 'the token goes on working',
          observed: statusText(next),
          evidence: [moved.seq, next.seq],
          grounds: groundsOfSwitch(view.model),
        };
        return [answeredFinding(next, statusOf(next) !== 401, base)];
      }),
};
