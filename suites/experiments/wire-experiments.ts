import type { Experiment } from '../experiment.ts';
import { anonymousCalls, anonymousDestruction } from './anonymous-calls.ts';
import { anonymousOddities } from './anonymous-oddities.ts';
import { basicPasswords } from './basic-passwords.ts';
import { changingMethods } from './changing-methods.ts';
import { conditionalRequests } from './conditional-requests.ts';
import { crossChannel } from './cross-channel.ts';
import { crossOrigin } from './cross-origin.ts';
import { forwardedIdentity } from './forwarded-identity.ts';
import { keptConnection } from './kept-connection.ts';
import { malformedCredentials } from './malformed-credentials.ts';
import { oddMethods } from './odd-methods.ts';
import { pathVariants } from './path-variants.ts';
import { plainHttp } from './plain-http.ts';
import { secretAsId } from './secret-as-id.ts';
import { tokenTwice } from './token-twice.ts';
import { twoCredentials } from './two-credentials.ts';

/** What goes over the wire: callers without a credential, odd forms of one, odd requests. */
export const wireExperiments: readonly Experiment[] = [
  anonymousCalls,
  anonymousDestruction,
  anonymousOddities,
  malformedCredentials,
  crossChannel,
  twoCredentials,
  keptConnection,
  oddMethods,
  changingMethods,
  conditionalRequests,
  forwardedIdentity,
  crossOrigin,
  pathVariants,
  basicPasswords,
  secretAsId,
  tokenTwice,
  plainHttp,
];
