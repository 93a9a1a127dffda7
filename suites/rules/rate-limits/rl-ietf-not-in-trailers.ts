import { draftGrounds } from '../../judging/ietf-limit-fields.ts';
import { ietfFields } from '../../judging/limit-dialects.ts';
import { limitPlaces } from '../../judging/limit-fields.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const rlIetfNotInTrailers: Rule = {
  id: 'rl-ietf-not-in-trailers',
  title: 'Limit fields stand in the header section, never in trailers',
  level: 'MUST',
  family: 'rate-limits',
  statements: [],
  sources: ['RateLimit fields draft §3', 'RFC 9110 §6.5.1'],
  experiments: [],
  rationale:
    'Most clients throw trailers away, and a proxy may; a budget that is told there is told to nobody.',
  falsePositives: 'Answers without trailers say nothing. Other fields may stand there.',
  applies: () => true,
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no limit field behind the body', (exchange) => {
        const trailers = exchange.response?.trailers ?? [];
        if (trailers.length === 0) return undefined;
        const places = limitPlaces(view.operation(exchange), exchange.response?.status ?? 0);
        const declared = new Set(places.map(({ at }) => at.toLowerCase()));
        const found = trailers
          .map(([name]) => name)
          .filter((name) => ietfFields.has(name.toLowerCase()) || declared.has(name.toLowerCase()));
        return found.length === 0 || { wrong: `${found.join(', ')} in the trailers`, grounds: draftGrounds };
      }),
      'limit fields in the header section only',
    ),
};
