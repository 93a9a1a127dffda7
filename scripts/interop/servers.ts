import type { ForeignServer } from './run.ts';
import { verdaccio } from './verdaccio/server.ts';

/** Servers that we did not write and run the suite on. */
export const servers: readonly ForeignServer[] = [verdaccio];
