import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { SecretTraits } from '../../spec/history.ts';
import type { CredentialKind, JsonSchema } from '../../spec/model.ts';
import { hasCommonKey, secretsNamedAfter } from '../wire/common-secrets.ts';
import { decodeJwt } from '../wire/jws.ts';

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, logger: false });
addFormats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

/** What the history may say of a secret. Common HMAC keys are tried only if asked: that takes a while. */
export function traitsOf(
  kind: CredentialKind | undefined,
  secret: string,
  options: { readonly tryKeys: boolean; readonly names?: readonly string[] },
): SecretTraits {
  // Of a password not even the length: with the address known it would give most of it away.
  if (kind?.isPassword === true) return { length: 0, alphabet: '', fitsSchema: true, prefix: '' };
  const format = kind?.secret;
  const jwt = decodeJwt(secret);
  const weakKey =
    jwt === undefined || !options.tryKeys
      ? undefined
      : hasCommonKey(secret, secretsNamedAfter(...(options.names ?? [])));
  return {
    length: secret.length,
    alphabet: [...new Set(secret)].sort().join(''),
    fitsSchema: format === undefined || fits(format.schema, secret),
    prefix: /^([A-Za-z]{1,3}[_-])/.exec(secret)?.[1] ?? '',
    ...(jwt === undefined ? {} : { jwt: { header: jwt.header, claims: jwt.claims } }),
    ...(weakKey === undefined ? {} : { weakKey }),
  };
}

/** Does a value fit a schema of the document? A schema that cannot be compiled counts as not fitting. */
export function fits(schema: JsonSchema, value: unknown): boolean {
  try {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(schema);
      compiled.set(schema, validate);
    }
    return validate(value) === true;
  } catch {
    return false;
  }
}
