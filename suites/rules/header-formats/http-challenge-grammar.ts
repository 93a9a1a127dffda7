import { parseChallenges } from '../../judging/challenges.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';

export const httpChallengeGrammar: Rule = {
  id: 'http-challenge-grammar',
  title: 'WWW-Authenticate follows its grammar',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.2', 'RFC 9110 §11.3', 'RFC 9110 §11.6.1'],
  experiments: [],
  rationale: 'Clients parse it; JSON or free text in it breaks them.',
  falsePositives:
    'Commas part challenges and parameters, quoted text may hold them, empty members are legal.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'WWW-Authenticate follows its grammar', (exchange) => {
        const lines = headersOf(exchange.response?.headers ?? [], 'www-authenticate');
        if (lines.length === 0) return undefined;
        const parsed = parseChallenges(lines);
        return 'challenges' in parsed || { wrong: parsed.problem };
      }),
      'a well-formed challenge',
    ),
};
