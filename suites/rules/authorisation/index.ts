import type { Rule } from '../../rule.ts';
import { authz401Vs403 } from './authz-401-vs-403.ts';
import { authzApprovalWorks } from './authz-approval-works.ts';
import { authzBeforeObjectLookup } from './authz-before-object-lookup.ts';
import { authzBolaRead } from './authz-bola-read.ts';
import { authzBolaWrite } from './authz-bola-write.ts';
import { authzDeniedHasNoSideEffect } from './authz-denied-has-no-side-effect.ts';
import { authzFieldLevel } from './authz-field-level.ts';
import { authzHeadAsGet } from './authz-head-as-get.ts';
import { authzListFiltered } from './authz-list-filtered.ts';
import { authzManagerReach } from './authz-manager-reach.ts';
import { authzMatrixAllow } from './authz-matrix-allow.ts';
import { authzMatrixDeny } from './authz-matrix-deny.ts';
import { authzNestedLikeParent } from './authz-nested-like-parent.ts';
import { authzOwnerFromCaller } from './authz-owner-from-caller.ts';
import { authzReachWorks } from './authz-reach-works.ts';
import { authzRowCardinality } from './authz-row-cardinality.ts';
import { authzRowSequence } from './authz-row-sequence.ts';
import { authzSelfApproval } from './authz-self-approval.ts';
import { bearerInsufficientScope403 } from './bearer-insufficient-scope-403.ts';
import { http403ForInsufficient } from './http-403-for-insufficient.ts';
import { httpAuthzBeforeValidation } from './http-authz-before-validation.ts';
import { scopeWildcard } from './scope-wildcard.ts';
import { userCreationNeedsRight } from './user-creation-needs-right.ts';

export const authorisationRules: readonly Rule[] = [
  authz401Vs403,
  authzApprovalWorks,
  authzBeforeObjectLookup,
  authzBolaRead,
  authzBolaWrite,
  authzDeniedHasNoSideEffect,
  authzFieldLevel,
  authzHeadAsGet,
  authzListFiltered,
  authzManagerReach,
  authzMatrixAllow,
  authzMatrixDeny,
  authzNestedLikeParent,
  authzOwnerFromCaller,
  authzReachWorks,
  authzRowCardinality,
  authzRowSequence,
  authzSelfApproval,
  bearerInsufficientScope403,
  http403ForInsufficient,
  httpAuthzBeforeValidation,
  scopeWildcard,
  userCreationNeedsRight,
];
