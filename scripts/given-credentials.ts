import { isBare } from '../spec/bare.ts';
import { UsageError } from '../spec/errors.ts';
import { suggestion } from '../spec/load/near-match.ts';
import type { AuthModel } from '../spec/model.ts';
import { goesByAccounts } from '../suites/bare/accounts.ts';
import type { StaticCredential, TargetConfig } from '../suites/target.ts';

/** Option of the commands that call an implementation by a document that may name no accounts. */
export interface CredentialArgs {
  credential: string[] | undefined;
}

export const credentialOption = {
  type: 'string',
  array: true,
  requiresArg: true,
  describe:
    '[scheme=]VARIABLE: a credential that works, by the name of the environment variable that holds it (Basic: user:password); for documents without x-auth-*',
} as const;

/**
 * The target with the credentials of the command line.
 * @throws UsageError where credentials are needed and missing, or given to a document that has its own
 */
export function withGiven(
  { credential = [] }: CredentialArgs,
  model: AuthModel,
  target: TargetConfig,
): TargetConfig {
  if (!isBare(model)) {
    if (credential.length === 0) return target;
    throw new UsageError(
      `--credential is for documents without x-auth-*: ${model.source} names its accounts, so name theirs in a target file (--config)`,
    );
  }
  if (!goesByAccounts(model, target)) return target;
  const provisioned = [...(target.provisioned ?? []), ...givenCredentials(credential, model)];
  if (provisioned.length === 0)
    throw new UsageError(
      `${model.source} names no accounts, so give a credential that works: ${[...model.schemes.keys()].map((name) => `--credential ${name}=VARIABLE`).join(' or ')}`,
    );
  return { ...target, provisioned };
}

/**
 * Reads `[scheme=]VARIABLE`: which credential a document takes, and the name of the environment variable that holds it.
 * For Basic it holds `user:password`.
 * @throws UsageError for what is no variable's name, a variable that is not set, or a scheme that is not in the document
 */
export function givenCredentials(texts: readonly string[], model: AuthModel): readonly StaticCredential[] {
  return texts.map((text) => {
    const [, scheme, variable] = /^(?:([^=]*)=)?([A-Za-z_][A-Za-z0-9_]*)$/.exec(text) ?? [];
    const secret = variable === undefined ? undefined : process.env[variable];
    if (variable === undefined || (secret === undefined && !looksLikeName(variable))) {
      throw new UsageError(
        '--credential takes the name of an environment variable ([scheme=]VARIABLE), never the secret itself: a command line is seen by others. Put the secret into a variable and name that',
      );
    }
    const kind = kindOf(scheme, model);
    if (secret === undefined || secret === '')
      throw new UsageError(`--credential ${text}: the environment variable ${variable} is not set`);
    if (model.credentials.get(kind)?.isPassword === true && !secret.includes(':'))
      throw new UsageError(`--credential ${text}: for Basic the variable holds user:password`);
    return { name: variable, kind, secret, state: 'active' };
  });
}

/** What stands for a variable that is not set: a name in capitals, as a token rarely is. */
function looksLikeName(text: string): boolean {
  return text.length <= 40 && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(text);
}

function kindOf(scheme: string | undefined, model: AuthModel): string {
  const names = [...model.schemes.keys()];
  if (scheme === undefined || scheme === '') {
    const kinds = [...new Set([...model.schemes.values()].map(({ credential }) => credential))];
    const [only, ...others] = kinds;
    if (only === undefined) throw new UsageError(`--credential: ${model.source} declares no security scheme`);
    if (others.length > 0)
      throw new UsageError(
        `--credential: ${model.source} has several security schemes, say which: ${names.map((name) => `${name}=VARIABLE`).join(' or ')}`,
      );
    return only;
  }
  const found = model.schemes.get(scheme);
  if (found === undefined)
    throw new UsageError(
      `--credential: ${model.source} has no security scheme "${scheme}".${suggestion(scheme, names)}`,
    );
  return found.credential;
}
