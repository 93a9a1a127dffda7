import type { AuthModel, Operation } from '../../../spec/model.ts';
import { inAnswer } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const profileShowsCredential: Mutant = {
  id: 'profile-shows-credential',
  lie: 'The own profile holds the key by which it was asked for.',
  fails: ['secret-never-echoed'],
  appliesTo: (model) => model.operations.some((operation) => takesUserName(model, operation)),
  options: (model) =>
    inAnswer(
      (operation) => takesUserName(model, operation),
      (entry, { request }) => {
        const [, pair] = /^Basic (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
        if (pair !== undefined) entry['openedBy'] = Buffer.from(pair, 'base64').toString().replace(/:$/, '');
      },
    ),
};

/** The own profile, opened by a key as a Basic user name beside something else. */
function takesUserName({ schemes }: AuthModel, { objectKind, verb, path, security }: Operation): boolean {
  return (
    objectKind === 'user' &&
    verb === 'read' &&
    !path.includes('{') &&
    security.some((requirement) =>
      [...requirement.keys()].some((name) => schemes.get(name)?.template === '{secret}:'),
    )
  );
}
