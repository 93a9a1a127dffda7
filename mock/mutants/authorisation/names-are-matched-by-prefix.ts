import { parseBody } from '../../body.ts';
import type { Call } from '../../call.ts';
import { isRecord } from '../../plan/schema.ts';
import { validate } from '../../stages/validate.ts';
import { credentialVerb } from '../lie.ts';
import type { Mutant } from '../mutant.ts';

export const namesAreMatchedByPrefix: Mutant = {
  id: 'names-are-matched-by-prefix',
  lie: 'An unknown name at issue gives every name that begins like it.',
  fails: ['scope-exact'],
  appliesTo: (model) =>
    model.operations.some(
      ({ verb, object, request }) =>
        verb === 'issue' &&
        model.credentials.get(object)?.rights.includes('own') === true &&
        request.some(({ attribute }) => attribute === `${object}.rights`),
    ),
  options: () => ({
    stages: {
      validate: (call) => {
        const operation = call.operation?.operation;
        if (operation && credentialVerb('issue')(operation)) expandNames(call, operation.object);
        return validate(call);
      },
    },
  }),
};

/** Puts known names in place of unknown ones that they begin with. */
function expandNames(call: Call, kind: string): void {
  const body = parseBody(call);
  const member = call.operation?.given.get(`${kind}.rights`)?.[0]?.at.slice(1);
  const known = call.world.kind(kind)?.kind.names ?? [];
  if (body.form !== 'json' || member === undefined || !isRecord(body.value)) return;
  const given: unknown = body.value[member];
  if (!Array.isArray(given)) return;
  const names = (given as readonly unknown[]).flatMap((name): readonly unknown[] =>
    typeof name !== 'string' || name === '' || known.includes(name) ? [name] : matching(known, name),
  );
  call.body = { form: 'json', value: { ...body.value, [member]: names } };
}

function matching(known: readonly string[], name: string): readonly string[] {
  const found = known.filter((one) => one.startsWith(name));
  return found.length === 0 ? [name] : found;
}
