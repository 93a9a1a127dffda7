import { UsageError } from '../../../spec/errors.ts';

/**
 * The address of a Redis, without any secret in it.
 * @throws UsageError if it is none, or has a password in it: command lines are seen by others and end up in logs
 */
export function redisAddress(text: string): URL {
  if (!URL.canParse(text))
    throw new UsageError(`"${text}" is no address. Use redis://HOST[:PORT][/DATABASE].`);
  const url = new URL(text);
  if (url.password !== '' || url.username !== '')
    throw new UsageError(
      'A password does not belong into the address of the store: set AUTHPROOF_REDIS_PASSWORD (and AUTHPROOF_REDIS_USER).',
    );
  if (url.hostname === '' || !/^\/?\d*$/.test(url.pathname))
    throw new UsageError(`"${text}" is no address of a Redis. Use redis://HOST[:PORT][/DATABASE].`);
  return url;
}
