import { jsonOf } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const errBodyStatusMatches: Rule = {
  id: 'err-body-status-matches',
  title: 'A status in an error body is the status of the answer',
  level: 'SHOULD',
  family: 'errors',
  statements: [],
  sources: ['RFC 9457 §3.1.2'],
  experiments: [],
  rationale: 'Two statuses in one answer, and clients read either.',
  falsePositives:
    'Members called status, statusCode or StatusCode at the top or in error objects; texts count if they are a number.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'the same status in head and body', (exchange) => {
        const status = exchange.response?.status ?? 0;
        const told = status < 400 ? [] : statusesIn(jsonOf(exchange));
        return told.length === 0
          ? undefined
          : told.every((one) => one === status) || { wrong: `${status} with ${told.join(', ')} in the body` };
      }),
      'a status in an error body',
    ),
};

function statusesIn(value: unknown): readonly number[] {
  if (Array.isArray(value)) return value.flatMap(statusesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (/^status_?(?:code)?$/i.test(name)) return /^[1-5]\d\d$/.test(String(member)) ? [Number(member)] : [];
    return /^errors?$/i.test(name) ? statusesIn(member) : [];
  });
}
