import type { Held } from './held.ts';
import type { Lab } from './lab.ts';
import type { Want } from './obtain.ts';

/** Lets a bounded activation delay pass, so that a new credential is promised to work. */
export async function settle(lab: Lab, held: Held, want: Want): Promise<Held> {
  const within = lab.model.credentials.get(held.kind)?.starts.withinSeconds ?? 0;
  if (within > 0 && want.unsettled !== true) await lab.wait(within, 'declared');
  return held;
}

/** Lets the bound pass within which an ended credential must stop working. */
export async function settleEnd(lab: Lab, held: Held): Promise<void> {
  const within = lab.model.credentials.get(held.kind)?.ends.withinSeconds ?? 0;
  if (within > 0) await lab.wait(within, 'declared');
}
