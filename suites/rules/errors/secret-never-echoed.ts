import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const secretNeverEchoed: Rule = {
  id: 'secret-never-echoed',
  title: 'Error answers hold no credential',
  level: 'MUST',
  family: 'errors',
  statements: ['RT-15', 'UA-32', 'CD-32'],
  sources: ['OWASP ASVS 5.0 14.2.6', 'OWASP ASVS 5.0 16.2.5'],
  experiments: [],
  rationale: 'What is echoed lands in logs, consoles and bug reports of the client.',
  falsePositives: 'Looks for every secret of the run in every usual encoding, whole.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no credential in the answer', (exchange) => {
        if (exchange.response === undefined || exchange.response.status < 400) return undefined;
        const texts = [exchange.response.body, ...exchange.response.headers.map(([, value]) => value)];
        const mark = texts.map((text) => /⟦[^⟧]+⟧/.exec(text)?.[0]).find((one) => one !== undefined);
        return mark === undefined || { wrong: `the answer holds ${mark}` };
      }),
      'no credential in an error',
    ),
};
