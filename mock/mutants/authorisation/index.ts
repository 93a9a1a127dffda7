import type { Mutant } from '../mutant.ts';
import { aSecondNameGivesAThird } from './a-second-name-gives-a-third.ts';
import { addressInCapitalsIsAnother } from './address-in-capitals-is-another.ts';
import { anyTextIsAnAddress } from './any-text-is-an-address.ts';
import { anybodyMakesPeople } from './anybody-makes-people.ts';
import { anybodyRemoves } from './anybody-removes.ts';
import { approvalChangesNothing } from './approval-changes-nothing.ts';
import { bodyIsCheckedBeforeRights } from './body-is-checked-before-rights.ts';
import { checkOnReadOnly } from './check-on-read-only.ts';
import { deniedHeadIsServed } from './denied-head-is-served.ts';
import { deniedSaysInvalidToken } from './denied-says-invalid-token.ts';
import { deniedWriteIsDone } from './denied-write-is-done.ts';
import { guardComparesThePathAsText } from './guard-compares-the-path-as-text.ts';
import { identityIsCached } from './identity-is-cached.ts';
import { invitedPeopleGetEveryRole } from './invited-people-get-every-role.ts';
import { itemRouteHasNoOwnerCheck } from './item-route-has-no-owner-check.ts';
import { listIsNotFiltered } from './list-is-not-filtered.ts';
import { loginOptionIsLost } from './login-option-is-lost.ts';
import { managerSeesEverybody } from './manager-sees-everybody.ts';
import { managersApproveTheirOwn } from './managers-approve-their-own.ts';
import { methodOverrideAfterGuard } from './method-override-after-guard.ts';
import { namesAreComparedByBeginning } from './names-are-compared-by-beginning.ts';
import { namesAreMatchedByPrefix } from './names-are-matched-by-prefix.ts';
import { namesBesideAnotherAreNotChecked } from './names-beside-another-are-not-checked.ts';
import { nestedListIsUnguarded } from './nested-list-is-unguarded.ts';
import { newPeopleAreNotListed } from './new-people-are-not-listed.ts';
import { noNamesMeanAll } from './no-names-mean-all.ts';
import { noRightAnswers401 } from './no-right-answers-401.ts';
import { noRightAnswers404 } from './no-right-answers-404.ts';
import { objectsAreLookedUpBeforeRights } from './objects-are-looked-up-before-rights.ts';
import { oneCellFlipped } from './one-cell-flipped.ts';
import { oneGrantForgotten } from './one-grant-forgotten.ts';
import { ownerIsTakenFromTheBody } from './owner-is-taken-from-the-body.ts';
import { pagesAreUnguarded } from './pages-are-unguarded.ts';
import { peopleNeedNothing } from './people-need-nothing.ts';
import { roleHeaderIsTrusted } from './role-header-is-trusted.ts';
import { scaffoldDeletes } from './scaffold-deletes.ts';
import { silentPeopleSignIn } from './silent-people-sign-in.ts';
import { teamLinkIsIgnored } from './team-link-is-ignored.ts';
import { twoCellsSwapped } from './two-cells-swapped.ts';
import { updateMergesWhateverComes } from './update-merges-whatever-comes.ts';
import { wildcardCrossesTheResource } from './wildcard-crosses-the-resource.ts';
import { wildcardCrossesTheVerb } from './wildcard-crosses-the-verb.ts';
import { wildcardIsForgotten } from './wildcard-is-forgotten.ts';
import { wrongRoleAnswers401OnOneMethod } from './wrong-role-answers-401-on-one-method.ts';

export const authorisationMutants: readonly Mutant[] = [
  aSecondNameGivesAThird,
  addressInCapitalsIsAnother,
  anyTextIsAnAddress,
  anybodyMakesPeople,
  approvalChangesNothing,
  bodyIsCheckedBeforeRights,
  checkOnReadOnly,
  deniedHeadIsServed,
  deniedSaysInvalidToken,
  deniedWriteIsDone,
  guardComparesThePathAsText,
  identityIsCached,
  invitedPeopleGetEveryRole,
  itemRouteHasNoOwnerCheck,
  listIsNotFiltered,
  loginOptionIsLost,
  managerSeesEverybody,
  managersApproveTheirOwn,
  methodOverrideAfterGuard,
  namesAreMatchedByPrefix,
  nestedListIsUnguarded,
  newPeopleAreNotListed,
  noNamesMeanAll,
  noRightAnswers401,
  noRightAnswers404,
  objectsAreLookedUpBeforeRights,
  oneCellFlipped,
  oneGrantForgotten,
  ownerIsTakenFromTheBody,
  pagesAreUnguarded,
  peopleNeedNothing,
  roleHeaderIsTrusted,
  scaffoldDeletes,
  silentPeopleSignIn,
  teamLinkIsIgnored,
  twoCellsSwapped,
  updateMergesWhateverComes,
  wildcardCrossesTheVerb,
  wildcardIsForgotten,
  namesAreComparedByBeginning,
  wildcardCrossesTheResource,
  wrongRoleAnswers401OnOneMethod,
  anybodyRemoves,
  namesBesideAnotherAreNotChecked,
];
