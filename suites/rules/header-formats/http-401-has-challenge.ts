import { answerField } from '../../judging/answers.ts';
import { judgeAll } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const http401HasChallenge: Rule = {
  id: 'http-401-has-challenge',
  title: 'Every 401 carries a challenge',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §11.6.1', 'RFC 9110 §15.5.2'],
  experiments: [],
  rationale: '401 means: authenticate like this. Without WWW-Authenticate a client cannot know how.',
  falsePositives:
    'Gateways strip it. APIs with keys have no registered scheme; any well-formed challenge will do.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    judgeAll(view.exchangeList, 'Every 401 carries a challenge', (exchange) =>
      exchange.response?.status !== 401
        ? undefined
        : answerField(exchange, 'www-authenticate')?.trim()
          ? true
          : { wrong: 'no WWW-Authenticate field' },
    ),
};
