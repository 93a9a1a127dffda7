import type { Exchange } from '../../../spec/history.ts';
import { succeeded } from '../../judging/findings.ts';
import { judgeAll } from '../../judging/passive.ts';
import type { View } from '../../judging/view.ts';
import type { Rule } from '../../rule.ts';

/** Is there a good credential outside of the URL? Then one in the query may have been ignored; a path is always read. */
function authenticatedElsewhere({ model }: View, { presented }: Exchange): boolean {
  return presented.some(({ scheme, credential, form }) => {
    const carrier = model.schemes.get(scheme)?.carrier;
    return (
      form === 'documented' && credential !== undefined && carrier !== undefined && carrier.in !== 'query'
    );
  });
}

/** Where any id gets a yes, the yes to a secret in its place does not say that the secret was read. */
function saysYesToAnyId(view: View, exchange: Exchange): boolean {
  const operation = view.operation(exchange);
  const takesSecret = operation?.request.some(
    ({ in: site, attribute }) => site === 'path' && attribute.endsWith('.secret'),
  );
  return (
    operation !== undefined &&
    takesSecret !== true &&
    view.exchanges({ step: 'revoke-unknown', operation: operation.key }).some(succeeded)
  );
}

export const httpNoCredentialsInUrl: Rule = {
  id: 'http-no-credentials-in-url',
  title: 'No credential travels in a URL',
  level: 'SHOULD',
  family: 'authentication',
  statements: ['UA-32', 'CD-29'],
  sources: ['RFC 9110 §17.9', 'OWASP ASVS 5.0 14.2.1'],
  experiments: [],
  rationale: 'URLs end up in logs, histories and Referer fields.',
  falsePositives:
    'Passive: looks at requests that succeeded with a credential in the path, unless the same call succeeds with any id, or in the query without a good one elsewhere, and at Location, Link and links in answers.',
  applies: () => true,
  judge: (view) =>
    judgeAll(
      view.exchangeList,
      'no credential in a URL',
      (exchange) => {
        const fields = (exchange.response?.headers ?? [])
          .filter(([name]) => /^(?:location|content-location|link|refresh)$/i.test(name))
          .map(([, value]) => value);
        const links = [...(exchange.response?.body ?? '').matchAll(/https?:\/\/[^\s"'<>]*/g)].map(
          ([link]) => link,
        );
        if (exchange.response === undefined) return undefined;
        const [path = '', query = ''] = exchange.request.url.split('?');
        const isRead =
          (path.includes('⟦') && !saysYesToAnyId(view, exchange)) ||
          (query.includes('⟦') && !authenticatedElsewhere(view, exchange));
        if (succeeded(exchange) && isRead) return { wrong: 'a credential in the URL is accepted' };
        return [...fields, ...links].some((text) => /⟦(?!unlisted#)/.test(text))
          ? { wrong: 'a URL in the answer holds a credential' }
          : true;
      },
      (exchange) => exchange.operation ?? exchange.request.method,
    ),
};
