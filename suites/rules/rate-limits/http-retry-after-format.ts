import { finding } from '../../judging/findings.ts';
import type { Rule } from '../../rule.ts';
import { headersOf } from '../../wire/message.ts';
import { declaresRetryAfter, retryAfterGrounds, retryAfterPlace } from './retry-after.ts';

/** IMF-fixdate, the one form that may be sent (RFC 9110 §5.6.7). */
const fixdate =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export const httpRetryAfterFormat: Rule = {
  id: 'http-retry-after-format',
  title: 'Retry-After is a whole number of seconds or an HTTP date, as the document says',
  level: 'MUST',
  family: 'rate-limits',
  statements: ['RT-55'],
  sources: ['RFC 9110 §10.2.3'],
  experiments: [],
  rationale: 'Fractions, negative numbers, ISO dates and epoch values are read as zero or as never.',
  falsePositives: 'Where the document does not say which of the two forms, both will do.',
  applies: declaresRetryAfter,
  judge: (view) =>
    view.exchangeList
      .flatMap((exchange) => {
        const values = headersOf(exchange.response?.headers ?? [], 'retry-after');
        if (values.length === 0) return [];
        const value = values.join(', ');
        const place = retryAfterPlace(view.operation(exchange));
        const isDate = place?.schema['format'] === 'http-date';
        const isNumber = place !== undefined && [place.schema['type']].flat().includes('integer');
        // An epoch value is made of digits too: nothing waits three years.
        const number = /^\d+$/.test(value) && Number(value) < 100_000_000;
        const holds = isDate ? fixdate.test(value) : isNumber ? number : number || fixdate.test(value);
        return [
          {
            exchange,
            value,
            holds,
            form: isDate ? 'an HTTP date' : isNumber ? 'seconds' : 'seconds or an HTTP date',
          },
        ];
      })
      .reduce<readonly ReturnType<typeof finding>[]>((findings, { exchange, value, holds, form }) => {
        const name = exchange.operation ?? exchange.request.url;
        const known = findings.find((one) => one.case === name);
        if (known !== undefined && (holds || known.verdict === 'violated')) return findings;
        const next = finding(holds, {
          case: name,
          expected: form,
          observed: `Retry-After: ${value}`,
          evidence: [exchange.seq],
          grounds: retryAfterGrounds(view, exchange),
        });
        return [...findings.filter((one) => one.case !== name), next];
      }, []),
};
