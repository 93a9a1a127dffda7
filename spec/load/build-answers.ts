import { inherit } from '../facts.ts';
import type { Answer, AnswerHeader, Cause, Facts, Operation, Refusal } from '../model.ts';
import { asNode, asTexts, isNode, type Node, nodesOf } from './json.ts';
import { facetsOf, placesInSchema, placesOn, schemaOf } from './places.ts';
import { causes, parentOf, usualStatus } from './refusal-defaults.ts';
import { factsOf } from './sources.ts';

/** A response as declared, with what the model does not keep: which causes it names. */
interface Declared {
  readonly answer: Answer;
  readonly causes: readonly string[];
}

/** Declared responses with a plain status; ranges (`4XX`) and `default` come in where a refusal needs them. */
export function buildAnswers(operation: Node, facts: Facts): ReadonlyMap<number, Answer> {
  const answers = new Map<number, Answer>();
  for (const [code, response] of nodesOf(operation['responses'])) {
    const status = Number(code);
    if (Number.isInteger(status)) answers.set(status, buildAnswer(status, response, facts));
  }
  if (successOfDeclared(answers) === undefined) {
    const fallback = fallbackFor(operation, 200);
    if (fallback !== undefined) answers.set(200, buildAnswer(200, fallback, facts));
  }
  return answers;
}

function fallbackFor(operation: Node, status: number): Node | undefined {
  const responses = asNode(operation['responses']);
  const hundreds = Math.floor(status / 100);
  const found = responses[`${hundreds}XX`] ?? responses['default'];
  return isNode(found) ? found : undefined;
}

function buildAnswer(status: number, response: Node, operationFacts: Facts): Answer {
  const own = inherit(factsOf(response), operationFacts);
  const [media, ...others] = jsonFirst(nodesOf(response['content']));
  const [mediaType, content] = media ?? [undefined, undefined];
  const headerNodes = nodesOf(response['headers']);
  const headerFacts = headerNodes.flatMap(([name, header]) => {
    const citations = inherit(factsOf(header), factsOf(schemaOf(header)))['*'];
    return citations === undefined ? [] : [[name, citations] as const];
  });
  const schema = content === undefined ? undefined : asNode(content['schema']);
  return {
    status,
    description: typeof response['description'] === 'string' ? response['description'] : '',
    mediaType,
    ...(others.length === 0 ? {} : { otherMediaTypes: others.map(([name]) => name) }),
    schema,
    example: content === undefined ? undefined : exampleOf(content),
    examples: content === undefined ? {} : namedExamples(content),
    headers: headerNodes.map(
      ([name, header]): AnswerHeader => ({
        name,
        required: header['required'] === true,
        schema:
          header['example'] === undefined
            ? schemaOf(header)
            : { ...schemaOf(header), examples: [header['example']] },
        examples: namedExamples(header),
      }),
    ),
    places: [
      ...headerNodes.flatMap(([name, header]) => placesOn(header, 'header', name, own)),
      ...(schema === undefined ? [] : placesInSchema(schema, own)),
    ],
    facts: { ...own, ...Object.fromEntries(headerFacts) },
  };
}

/** Media types of a body, those that can be looked into first. */
export function jsonFirst<T>(content: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  const isJson = (mediaType: string): boolean => /^application\/(?:.+\+)?json\b/i.test(mediaType);
  return content.toSorted(([left], [right]) => Number(isJson(right)) - Number(isJson(left)));
}

function namedExamples(node: Node): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    nodesOf(node['examples']).flatMap(([name, example]) =>
      'value' in example ? [[name, example['value']]] : [],
    ),
  );
}

/** The example of a media type: its own, else its schema's, else the first named one that is no cause. */
export function exampleOf(media: Node): unknown {
  if ('example' in media) return media['example'];
  for (const facet of facetsOf(media['schema'])) {
    if ('example' in facet) return facet['example'];
    if (Array.isArray(facet['examples']) && facet['examples'].length > 0) return facet['examples'][0];
    if ('const' in facet) return facet['const'];
  }
  const known: readonly string[] = causes;
  return Object.entries(namedExamples(media)).find(([name]) => !known.includes(name))?.[1];
}

/** The first declared 2xx status, else the first below 400, else 200. */
export function successOf(answers: ReadonlyMap<number, Answer>): number {
  return successOfDeclared(answers) ?? [...answers.keys()].find((status) => status < 400) ?? 200;
}

function successOfDeclared(answers: ReadonlyMap<number, Answer>): number | undefined {
  return [...answers.keys()].find((status) => status >= 200 && status < 300);
}

/** How the operation answers every cause, and its answers together with those that ranges and `default` stand in for. */
export function buildRefusals(
  operation: Node,
  declared: ReadonlyMap<number, Answer>,
  facts: Facts,
): { refusals: Operation['refusals']; answers: ReadonlyMap<number, Answer> } {
  const answers = new Map(declared);
  const named: Declared[] = [];
  for (const [code, response] of nodesOf(operation['responses'])) {
    const answer = declared.get(Number(code));
    if (answer !== undefined) named.push({ answer, causes: asTexts(response['x-auth-refusal']) });
  }
  const refusals = new Map<Cause, Refusal>();
  for (const cause of causes) {
    const parent = parentOf(cause);
    const byName =
      named.find((entry) => entry.causes.includes(cause)) ??
      (parent === undefined ? undefined : named.find((entry) => entry.causes.includes(parent)));
    const status = byName?.answer.status ?? usualStatus(cause, declared);
    let answer = byName?.answer ?? answers.get(status);
    if (answer === undefined) {
      const fallback = fallbackFor(operation, status);
      if (fallback !== undefined) {
        answer = buildAnswer(status, fallback, facts);
        answers.set(status, answer);
      }
    }
    refusals.set(cause, buildRefusal(cause, status, answer, byName !== undefined, facts));
  }
  return { refusals, answers };
}

function buildRefusal(
  cause: Cause,
  status: number,
  answer: Answer | undefined,
  named: boolean,
  facts: Facts,
): Refusal {
  if (answer === undefined) {
    return {
      cause,
      status,
      declared: false,
      named: false,
      mediaType: undefined,
      body: undefined,
      headers: {},
      facts,
    };
  }
  const headers = answer.headers.flatMap((header) => {
    const isFilled = answer.places.some((place) => place.in === 'header' && place.at === header.name);
    const value = isFilled ? undefined : (byCause(header.examples, cause) ?? fixedValue(header));
    return value === undefined ? [] : [[header.name, String(value)] as const];
  });
  return {
    cause,
    status,
    declared: true,
    named,
    mediaType: answer.mediaType,
    body: bodyFor(answer, cause),
    headers: Object.fromEntries(headers),
    facts: factsOfCause(answer.facts, cause),
  };
}

/** The example of this cause, else the common one, else any: a body of the right shape beats none. */
function bodyFor({ example, examples }: Answer, cause: Cause): unknown {
  const candidates = [
    byCause(examples, cause),
    example,
    examples['bad-credential'],
    ...Object.values(examples),
  ];
  return candidates.find((candidate) => candidate !== undefined);
}

/** A fact named after the cause, or its parent, grounds the whole refusal. */
function factsOfCause(facts: Facts, cause: Cause): Facts {
  const parent = parentOf(cause);
  const named = facts[cause] ?? (parent === undefined ? undefined : facts[parent]);
  return named === undefined ? facts : { ...facts, '*': named };
}

/** The example named after the cause, else after its parent. */
function byCause(examples: Readonly<Record<string, unknown>>, cause: Cause): unknown {
  const parent = parentOf(cause);
  if (Object.hasOwn(examples, cause)) return examples[cause];
  return parent === undefined ? undefined : examples[parent];
}

/** A header whose value follows from nothing but the document. */
function fixedValue(header: AnswerHeader): unknown {
  if ('const' in header.schema) return header.schema['const'];
  const examples = header.schema['examples'];
  return Array.isArray(examples) ? examples[0] : header.schema['example'];
}
