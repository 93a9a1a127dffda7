import type { Mutant } from '../mutant.ts';
import { apiShowsReadyMadeHeader } from './api-shows-ready-made-header.ts';
import { faultyIssueTellsASecret } from './faulty-issue-tells-a-secret.ts';
import { fullTellsASecret } from './full-tells-a-secret.ts';
import { listHidesSecret } from './list-hides-secret.ts';
import { listShowsSecret } from './list-shows-secret.ts';
import { listShowsSecretEncoded } from './list-shows-secret-encoded.ts';
import { newSecretInLocation } from './new-secret-in-location.ts';
import { profileShowsCredential } from './profile-shows-credential.ts';
import { readByIdShowsSecret } from './read-by-id-shows-secret.ts';
import { readyMadeHeaderOfAnother } from './ready-made-header-of-another.ts';
import { refusalEchoesCredential } from './refusal-echoes-credential.ts';
import { rotationShowsAnotherSecret } from './rotation-shows-another-secret.ts';
import { sameNameSameSecret } from './same-name-same-secret.ts';
import { secretAnswersCacheable } from './secret-answers-cacheable.ts';
import { secretCountsUp } from './secret-counts-up.ts';
import { secretHoldsOwner } from './secret-holds-owner.ts';
import { secretLengthVaries } from './secret-length-varies.ts';
import { secretOfOtherForm } from './secret-of-other-form.ts';
import { secretWithQuotes } from './secret-with-quotes.ts';
import { updateShowsSecret } from './update-shows-secret.ts';

/** Lies about secrets and where they are shown. */
export const secretsMutants: readonly Mutant[] = [
  listShowsSecret,
  listShowsSecretEncoded,
  refusalEchoesCredential,
  listHidesSecret,
  apiShowsReadyMadeHeader,
  readyMadeHeaderOfAnother,
  secretAnswersCacheable,
  sameNameSameSecret,
  secretCountsUp,
  secretHoldsOwner,
  secretOfOtherForm,
  secretLengthVaries,
  secretWithQuotes,
  faultyIssueTellsASecret,
  fullTellsASecret,
  newSecretInLocation,
  readByIdShowsSecret,
  rotationShowsAnotherSecret,
  updateShowsSecret,
  profileShowsCredential,
];
