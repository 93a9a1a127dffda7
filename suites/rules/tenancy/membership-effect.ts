import { citationsOf } from '../../../spec/facts.ts';
import { membershipEffect as experiment } from '../../experiments/membership-effect.ts';
import { acceptance, denial, statusOf } from '../../judging/findings.ts';
import { hidden } from '../../judging/tenants.ts';
import type { Finding, Rule } from '../../rule.ts';

export const membershipEffect: Rule = {
  id: 'membership-effect',
  title: 'A new member gets in at once, a former one is out at once, with the credentials that they have',
  level: 'MUST',
  family: 'tenancy',
  statements: [],
  sources: ['OWASP ASVS 8.3.2', 'OWASP ASVS 8.4.1'],
  experiments: [experiment.id],
  rationale: 'Memberships that are looked up at sign-in only lag behind by the life of a credential.',
  falsePositives:
    'One credential throughout; the end counts only where the membership let it in, the beginning only where it worked at home. A credential that its own tenant ends with the membership is refused as well. A change that is answered with 202 is only reported, and where people switch their tenant, a membership need not open anything before.',
  applies: (model) => experiment.applies(model),
  judge: (view) => {
    const isPending = (step: string) =>
      view.exchanges({ experiment: experiment.id, step }).some((one) => statusOf(one) === 202);
    return view
      .exchanges({ experiment: experiment.id, step: ['before', 'member', 'former'] })
      .map((probe) => {
        const operation = view.operation(probe);
        const name = `${probe.case}, ${probe.step}`;
        const grounds = operation === undefined ? [] : citationsOf(operation, 'relation');
        if (probe.step === 'member')
          return unlessPending(isPending('taken-in'), acceptance(probe, { case: name, grounds }));
        const declared = operation?.refusals.get('foreign-record')?.status ?? 404;
        const found = denial(view, probe, {
          statuses: [...new Set([declared, ...hidden])],
          case: name,
          grounds,
        });
        return unlessPending(probe.step === 'former' && isPending('put-out'), found);
      });
  },
};

/** 202 says that it is not done yet (RFC 9110 §15.3.3): an invitation is to be accepted first, say. */
function unlessPending(isPending: boolean, found: Finding): Finding {
  return isPending && found.verdict === 'violated'
    ? { ...found, verdict: 'noted', observed: `${found.observed}; the change was only taken up, with 202` }
    : found;
}
