import type { Answer, AuthModel, Cause, Operation, Place, Refusal } from '../../spec/model.ts';
import { sample } from './sample.ts';
import { compileShape, type Shape, showsRecordsOnly } from './shape.ts';
import type { Validators } from './validators.ts';

/** Nobody may keep what one caller was told (RFC 9111 §5.2.2.5), unless the document says otherwise. */
export const usualHeaders: Readonly<Record<string, string>> = { 'Cache-Control': 'no-store' };

/** One declared response, prepared to be written. */
export interface AnswerPlan {
  readonly status: number;
  readonly mediaType: string | undefined;
  readonly shape: Shape | undefined;
  /** Does the body tell of records alone, so that it stays the same until one of them changes? */
  readonly showsRecordsOnly: boolean;
  /** Headers whose value is known beforehand, to be copied. */
  readonly fixedHeaders: Readonly<Record<string, string>>;
  /** Headers that hold attributes: `tier.remaining`, a cookie with a secret … */
  readonly boundHeaders: readonly Place[];
}

/** The answer to one cause: body and fixed headers are texts already. */
export interface RefusalPlan {
  readonly status: number;
  readonly mediaType: string | undefined;
  readonly payload: string | undefined;
  /** What `payload` says, before it was written; undefined where the document says nothing. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly boundHeaders: readonly Place[];
  /** Where the body names the limits that are reached: `/violated-policies/*`. */
  readonly tierNames: readonly Place[];
}

export function prepareAnswer(
  operation: Operation,
  answer: Answer,
  validators: Validators,
  idName: string,
): AnswerPlan {
  const { schema } = answer;
  const shape =
    schema &&
    compileShape({
      schema,
      places: answer.places.filter((place) => place.in === 'body'),
      object: shownObject(operation),
      listing: operation.verb === 'list',
      idName,
      example: answer.example,
      validators,
    });
  return {
    status: answer.status,
    mediaType: answer.mediaType,
    shape,
    showsRecordsOnly: operation.objectKind === 'record' && shape !== undefined && showsRecordsOnly(shape),
    fixedHeaders: { ...usualHeaders, ...fixedHeaders(answer, validators) },
    boundHeaders: answer.places.filter((place) => place.in === 'header'),
  };
}

/** Prefix of the attributes that describe what the operation is about. */
function shownObject(operation: Operation): string {
  if (operation.objectKind === 'record') return 'record';
  return operation.objectKind === 'membership' ? 'user' : operation.object;
}

function fixedHeaders(answer: Answer, validators: Validators): Readonly<Record<string, string>> {
  const bound = new Set(answer.places.filter((place) => place.in === 'header').map((place) => place.at));
  return Object.fromEntries(
    answer.headers.flatMap(({ name, schema, required }) => {
      if (bound.has(name)) return [];
      if ('const' in schema) return [[name, String(schema['const'])]];
      return required && answer.status < 400 ? [[name, String(sample(schema, name, validators))]] : [];
    }),
  );
}

/** Does the document speak RFC 9457 anywhere? Then refusals that it does not declare do so too. */
export function speaksProblems(model: AuthModel): boolean {
  return model.operations.some((operation) =>
    operation.responses.values().some((answer) => answer.mediaType === 'application/problem+json'),
  );
}

export function prepareRefusals(
  hasProblems: boolean,
  operation: Operation,
  answers: ReadonlyMap<number, AnswerPlan>,
  validators: Validators,
): ReadonlyMap<Cause, RefusalPlan> {
  return new Map(
    [...operation.refusals].map(([cause, refusal]) => {
      const answer = operation.responses.get(refusal.status);
      const body = refusalBody(refusal, answer, validators);
      const plain = refusal.declared
        ? { mediaType: refusal.mediaType, payload: undefined }
        : plainRefusal(hasProblems, refusal.status);
      return [
        cause,
        {
          status: refusal.status,
          mediaType: body === undefined ? plain.mediaType : (refusal.mediaType ?? 'application/json'),
          payload: body === undefined ? plain.payload : encode(body, refusal.mediaType),
          body,
          headers: { ...usualHeaders, ...refusal.headers },
          boundHeaders: answers.get(refusal.status)?.boundHeaders ?? [],
          tierNames:
            answer?.places.filter(
              ({ in: site, attribute }) => site === 'body' && attribute === 'tier.name',
            ) ?? [],
        },
      ];
    }),
  );
}

/** The document's example, else what its schema asks for; nothing where it declares no content. */
function refusalBody(refusal: Refusal, answer: Answer | undefined, validators: Validators): unknown {
  if (refusal.body !== undefined) return refusal.body;
  if (!refusal.declared || !answer?.schema || refusal.mediaType === undefined) return undefined;
  // Seeded by status alone: the body must not tell an ended credential from one that never was.
  return sample(answer.schema, `refusal ${refusal.status}`, validators);
}

/**
 * A refusal that the document does not declare: in its problem format if it has one, else a small JSON object. It says
 * what the status says and no more (RFC 6750 §3.1, CWE-204).
 */
export function plainRefusal(
  hasProblems: boolean,
  status: number,
): { readonly mediaType: string; readonly payload: string } {
  const mediaType = hasProblems ? 'application/problem+json' : 'application/json';
  const title = process.getBuiltinModule('node:http').STATUS_CODES[status] ?? 'Refused';
  const body = hasProblems ? { type: 'about:blank', title, status } : { error: title };
  return { mediaType, payload: JSON.stringify(body) };
}

/** A text as it is where the media type is no JSON, all else as JSON. */
export function encode(body: unknown, mediaType: string | undefined): string {
  return typeof body === 'string' && mediaType !== undefined && !mediaType.includes('json')
    ? body
    : JSON.stringify(body);
}
