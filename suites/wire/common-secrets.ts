import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeJwt } from './jws.ts';

/** Keys from documentation, tutorials and default configurations. Longest-lived mistakes first. */
const words: readonly string[] = (
  '|secret|Secret|SECRET|your-256-bit-secret|your-384-bit-secret|your-512-bit-secret|your_secret_key|' +
  'your-secret-key|changeme|change-me|changeit|change_me|password|Password|password1|passw0rd|' +
  'P@ssw0rd|123456|12345678|123456789|1234567890|0123456789|0123456789abcdef|' +
  '0123456789abcdef0123456789abcdef|qwerty|qwertyuiop|admin|root|test|testing|test-secret|' +
  'test_secret|dev|dev-secret|dev_secret|development|local|demo|example|example_key|default|key|' +
  'mykey|my-key|my_secret|mysecret|my-secret|mySecretKey|my_secret_key|my-secret-key|secretkey|' +
  'secretKey|SecretKey|SECRET_KEY|secret_key|secret-key|secret123|secret1234|supersecret|' +
  'super-secret|super_secret|superSecret|supersecretkey|super-secret-key|topsecret|top-secret|' +
  'verysecret|very-secret|shhhh|shhhhh|shhhhhh|keyboard cat|keyboardcat|jwt|jwtsecret|jwt-secret|' +
  'jwt_secret|jwtSecret|JWT_SECRET|JwtSecret|jwt-secret-key|jwtkey|jwt_key|jwt-key|jwtpassword|token|' +
  'tokensecret|token-secret|token_secret|TOKEN_SECRET|access-token-secret|accesstokensecret|' +
  'ACCESS_TOKEN_SECRET|refresh-token-secret|REFRESH_TOKEN_SECRET|auth|auth-secret|authsecret|' +
  'AUTH_SECRET|api|apikey|api-key|api_secret|api-secret|app|app-secret|app_secret|APP_SECRET|' +
  'application|private|privatekey|private-key|private_key|signing-key|signingkey|signature|session|' +
  'session-secret|session_secret|SESSION_SECRET|cookie-secret|hmac|hmac-secret|HS256|hs256|foo|bar|' +
  'foobar|baz|a|abc|abc123|abcdef|abcdefghijklmnopqrstuvwxyz|x|xxx|none|null|undefined|true|false|0|' +
  '1|hello|helloworld|hello world|welcome|letmein|monkey|dragon|master|iloveyou|trustno1|hunter2|' +
  'node|nodejs|express|nest|nestjs|spring|django|django-insecure|laravel|rails|flask|java|php|python|' +
  'docker|mongo|redis|postgres|user|guest|public|server|service|gateway|backend|company|production|' +
  'staging|GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk|AllYourBase|ThisIsASecret|thisisasecret|' +
  'this-is-a-secret|this is a secret|thisisasecretkey|thisismysecret|this_is_my_secret|' +
  'ThisIsMySecretKey|somesecret|some-secret|some_secret|anothersecret|notsosecret|not-so-secret|' +
  'insecure|insecure-secret|replace-me|replaceme|REPLACE_ME|todo|TODO|fixme|placeholder|' +
  'put-your-secret-here|your-secret|your_secret|yoursecret|yourSecret|YOUR_SECRET|YOUR_SECRET_KEY|' +
  'your-jwt-secret|your_jwt_secret|your_jwt_secret_key|' +
  'your-super-secret-jwt-token-with-at-least-32-characters-long|' +
  'a-string-secret-at-least-256-bits-long|' +
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long'
).split('|');

/** The list, each word with the endings that people put behind it. */
export const commonSecrets: readonly string[] = [
  ...new Set(
    words.flatMap((word) => (word === '' ? [''] : [word, `${word}!`, `${word}1`, `${word}123`, `${word}\n`])),
  ),
];

/** What people make of the name of a service that needs a secret. */
export function secretsNamedAfter(...names: readonly string[]): readonly string[] {
  const spellings = names.flatMap((name) => {
    const words = name
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '');
    return [name, words.join('-'), words.join('_'), words.join(''), words[0] ?? ''];
  });
  const used = new Set(spellings.filter((name) => name !== ''));
  return [...used].flatMap((name) => [
    name,
    name.toUpperCase(),
    ...['secret', 'jwt-secret', 'key', 'jwt', 'secret-key'].flatMap((end) => [
      `${name}-${end}`,
      `${name}_${end.replaceAll('-', '_')}`,
      `${name}${end.replaceAll('-', '')}`,
      `${end}-${name}`,
    ]),
    `${name}123`,
    `${name}!`,
  ]);
}

/**
 * Was an HS* token signed with a key from the list? Offline, no traffic. Undefined: not an HS* token.
 * @param names words that the list can't know: the service's own name
 */
export function hasCommonKey(token: string, names: readonly string[] = []): boolean | undefined {
  const decoded = decodeJwt(token);
  const digest = /^HS(256|384|512)$/.exec(String(decoded?.header['alg']))?.[1];
  if (decoded === undefined || digest === undefined) return undefined;
  const [header, claims, signature] = decoded.parts;
  const actual = Buffer.from(signature, 'base64url');
  const input = `${header}.${claims}`;
  return [...commonSecrets, ...names].some((key) => {
    const guess = createHmac(`sha${digest}`, key).update(input).digest();
    return guess.length === actual.length && timingSafeEqual(guess, actual);
  });
}
