import type { Rule } from '../rule.ts';
import { authenticationRules } from './authentication/index.ts';
import { authorisationRules } from './authorisation/index.ts';
import { cachingRules } from './caching/index.ts';
import { errorsRules } from './errors/index.ts';
import { headerFormatsRules } from './header-formats/index.ts';
import { jwtRules } from './jwt/index.ts';
import { lifecycleRules } from './lifecycle/index.ts';
import { loginRules } from './login/index.ts';
import { rateLimitsRules } from './rate-limits/index.ts';
import { tierKindRules } from './rate-limits/tier-kinds.ts';
import { secretsRules } from './secrets/index.ts';
import { tenancyRules } from './tenancy/index.ts';

/** Every rule, by family. */
export const rules: readonly Rule[] = [
  ...authenticationRules,
  ...headerFormatsRules,
  ...errorsRules,
  ...cachingRules,
  ...secretsRules,
  ...lifecycleRules,
  ...authorisationRules,
  ...tenancyRules,
  ...loginRules,
  ...jwtRules,
  ...rateLimitsRules,
  ...tierKindRules,
];

const byId = new Map(rules.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
