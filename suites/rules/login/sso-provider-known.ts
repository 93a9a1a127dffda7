import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { assertionKinds, takesAssertions } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { statusesOf } from './login-facts.ts';

export const ssoProviderKnown: Rule = {
  id: 'sso-provider-known',
  title: 'Only the providers that the document names, and that the user may use, are trusted',
  level: 'MUST',
  family: 'login',
  statements: ['BZ-08', 'BZ-32'],
  sources: ['RFC 8725 §3.8', 'OWASP API2:2023'],
  experiments: ['sso'],
  rationale: 'A provider that anybody can run vouches for everybody.',
  falsePositives:
    'The assertion of the unknown provider is signed with a trusted key, so that only the issuer is wrong.',
  applies: takesAssertions,
  judge: (view) =>
    [
      ...view.exchanges({ experiment: 'sso', step: 'not-theirs' }),
      ...view
        .exchanges({ experiment: 'sso', step: 'bad' })
        .filter((probe) => probe.case.includes('unknown issuer')),
    ].map((probe) => {
      const login = view.operation(probe);
      const kind = login === undefined ? undefined : assertionKinds(view.model, login)[0];
      return denial(view, probe, {
        statuses: [
          ...new Set([
            ...statusesOf(
              login,
              'wrong-login',
              'bad-credential',
              'unknown',
              'malformed',
              'login-blocked',
              'invalid-request',
            ),
            400,
            401,
            403,
          ]),
        ],
        expected: 'refused',
        grounds: kind === undefined ? [] : citationsOf(kind, 'issuedBy'),
      });
    }),
};
