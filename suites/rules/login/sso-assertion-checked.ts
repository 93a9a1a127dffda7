import { citationsOf } from '../../../spec/facts.ts';
import { denial } from '../../judging/findings.ts';
import { assertionKinds, takesAssertions } from '../../lab/logins.ts';
import type { Rule } from '../../rule.ts';
import { holdsToken, statusesOf } from './login-facts.ts';

export const ssoAssertionChecked: Rule = {
  id: 'sso-assertion-checked',
  title:
    'An assertion for another service, of another user, expired or not signed by the provider gives no token',
  level: 'MUST',
  family: 'login',
  statements: ['BZ-07'],
  sources: ['RFC 8725 §3.8', 'RFC 8725 §3.9', 'ASVS 10.3.1'],
  experiments: ['sso'],
  rationale:
    'Without the audience check any token of the provider opens the account; without the signature check any text does.',
  falsePositives:
    'The status may be that of a wrong login, of a bad credential or of a body that does not fit.',
  applies: takesAssertions,
  judge: (view) =>
    view
      .exchanges({ experiment: 'sso', step: 'bad' })
      .filter((probe) => !probe.case.includes('unknown issuer'))
      .map((probe) => {
        const login = view.operation(probe);
        const kind = login === undefined ? undefined : assertionKinds(view.model, login)[0];
        return denial(view, probe, {
          statuses: [
            ...new Set([
              ...statusesOf(
                login,
                'wrong-login',
                'bad-credential',
                'tampered',
                'expired',
                'unknown',
                'malformed',
                'login-blocked',
                'invalid-request',
              ),
              400,
              401,
            ]),
          ],
          expected: 'refused',
          grounds: kind === undefined ? [] : citationsOf(kind, 'issuedBy'),
          also: (exchange) => (holdsToken(exchange) ? 'refused, but the body holds a token' : undefined),
        });
      }),
};
