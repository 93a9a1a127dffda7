import type { NoMeans } from '../hooks.ts';

/** Does a hook say that it has no means for this call? */
export function isNoMeans(output: unknown): output is NoMeans {
  return (
    typeof output === 'object' && output !== null && 'lacking' in output && typeof output.lacking === 'string'
  );
}
