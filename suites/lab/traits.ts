import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { SecretTraits } from '../../spec/history.ts';
import type { CredentialKind, JsonSchema } from '../../spec/model.ts';
import { hasCommonKey } from '../wire/common-secrets.ts';
import { decodeJwt } from '../wire/jws.ts';

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true, logger: false });
addFormats.default(ajv);
const compiled = new WeakMap<object, ValidateFunction>();

/** What the history may say of a secret. */
export function traitsOf(kind: CredentialKind | undefined, secret: string): SecretTraits {
  const format = kind?.secret;
  const jwt = decodeJwt(secret);
  const weakKey = jwt === undefined ? undefined : hasCommonKey(secret);
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
