import type { Rule } from '../../rule.ts';
import { apikeyResponsesNotSharedCacheable } from './apikey-responses-not-shared-cacheable.ts';
import { cacheAuthNotPublic } from './cache-auth-not-public.ts';
import { cacheCrossUser } from './cache-cross-user.ts';
import { cacheErrorsPrivate } from './cache-errors-private.ts';
import { cacheEtagPerUser } from './cache-etag-per-user.ts';

export const cachingRules: readonly Rule[] = [
  apikeyResponsesNotSharedCacheable,
  cacheAuthNotPublic,
  cacheCrossUser,
  cacheErrorsPrivate,
  cacheEtagPerUser,
];
