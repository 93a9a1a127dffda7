import { answerField, isAuthenticated } from '../../judging/answers.ts';
import { judgeAll, orNone } from '../../judging/passive.ts';
import type { Rule } from '../../rule.ts';

export const noTokenOnRedirect: Rule = {
  id: 'no-token-on-redirect',
  title: 'An authenticated call is not redirected to another host',
  level: 'SHOULD',
  family: 'authentication',
  statements: [],
  sources: ['RFC 9110 §15.4'],
  experiments: [],
  rationale: 'Clients that follow it carry the credential to that host, or from TLS to plain HTTP.',
  falsePositives: 'Passive. Redirects within the host, and from plain HTTP to TLS, are fine.',
  applies: (model) => model.schemes.size > 0 || 'no credential is presented anywhere',
  judge: (view) =>
    orNone(
      judgeAll(view.exchangeList, 'no redirect to another host', (exchange) => {
        const status = exchange.response?.status ?? 0;
        const location = answerField(exchange, 'location');
        const { url } = exchange.request;
        if (
          ![301, 302, 303, 307, 308].includes(status) ||
          location === undefined ||
          !isAuthenticated(exchange)
        )
          return undefined;
        if (!URL.canParse(location, url)) return undefined;
        const [from, to] = [new URL(url), new URL(location, url)];
        if (to.hostname !== from.hostname) return { wrong: `redirected to ${to.hostname}` };
        return (
          to.protocol === from.protocol || to.protocol === 'https:' || { wrong: 'redirected to plain HTTP' }
        );
      }),
      'no redirect to another host',
    ),
};
