import { answerField } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const httpMalformedNever5xx: Rule = {
  id: 'http-malformed-never-5xx',
  title: 'No request makes the server fail with 5xx',
  level: 'SHOULD',
  family: 'header-formats',
  statements: ['CD-07', 'UA-03'],
  sources: ['RFC 9110 §15.6', 'OWASP ASVS 5.0 16.5.3'],
  experiments: [],
  rationale:
    'A credential that breaks the decoder is an unhandled exception, and often a way to stop the server.',
  falsePositives:
    'Passive over all traffic. 501 for an unknown method is an honest answer, 503 with Retry-After may be one.',
  applies: () => true,
  judge: (view) =>
    judgeAll(
      view.exchangeList,
      'no 5xx',
      (exchange) => {
        const status = exchange.response?.status ?? 0;
        if (status === 0) return undefined;
        return (
          status < 500 ||
          status === 501 ||
          (status === 503 && answerField(exchange, 'retry-after') !== undefined) || {
            wrong: `answered ${status}`,
          }
        );
      },
      (exchange) => exchange.step,
    ),
};
