import { citationsOf } from '../../../spec/facts.ts';
import type { Exchange } from '../../../spec/history.ts';
import { addressed } from '../../experiments/foreign-credentials.ts';
import { denial, statusText, succeeded, unanswered } from '../../judging/findings.ts';
import type { View } from '../../judging/view.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Finding, Rule } from '../../rule.ts';

const experiment = 'foreign-credentials';

export const credentialOfOthersClosed: Rule = {
  id: 'credential-of-others-closed',
  title: 'The credential of somebody else can be neither read nor changed, rotated or revoked by its id',
  level: 'MUST',
  family: 'lifecycle',
  statements: [],
  general: ['revoke-foreign-denied'],
  sources: ['OWASP API1:2023', 'OWASP ASVS 8.2.2', 'OWASP ASVS 8.4.1'],
  experiments: [experiment],
  rationale:
    'Each route that takes an id needs the check of its own; the list alone having it is not enough.',
  falsePositives:
    "Counts only where the same call on an own credential succeeded. Colleagues' credentials count only where the document reaches the own ones only.",
  applies: (model) =>
    someOrReason(addressed(model), 'no operation names a credential that is not within reach of everybody'),
  judge: (view) =>
    view
      .exchanges({ experiment, step: ['theirs', 'theirs-below-own'] })
      .flatMap((probe): readonly Finding[] => {
        const operation = view.operation(probe);
        if (operation === undefined) return [];
        const declared = ['foreign-record', 'unknown-record'] as const;
        const statuses = declared.flatMap((cause) => operation.refusals.get(cause)?.status ?? []);
        const found = denial(view, probe, {
          statuses: [...new Set([...statuses, 403, 404])],
          case: `${probe.case}${probe.step === 'theirs' ? '' : ', below the own user'}`,
          grounds: citationsOf(operation, 'relation'),
          also: () => harm(view, probe),
        });
        return [found];
      }),
};

/** Did the credential work before and not after, although the call was refused? */
function harm(view: View, probe: Exchange): string | undefined {
  const of = (step: string) => view.exchanges({ experiment, step, case: probe.case })[0];
  const [before, after] = [of('theirs-before'), of('theirs-after')];
  if (!succeeded(before) || succeeded(after) || unanswered(after) !== undefined) return undefined;
  return `refused, but afterwards it answers ${statusText(after)}`;
}
