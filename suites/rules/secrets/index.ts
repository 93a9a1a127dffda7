import type { Rule } from '../../rule.ts';
import { fmtCharsetUrlSafe } from './fmt-charset-url-safe.ts';
import { fmtLengthConstant } from './fmt-length-constant.ts';
import { fmtNoEmbeddedIdentity } from './fmt-no-embedded-identity.ts';
import { secretDisplayedWhereDocumented } from './secret-displayed-where-documented.ts';
import { secretEntropy } from './secret-entropy.ts';
import { secretFitsDeclaredFormat } from './secret-fits-declared-format.ts';
import { secretHeaderWhereDocumented } from './secret-header-where-documented.ts';
import { secretNeverEchoed } from './secret-never-echoed.ts';
import { secretShownOnce } from './secret-shown-once.ts';
import { secretUnique } from './secret-unique.ts';

/** What secrets look like and where they are shown. */
export const secretsRules: readonly Rule[] = [
  secretShownOnce,
  secretNeverEchoed,
  secretDisplayedWhereDocumented,
  secretHeaderWhereDocumented,
  secretUnique,
  secretEntropy,
  fmtNoEmbeddedIdentity,
  secretFitsDeclaredFormat,
  fmtLengthConstant,
  fmtCharsetUrlSafe,
];
