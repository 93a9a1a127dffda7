import type { Problem } from '../errors.ts';
import type { AuthModel, CredentialKind, FixtureUser } from '../model.ts';

/** An oracle is as sharp as its fixtures: which rights no fixture can tell apart. */
export function checkFixturePower(model: AuthModel): readonly Problem[] {
  const users = [...model.fixtures.users.values()];
  return [...model.credentials.values()]
    .filter((kind) => kind.rights.includes('owner') && !kind.rights.includes('own'))
    .flatMap((kind) => blurredPairs(kind, users))
    .map((message): Problem => ({ severity: 'warning', pointer: '#/x-auth-fixtures', message }));
}

/** Two names are separated if some user of a tenant holds one of them without the other, each way. */
function blurredPairs(kind: CredentialKind, users: readonly FixtureUser[]): readonly string[] {
  const holdings = users.flatMap(({ roles }) => [...roles.values()]);
  return kind.names.flatMap((left, index) =>
    kind.names.slice(index + 1).flatMap((right) => {
      const onlyLeft = holdings.some((names) => names.includes(left) && !names.includes(right));
      const onlyRight = holdings.some((names) => names.includes(right) && !names.includes(left));
      if (onlyLeft && onlyRight) return [];
      const lone = onlyLeft ? right : left;
      const other = onlyLeft ? left : right;
      return [
        `No fixture user holds "${lone}" without "${other}": a server that confuses the two cannot be told from a sound one.`,
      ];
    }),
  );
}
