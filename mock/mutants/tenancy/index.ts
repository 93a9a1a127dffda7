import type { Mutant } from '../mutant.ts';
import { anybodyIsSwitched } from './anybody-is-switched.ts';
import { bodyIsCheckedBeforeTheBorder } from './body-is-checked-before-the-border.ts';
import { foreignAnswers403 } from './foreign-answers-403.ts';
import { foreignPeopleCanBeRemoved } from './foreign-people-can-be-removed.ts';
import { formerMemberComesBack } from './former-member-comes-back.ts';
import { formerMemberStaysInside } from './former-member-stays-inside.ts';
import { freeTenantLacksAList } from './free-tenant-lacks-a-list.ts';
import { itemsCrossTenants } from './items-cross-tenants.ts';
import { listsCrossTenants } from './lists-cross-tenants.ts';
import { newMemberStaysOutside } from './new-member-stays-outside.ts';
import { oddIdCrashes } from './odd-id-crashes.ts';
import { oldRecordsStayReadable } from './old-records-stay-readable.ts';
import { parentsCrossTenants } from './parents-cross-tenants.ts';
import { patchCrossesTenants } from './patch-crosses-tenants.ts';
import { peopleCrossTenants } from './people-cross-tenants.ts';
import { putOutMemberStaysInside } from './put-out-member-stays-inside.ts';
import { removalsCrossTenants } from './removals-cross-tenants.ts';
import { rightsAreCarriedOver } from './rights-are-carried-over.ts';
import { switchAsksForNoMembership } from './switch-asks-for-no-membership.ts';
import { switchChangesNothing } from './switch-changes-nothing.ts';
import { switchEndsTheToken } from './switch-ends-the-token.ts';
import { tenantHeaderIsTrusted } from './tenant-header-is-trusted.ts';
import { tenantIsFrozenIntoTheToken } from './tenant-is-frozen-into-the-token.ts';

export const tenancyMutants: readonly Mutant[] = [
  anybodyIsSwitched,
  bodyIsCheckedBeforeTheBorder,
  foreignAnswers403,
  formerMemberComesBack,
  formerMemberStaysInside,
  freeTenantLacksAList,
  itemsCrossTenants,
  listsCrossTenants,
  oddIdCrashes,
  oldRecordsStayReadable,
  parentsCrossTenants,
  rightsAreCarriedOver,
  switchAsksForNoMembership,
  switchChangesNothing,
  switchEndsTheToken,
  tenantHeaderIsTrusted,
  tenantIsFrozenIntoTheToken,
  foreignPeopleCanBeRemoved,
  patchCrossesTenants,
  peopleCrossTenants,
  removalsCrossTenants,
  newMemberStaysOutside,
  putOutMemberStaysInside,
];
