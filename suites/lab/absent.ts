import type { AuthModel, FixtureUser } from '../../spec/model.ts';
import { Lacking } from './held.ts';

/**
 * That nobody fits: with those of the document who would, but have no account on this target, and the key of the
 * target file that names one.
 */
export function nobody(
  model: Pick<AuthModel, 'fixtures'>,
  message: string,
  fits: (user: FixtureUser) => boolean = () => true,
): Lacking {
  const names = (model.fixtures.absent ?? []).filter(fits).map(({ name }) => name);
  if (names.length === 0) return new Lacking(message);
  const rest = names.length - 5;
  const some = names.slice(0, 5).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return new Lacking(
    `${message}; the document's ${some} would do: give an account and password under users in the target file`,
    ...names.map((name) => `user:${name}` as const),
  );
}
