import { answerField } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import { isProtected } from '../../predict/anchors.ts';
import type { Rule } from '../../rule.ts';

export const http405HasAllow: Rule = {
  id: 'http-405-has-allow',
  title: 'Every 405 says which methods are allowed',
  level: 'MUST',
  family: 'header-formats',
  statements: [],
  sources: ['RFC 9110 §15.5.6'],
  experiments: [],
  rationale: '405 must carry Allow.',
  falsePositives: 'Not a hole; servers that answer 404 or 401 instead are not judged.',
  applies: (model) => model.operations.some(isProtected) || 'no operation needs a credential',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'Every 405 says which methods are allowed', (exchange) =>
        exchange.response?.status !== 405
          ? undefined
          : answerField(exchange, 'allow') !== undefined || { wrong: 'no Allow field' },
      ),
      '405 with Allow',
    ),
};
