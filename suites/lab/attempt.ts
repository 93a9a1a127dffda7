import { Lacking } from './held.ts';
import type { Lab } from './lab.ts';

/** Runs one part of an experiment; what it lacks is noted and does not stop the other parts. */
export async function attempt(lab: Lab, about: string, part: () => Promise<void>): Promise<void> {
  try {
    await part();
  } catch (error) {
    if (!(error instanceof Lacking)) throw error;
    lab.lacking(about, error.message);
  }
}
