import type { Mutant } from '../mutant.ts';
import { answersAreKeptByUrl } from './answers-are-kept-by-url.ts';
import { answersArePublic } from './answers-are-public.ts';
import { etagIsOfThePath } from './etag-is-of-the-path.ts';
import { keyAnswersSayNothingOfCaching } from './key-answers-say-nothing-of-caching.ts';
import { queryTokenAnswersMayBeKept } from './query-token-answers-may-be-kept.ts';
import { refusalsArePublic } from './refusals-are-public.ts';

export const cachingMutants: readonly Mutant[] = [
  answersAreKeptByUrl,
  answersArePublic,
  etagIsOfThePath,
  keyAnswersSayNothingOfCaching,
  queryTokenAnswersMayBeKept,
  refusalsArePublic,
];
