import { groundsOf } from '../../../spec/facts.ts';
import { tenantClaims } from '../../experiments/tenant-claims.ts';
import { answeredFinding, finding, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import { strangersIn } from '../../judging/tenants.ts';
import type { Finding, Rule } from '../../rule.ts';

export const tenantFromClientIgnored: Rule = {
  id: 'tenant-from-client-ignored',
  title: 'The tenant comes from the credential, whatever query, header fields or body say',
  level: 'MUST',
  family: 'tenancy',
  statements: ['RG-44', 'BZ-26'],
  sources: ['OWASP ASVS 8.4.1', 'OWASP API1:2023'],
  experiments: ['tenant-claims'],
  rationale: 'Where the client may name its tenant, the border is a wish.',
  falsePositives:
    'A refusal of the odd request is fine. Path parameters that name a tenant are declared and judged elsewhere.',
  applies: (model) => tenantClaims.applies(model),
  judge: (view) => {
    const lists = view
      .exchanges({ experiment: 'tenant-claims', step: ['list-query', 'list-headers'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const base = {
          case: `${probe.case}: ${probe.step === 'list-query' ? 'query' : 'header fields'}`,
          expected: 'no record of another tenant',
          evidence: [probe.control ?? probe.seq, probe.seq],
          grounds: groundsOf(view.model, operation, 'relation'),
        };
        if (!succeeded(view.controlOf(probe)))
          return [{ ...base, verdict: 'untestable', observed: 'the plain list did not succeed' }];
        const home = view.model.fixtures.tenants[0] ?? '';
        const strangers = succeeded(probe)
          ? strangersIn(view.model, operation.object, home, probe.response?.body ?? '')
          : [];
        return [
          answeredFinding(probe, strangers.length === 0, {
            ...base,
            observed: strangers.map(({ id }) => id).join(', ') || statusText(probe),
          }),
        ];
      });
    const creations = view
      .exchanges({ experiment: 'tenant-claims', step: 'create-claiming' })
      .map((probe): Finding => {
        const [home, abroad] = ['state-home', 'state-abroad'].map((step) =>
          view.readBacksOf(probe).find((one) => one.step === step),
        );
        const marker = String(probe.detail['marker']);
        const landed = (abroad?.response?.body ?? '').includes(marker);
        const base = {
          case: `${probe.case}: body`,
          expected: 'the own tenant, or a refusal',
          evidence: [probe.seq, ...(abroad === undefined ? [] : [abroad.seq])],
        };
        const silence = unanswered([probe, abroad]);
        if (silence !== undefined) return { ...base, verdict: 'untestable', observed: silence };
        if (!succeeded(probe))
          return { ...base, verdict: 'holds', observed: `refused with ${statusText(probe)}` };
        if (!succeeded(abroad))
          return { ...base, verdict: 'untestable', observed: 'the other tenant could not be read' };
        return finding(!landed, {
          ...base,
          observed: landed
            ? 'the tenant that the body named'
            : (home?.response?.body ?? '').includes(marker)
              ? 'the own tenant'
              : 'not in the other tenant',
        });
      });
    return [...lists, ...creations];
  },
};
