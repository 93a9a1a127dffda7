import type { Operation } from '../../../spec/model.ts';
import { declaredRefusal } from '../../judging/declared-refusal.ts';
import type { View } from '../../judging/view.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Finding, Rule } from '../../rule.ts';

const experiments = ['anonymous-calls', 'anonymous-destruction'];

export const http401WithoutCredentials: Rule = {
  id: 'http-401-without-credentials',
  title: 'Every protected operation answers 401 to a request without credentials',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-01', 'RG-21', 'RT-01', 'RT-05', 'BZ-02', 'BZ-04', 'UA-01', 'CD-01', 'CD-02'],
  general: ['err-no-wildcard-success'],
  sources: ['RFC 9110 §11.4', 'RFC 9110 §15.5.2', 'OWASP API2:2023'],
  experiments,
  rationale:
    'A route that is mounted outside the guard serves everybody. 401 says that authentication is what is missing.',
  falsePositives:
    'Counts only where the same request with a credential succeeded. Where the document declares no status for it, any 4xx will do.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    view.model.operations.filter(isProtected).flatMap((operation) => {
      const probes = view.exchanges({
        experiment: experiments,
        step: 'without-credential',
        operation: operation.key,
      });
      return probes.length > 0
        ? probes.map((probe) => declaredRefusal(view, probe, ['no-credential']))
        : notTried(view, operation);
    }),
};

/** Only what was meant to be tried can be missing: an experiment may have been left out of the run. */
function notTried(view: View, { key }: Operation): readonly Finding[] {
  const note = experiments.flatMap((id) => view.notes('lacking', id)).find(({ about }) => about === key);
  if (note === undefined) return [];
  return [{ case: key, verdict: 'untestable', expected: 'refused', observed: note.message, evidence: [] }];
}
