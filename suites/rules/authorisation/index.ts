import type { Rule } from '../../rule.ts';
import { authz401Vs403 } from './authz-401-vs-403.ts';
import { authzApprovalWorks } from './authz-approval-works.ts';
import { authzBeforeObjectLookup } from './authz-before-object-lookup.ts';
import { authzBolaRead } from './authz-bola-read.ts';
import { authzBolaWrite } from './authz-bola-write.ts';
import { authzClientRoleIgnored } from './authz-client-role-ignored.ts';
import { authzDecisionUniformAcrossEncodings } from './authz-decision-uniform-across-encodings.ts';
import { authzDeniedHasNoSideEffect } from './authz-denied-has-no-side-effect.ts';
import { authzFieldLevel } from './authz-field-level.ts';
import { authzHeadAsGet } from './authz-head-as-get.ts';
import { authzListFiltered } from './authz-list-filtered.ts';
import { authzManagerReach } from './authz-manager-reach.ts';
import { authzMatrixAllow } from './authz-matrix-allow.ts';
import { authzMatrixDeny } from './authz-matrix-deny.ts';
import { authzMethodOverrideIgnored } from './authz-method-override-ignored.ts';
import { authzNestedLikeParent } from './authz-nested-like-parent.ts';
import { authzOwnerFromCaller } from './authz-owner-from-caller.ts';
import { authzPathSpellingsUniform } from './authz-path-spellings-uniform.ts';
import { authzReachWorks } from './authz-reach-works.ts';
import { authzRowCardinality } from './authz-row-cardinality.ts';
import { authzRowSequence } from './authz-row-sequence.ts';
import { authzSelfApproval } from './authz-self-approval.ts';
import { authzUndeclaredMethodClosed } from './authz-undeclared-method-closed.ts';
import { bearerInsufficientScope403 } from './bearer-insufficient-scope-403.ts';
import { http403ForInsufficient } from './http-403-for-insufficient.ts';
import { httpAuthzBeforeValidation } from './http-authz-before-validation.ts';
import { nonInteractiveCannotSignIn } from './non-interactive-cannot-sign-in.ts';
import { oneUserPerToken } from './one-user-per-token.ts';
import { scopeEmpty } from './scope-empty.ts';
import { scopeExact } from './scope-exact.ts';
import { scopeNoExtra } from './scope-no-extra.ts';
import { scopeWildcard } from './scope-wildcard.ts';
import { userAppearsInList } from './user-appears-in-list.ts';
import { userCreationNeedsRight } from './user-creation-needs-right.ts';
import { userEmailUnique } from './user-email-unique.ts';
import { userEmailValid } from './user-email-valid.ts';
import { userLoginOptionKept } from './user-login-option-kept.ts';
import { userRequiredFields } from './user-required-fields.ts';
import { userRoleAsGiven } from './user-role-as-given.ts';

export const authorisationRules: readonly Rule[] = [
  authz401Vs403,
  authzApprovalWorks,
  authzBeforeObjectLookup,
  authzBolaRead,
  authzBolaWrite,
  authzClientRoleIgnored,
  authzDecisionUniformAcrossEncodings,
  authzDeniedHasNoSideEffect,
  authzFieldLevel,
  authzHeadAsGet,
  authzListFiltered,
  authzManagerReach,
  authzMatrixAllow,
  authzMatrixDeny,
  authzMethodOverrideIgnored,
  authzNestedLikeParent,
  authzOwnerFromCaller,
  authzPathSpellingsUniform,
  authzReachWorks,
  authzRowCardinality,
  authzRowSequence,
  authzSelfApproval,
  authzUndeclaredMethodClosed,
  bearerInsufficientScope403,
  http403ForInsufficient,
  httpAuthzBeforeValidation,
  nonInteractiveCannotSignIn,
  oneUserPerToken,
  scopeEmpty,
  scopeExact,
  scopeNoExtra,
  scopeWildcard,
  userAppearsInList,
  userCreationNeedsRight,
  userEmailUnique,
  userEmailValid,
  userLoginOptionKept,
  userRequiredFields,
  userRoleAsGiven,
];
