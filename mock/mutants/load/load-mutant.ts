import type { Mutant } from '../mutant.ts';

/** A mock with a lie that shows under load: the load probe that it names must catch it. File name = id. */
export interface LoadMutant extends Omit<Mutant, 'fails'> {
  readonly failsProbe: string;
  /** What the probe must say; default: `fail`. */
  readonly verdict?: 'warn';
}

/** A mutant of the suite that a load probe must catch, too. */
export function alsoUnderLoad({ fails: _, ...mutant }: Mutant, failsProbe: string): LoadMutant {
  return { ...mutant, failsProbe };
}
