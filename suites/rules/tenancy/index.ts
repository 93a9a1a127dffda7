import type { Rule } from '../../rule.ts';
import { authzTenantIsolation } from './authz-tenant-isolation.ts';
import { foreignBeforeValidation } from './foreign-before-validation.ts';
import { freeTenantSameEndpoints } from './free-tenant-same-endpoints.ts';
import { http404HidingIsConsistent } from './http-404-hiding-is-consistent.ts';
import { membershipEffect } from './membership-effect.ts';
import { membershipNeeded } from './membership-needed.ts';
import { peopleOfOthersClosed } from './people-of-others-closed.ts';
import { tenantFromClientIgnored } from './tenant-from-client-ignored.ts';
import { tenantOddIdsClosed } from './tenant-odd-ids-closed.ts';
import { tenantSwitchAllTokensFollow } from './tenant-switch-all-tokens-follow.ts';
import { tenantSwitchKeepsToken } from './tenant-switch-keeps-token.ts';
import { tenantSwitchMembersOnly } from './tenant-switch-members-only.ts';
import { tenantSwitchNothingCarriedOver } from './tenant-switch-nothing-carried-over.ts';
import { tenantSwitchOwnUserOnly } from './tenant-switch-own-user-only.ts';
import { tenantSwitchRightsReevaluated } from './tenant-switch-rights-reevaluated.ts';
import { tenantSwitchWorks } from './tenant-switch-works.ts';

export const tenancyRules: readonly Rule[] = [
  authzTenantIsolation,
  foreignBeforeValidation,
  freeTenantSameEndpoints,
  http404HidingIsConsistent,
  membershipEffect,
  membershipNeeded,
  peopleOfOthersClosed,
  tenantFromClientIgnored,
  tenantOddIdsClosed,
  tenantSwitchAllTokensFollow,
  tenantSwitchKeepsToken,
  tenantSwitchMembersOnly,
  tenantSwitchNothingCarriedOver,
  tenantSwitchOwnUserOnly,
  tenantSwitchRightsReevaluated,
  tenantSwitchWorks,
];
