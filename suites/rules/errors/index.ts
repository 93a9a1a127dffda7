import type { Rule } from '../../rule.ts';
import { errBodyStatusMatches } from './err-body-status-matches.ts';
import { errJsonWhenJson } from './err-json-when-json.ts';
import { errNoInternals } from './err-no-internals.ts';
import { errProblemJson } from './err-problem-json.ts';
import { errUniform401 } from './err-uniform-401.ts';
import { httpContentTypeCorrect } from './http-content-type-correct.ts';
import { refusalHasErrorStatus } from './refusal-has-error-status.ts';
import { responseMatchesDocument } from './response-matches-document.ts';
import { responseStatusDeclared } from './response-status-declared.ts';

export const errorsRules: readonly Rule[] = [
  errBodyStatusMatches,
  errJsonWhenJson,
  errNoInternals,
  errProblemJson,
  errUniform401,
  httpContentTypeCorrect,
  refusalHasErrorStatus,
  responseMatchesDocument,
  responseStatusDeclared,
];
