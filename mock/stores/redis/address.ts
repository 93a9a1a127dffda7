import { UsageError } from '../../../spec/errors.ts';

/**
 * The address of a Redis, without any secret in it.
 * @throws UsageError if it is none, or has a password in it: command lines are seen by others and end up in logs
 */
export function redisAddress(text: string): URL {
  // The text is not repeated: what cannot be read may have a password anywhere in it.
  if (!URL.canParse(text)) throw noAddress();
  const url = new URL(text);
  if (url.password !== '' || url.username !== '')
    throw new UsageError(
      'A password does not belong into the address of the store: set AUTHPROOF_REDIS_PASSWORD (and AUTHPROOF_REDIS_USER).',
    );
  if (url.hostname === '' || !/^\/?\d*$/.test(url.pathname)) throw noAddress();
  return url;
}

function noAddress(): UsageError {
  return new UsageError(
    'What is given as the store is no address of a Redis. Use redis://HOST[:PORT][/DATABASE]; a password goes into AUTHPROOF_REDIS_PASSWORD.',
  );
}
