import { denial } from '../../judging/findings.ts';
import { acceptedAlike, judgeForms } from '../../judging/forms.ts';
import { hasAnchor } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const httpPerRequestAuth: Rule = {
  id: 'http-per-request-auth',
  title: 'Every request on a connection is judged by its own credential',
  level: 'MUST',
  family: 'authentication',
  statements: ['BZ-03', 'CD-02'],
  sources: ['RFC 9110 §16.4.2'],
  experiments: ['kept-connection'],
  rationale:
    'Identity that is kept per connection, or in a variable of the process, goes to whoever comes next.',
  falsePositives: 'Each probe differs from its control in the credential alone.',
  applies: (model) => hasAnchor(model),
  judge: (view) =>
    judgeForms(
      view,
      {
        experiment: 'kept-connection',
        step: ['kept-none', 'kept-none-again', 'fresh-none', 'kept-good-again'],
      },
      (probe) => {
        const labelled = { ...probe, case: `${probe.case}: ${probe.step}` };
        return probe.step === 'kept-good-again'
          ? acceptedAlike(view, labelled)
          : denial(view, labelled, {
              statuses: [401, view.operation(probe)?.refusals.get('no-credential')?.status ?? 401],
            });
      },
    ),
};
