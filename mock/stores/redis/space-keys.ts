/** Names of what Redis holds of one document. One hash tag: in a cluster they lie together. */
export interface SpaceKeys {
  readonly head: string;
  readonly log: string;
  readonly rows: string;
  readonly counters: string;
  readonly lock: string;
  readonly used: string;
  readonly usedAt: string;
}

const parts = ['head', 'log', 'rows', 'counters', 'lock', 'used', 'usedAt'] as const;

export function spaceKeys(document: string, space: string): SpaceKeys {
  const name = (part: (typeof parts)[number]): string => `${prefixOf(document)}:space:${space}:${part}`;
  return {
    head: name('head'),
    log: name('log'),
    rows: name('rows'),
    counters: name('counters'),
    lock: name('lock'),
    used: name('used'),
    usedAt: name('usedAt'),
  };
}

export const keysKey = (document: string): string => `${prefixOf(document)}:keys`;
export const spacesKey = (document: string): string => `${prefixOf(document)}:spaces`;

function prefixOf(document: string): string {
  return `authproof:{${document}}`;
}
