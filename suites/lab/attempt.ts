import { Lacking } from './held.ts';
import type { Lab } from './lab.ts';
import { revoke } from './lifecycle.ts';

/**
 * Runs one part of an experiment; what it lacks is noted and does not stop the other parts. Where a kind may exist
 * only so often, what the part has made is revoked afterwards.
 */
export async function attempt(lab: Lab, about: string, part: () => Promise<unknown>): Promise<void> {
  const before = lab.obtained.length;
  try {
    await part();
  } catch (error) {
    noteLack(lab, about, error);
  }
  for (const held of lab.obtained.slice(before)) {
    const isScarce = Number.isFinite(lab.model.credentials.get(held.kind)?.count.max);
    if (!isScarce || held.by === undefined || lab.ended.has(held.alias)) continue;
    try {
      await revoke(lab, held, { role: 'clean-up', step: 'tidy' });
    } catch (error) {
      noteLack(lab, 'tidy', error);
    }
  }
}

/** Runs one part; what it lacks is noted and does not stop what follows. */
export async function orNote(lab: Lab, about: string, part: () => Promise<unknown>): Promise<void> {
  try {
    await part();
  } catch (error) {
    noteLack(lab, about, error);
  }
}

function noteLack(lab: Lab, about: string, error: unknown): void {
  if (!(error instanceof Lacking)) throw error;
  lab.lacking(about, error);
}
