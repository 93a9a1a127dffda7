import { betterAuth } from './better-auth/server.ts';
import { oidcProvider } from './oidc-provider/server.ts';
import type { ForeignServer } from './run.ts';
import { verdaccio } from './verdaccio/server.ts';

/** Servers that we did not write and run the suite on. */
export const servers: readonly ForeignServer[] = [betterAuth, oidcProvider, verdaccio];
