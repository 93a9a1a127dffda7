import { TargetError } from '../../spec/errors.ts';
import { secretsIn } from './environment-secrets.ts';

/** A hook that broke: says which. */
export class HookError extends TargetError {
  constructor(hook: string, what: string) {
    super(`the hook ${hook} of the target file ${what}`);
  }
}

const mask = '⟦masked⟧';

/** Aliases of secrets stay; all else between spaces and punctuation is a word. */
const words = /⟦[^⟧]*⟧|[^\s"'`(),;:=⟦⟧]{8,}/g;

/**
 * What a hook says of its failure, or of the means that it lacks: the first line, without values of the environment
 * and words that could be secrets.
 */
export function told(error: unknown, environment: NodeJS.ProcessEnv = process.env): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split(/[\r\n]/)[0] ?? '';
  return secretsIn(line, environment)
    .reduce((so, secret) => so.replaceAll(secret, mask), line)
    .slice(0, 300)
    .replaceAll(words, masked);
}

function masked(word: string): string {
  if (word.startsWith('⟦')) return word;
  const isMixed = /\d/.test(word) && (/[a-z]/i.test(word) || word.length >= 12);
  return isMixed || word.length > 24 ? mask : word;
}
