/** Whole files whose work only the journal of the control plane shows. */
const journalFiles: ReadonlySet<string> = new Set([
  'mock/log-call.ts',
  'mock/masked-path.ts',
  'mock/state/journal.ts',
]);

/** What is told to people beside the API and is no promise of a document, hence nothing for the suite to notice. */
export const exemptions = {
  journal: 'only the journal of the control plane shows it',
  reason: 'a reason for the journal, which no answer of the API holds',
  message: 'the text of an error at start-up or of the control plane',
} as const;

/** The reason why a whole file is left alone, if it is. */
export function exemptFile(file: string): string | undefined {
  return journalFiles.has(file) ? exemptions.journal : undefined;
}

/** The part of a Babel path that tells where a node stands. */
interface Place {
  readonly node?: { readonly type?: string };
  readonly key?: unknown;
  readonly listKey?: unknown;
  readonly parent?: {
    readonly type?: string;
    readonly callee?: { readonly name?: string };
    readonly key?: { readonly name?: string };
    readonly left?: { readonly property?: { readonly name?: string } };
  };
}

/** Does a node only make text for people? The second argument of `refuse`, a `reason`, the text of an error. */
function textForPeople({ key, listKey, parent }: Place): string | undefined {
  const isArgument = listKey === 'arguments';
  if (isArgument && parent?.type === 'CallExpression' && parent.callee?.name === 'refuse' && key === 1)
    return exemptions.reason;
  if (isArgument && parent?.type === 'NewExpression' && parent.callee?.name?.endsWith('Error') === true)
    return exemptions.message;
  if (key !== 'value' && key !== 'right') return undefined;
  const name = parent?.key?.name ?? parent?.left?.property?.name;
  return name === 'reason' || name === 'malformed' || name === 'failure' ? exemptions.reason : undefined;
}

/** For StrykerJS: says why a node is not mutated. */
export const ignorer = { shouldIgnore: (place: Place) => textForPeople(place) };
