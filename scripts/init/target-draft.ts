import { stringify } from 'yaml';
import type { AuthModel } from '../../spec/model.ts';

export interface DraftParts {
  /** Path of the annotated document, relative to the target file. */
  readonly document: string;
  readonly baseUrl: string;
  readonly model: AuthModel;
  /** Kind and variable of each given credential. */
  readonly given: readonly { readonly kind: string; readonly name: string }[];
}

/** A target file with what is known; credentials that are not are left for the reader to fill in. */
export function draftTarget({ document, baseUrl, model, given }: DraftParts): string {
  const kinds = [...model.credentials.keys()];
  const missing = kinds.filter((kind) => !given.some((one) => one.kind === kind));
  const credentials = Object.fromEntries(
    given.map(({ kind, name }) => [nameOf(name), { kind, secret: `\${${name}}` }]),
  );
  const open = missing.flatMap((kind) => [
    `#   ${nameOf(kind)}:`,
    `#     kind: ${kind}`,
    `#     secret: \${${variableFor(kind)}}`,
  ]);
  return [
    '# Where the implementation lives and which accounts the tests may use. Secrets stand here by the name of',
    '# their environment variable only.',
    stringify({ spec: document, target: baseUrl }).trimEnd(),
    ...(given.length === 0 ? [] : [stringify({ credentials }).trimEnd()]),
    ...(open.length === 0
      ? []
      : [
          '# Not given yet; without them the operations that need them are not tested:',
          '# credentials:',
          ...open,
        ]),
    '# May the tests change and remove what they made themselves? Say so for a test system only.',
    '# destructive: true',
    '',
  ].join('\n');
}

function nameOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function variableFor(kind: string): string {
  return kind
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}
