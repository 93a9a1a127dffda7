import type { Mutant } from '../mutant.ts';
import { bodyTellsAnotherStatus } from './body-tells-another-status.ts';
import { credentialInLocation } from './credential-in-location.ts';
import { errorsAreHtml } from './errors-are-html.ts';
import { getAnswers203 } from './get-answers-203.ts';
import { jsonCallsItselfHtml } from './json-calls-itself-html.ts';
import { nearMissIsTold } from './near-miss-is-told.ts';
import { problemStatusIsAText } from './problem-status-is-a-text.ts';
import { refusalsOfOneRouteAre200 } from './refusals-of-one-route-are-200.ts';
import { requiredMemberIsMissing } from './required-member-is-missing.ts';
import { stackTraceInErrors } from './stack-trace-in-errors.ts';
import { strangersGetAnEmpty200 } from './strangers-get-an-empty-200.ts';
import { tokenIsEchoedIn401 } from './token-is-echoed-in-401.ts';

export const errorsMutants: readonly Mutant[] = [
  bodyTellsAnotherStatus,
  credentialInLocation,
  errorsAreHtml,
  getAnswers203,
  jsonCallsItselfHtml,
  nearMissIsTold,
  problemStatusIsAText,
  refusalsOfOneRouteAre200,
  requiredMemberIsMissing,
  stackTraceInErrors,
  strangersGetAnEmpty200,
  tokenIsEchoedIn401,
];
