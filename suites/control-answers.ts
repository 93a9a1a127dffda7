import type { ClockInfo, ProvisionedCredential } from '../spec/control.ts';
import { TargetError } from '../spec/errors.ts';
import { isLoopback, type TargetConfig } from './target.ts';

/** What is needed of a `SpaceInfo`. */
export interface Space {
  readonly url: string;
  readonly consoleUrl: string | undefined;
}

/** Own member of an object, whatever the value is. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/**
 * Spaces live where the target does: credentials go nowhere else, whatever a control plane says.
 * @throws TargetError for any other answer
 */
export function spaceOf(value: unknown, config: TargetConfig): Space {
  const [url, consoleUrl] = ['url', 'consoleUrl'].map((member) => memberOf(value, member));
  const named = [config.baseUrl, config.consoleUrl, config.control?.url].filter((one) => one !== undefined);
  const known = (one: unknown): one is string =>
    typeof one === 'string' &&
    /^https?:\/\//.test(one) &&
    URL.canParse(one) &&
    named.some(
      (other) => new URL(other).hostname === new URL(one).hostname || (isLoopback(other) && isLoopback(one)),
    );
  if (!known(url) || !(consoleUrl === undefined || known(consoleUrl)))
    throw new TargetError('the control plane made no space on the host of the target');
  return { url, consoleUrl };
}

/** @throws TargetError for what is no list of credentials */
export function credentialsOf(value: unknown): readonly ProvisionedCredential[] {
  if (!Array.isArray(value) || !value.every(isCredential))
    throw new TargetError('the control plane lists no credentials');
  return value;
}

function isCredential(value: unknown): value is ProvisionedCredential {
  const texts = ['kind', 'name', 'tenant', 'id', 'secret'].map((member) => memberOf(value, member));
  const owner = memberOf(value, 'owner');
  const rights = memberOf(value, 'rights');
  return (
    texts.every((text) => typeof text === 'string') &&
    (owner === undefined || typeof owner === 'string') &&
    Array.isArray(rights) &&
    rights.every((right) => typeof right === 'string')
  );
}

/** @throws TargetError for what tells no time */
export function clockOf(value: unknown): ClockInfo {
  const [now, frozen] = [memberOf(value, 'now'), memberOf(value, 'frozen')];
  if (typeof now !== 'string' || Number.isNaN(Date.parse(now)) || typeof frozen !== 'boolean')
    throw new TargetError('the control plane tells no time');
  return { now, frozen };
}
