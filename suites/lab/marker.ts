import type { Lab } from './lab.ts';

/** Text that no other request of the run holds, and that is no part of another such text. */
export function markerOf(lab: Lab): string {
  return `${lab.unique('mark')}-z`;
}

/** An id that no target gives. */
export const unknownId = 'no-such-7d1f0c';
