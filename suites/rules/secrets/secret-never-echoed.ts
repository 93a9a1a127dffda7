import { finding, requestText } from '../../judging/findings.ts';
import { echoesIn } from '../../judging/secrets.ts';
import { someOrReason } from '../../predict/kinds.ts';
import type { Rule } from '../../rule.ts';

export const secretNeverEchoed: Rule = {
  id: 'secret-never-echoed',
  title: 'No answer repeats the credential that the request presented',
  level: 'SHOULD',
  family: 'secrets',
  statements: ['RT-15', 'UA-32', 'CD-32'],
  sources: ['OWASP ASVS 16.5.1', 'OWASP ASVS 14.2.4'],
  experiments: [],
  rationale:
    'An error such as "token abc is not valid" carries the secret into logs, tickets and screenshots.',
  falsePositives: 'Answers in which the document itself displays the secret are left out.',
  applies: (model) => someOrReason([...model.schemes.keys()], 'no credential is presented anywhere'),
  judge: (view) => {
    const searched = view.exchangeList.filter(
      ({ presented, response }) =>
        response !== undefined && presented.some(({ credential }) => credential !== undefined),
    );
    const echoes = searched.filter((exchange) => echoesIn(view, exchange).length > 0);
    if (searched.length === 0) return [];
    return [
      finding(echoes.length === 0, {
        case: 'all answers',
        expected: 'no credential of the request in its answer',
        observed:
          echoes.length === 0
            ? `none in ${searched.length} answers`
            : `in the answer of ${[...new Set(echoes.map(requestText))].slice(0, 3).join(', ')}`,
        evidence: echoes.slice(0, 3).map(({ seq }) => seq),
      }),
    ];
  },
};
