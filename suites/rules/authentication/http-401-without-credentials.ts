import { denial } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';

export const http401WithoutCredentials: Rule = {
  id: 'http-401-without-credentials',
  title: 'Every protected operation answers 401 to a request without credentials',
  level: 'MUST',
  family: 'authentication',
  statements: ['RG-01', 'RG-21', 'RT-01', 'RT-05', 'BZ-02', 'BZ-04', 'UA-01', 'CD-01', 'CD-02'],
  sources: ['RFC 9110 §11.4', 'RFC 9110 §15.5.2', 'OWASP API2:2023'],
  experiments: ['anonymous-calls', 'anonymous-destruction'],
  rationale:
    'A route that is mounted outside the guard serves everybody. 401 says that authentication is what is missing.',
  falsePositives: 'Counts only where the same request with a credential succeeded.',
  applies: () => true,
  judge: (view) =>
    view
      .exchanges({ experiment: ['anonymous-calls', 'anonymous-destruction'], step: 'without-credential' })
      .map((probe) => {
        const refusal = view.operation(probe)?.refusals.get('no-credential');
        return denial(view, probe, {
          statuses: [refusal?.status ?? 401],
          grounds: Object.values(refusal?.facts ?? {}).flat(),
        });
      }),
};
