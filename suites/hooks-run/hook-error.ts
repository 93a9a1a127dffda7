import { TargetError } from '../../spec/errors.ts';

/** A hook that broke: says which. */
export class HookError extends TargetError {
  constructor(hook: string, what: string) {
    super(`the hook ${hook} of the target file ${what}`);
  }
}

/** What a hook says of its failure, without words that could be secrets. */
export function told(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 300).replaceAll(/[^\s"'`(),;:=]{12,}/g, masked);
}

function masked(word: string): string {
  return /\d/.test(word) || word.length > 24 ? '⟦masked⟧' : word;
}
