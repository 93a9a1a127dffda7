import type { AuthModel, Cause, Operation, Place } from '../../spec/model.ts';
import type { SchemePlan } from '../carriers/claim.ts';
import {
  type AnswerPlan,
  prepareAnswer,
  prepareRefusals,
  type RefusalPlan,
  speaksProblems,
} from './answers.ts';
import { type Guard, prepareGuard } from './guard.ts';
import { folded, propertiesOf, typesOf, withoutReadOnly } from './schema.ts';
import type { Shape } from './shape.ts';
import type { Check, Validators } from './validators.ts';

/** One operation, prepared. */
export interface OperationPlan {
  readonly operation: Operation;
  readonly guard: Guard;
  readonly checkBody: Check | undefined;
  readonly checkParameters: readonly ParameterCheck[];
  readonly answers: ReadonlyMap<number, AnswerPlan>;
  readonly refusals: ReadonlyMap<Cause, RefusalPlan>;
  /** Places that a client may fill, by attribute. */
  readonly given: ReadonlyMap<string, readonly Place[]>;
  /** Top-level body properties that are stored as they come; undefined: all of them. */
  readonly stored: readonly string[] | undefined;
  /** Path parameter that names the record, if the path has one. */
  readonly idParameter: string | undefined;
  /** Are ids of these records numbers, as the answer shows them? */
  readonly hasNumericId: boolean;
  /** Path parameters above the collection that are not attributes, with the collection each belongs to. */
  readonly parents: readonly { readonly parameter: string; readonly collection: string }[];
  /** Kinds whose secret stands in the success answer, the operation's own kind first. */
  readonly made: readonly string[];
}

export interface ParameterCheck {
  readonly name: string;
  readonly in: 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly type: string;
  readonly check: Check;
}

export function prepareOperation(
  model: AuthModel,
  operation: Operation,
  schemes: ReadonlyMap<string, SchemePlan>,
  validators: Validators,
): OperationPlan {
  const idParameter = operation.objectKind === 'record' ? idParameterOf(operation) : undefined;
  const answers = new Map(
    [...operation.responses].map(([status, answer]) => [
      status,
      prepareAnswer(operation, answer, validators, idParameterName(model, operation)),
    ]),
  );
  return {
    operation,
    guard: prepareGuard(model, schemes, {
      operation: operation.key,
      method: operation.method,
      security: operation.security,
      tiers: operation.tiers,
    }),
    checkBody: operation.body && validators.for(withoutReadOnly(operation.body.schema)),
    checkParameters: parameterChecks(operation, validators),
    answers,
    refusals: prepareRefusals(speaksProblems(model), operation, answers, validators),
    given: Map.groupBy(
      operation.request.filter((place) => !place.readOnly),
      (place) => place.attribute,
    ),
    stored: storedProperties(operation),
    idParameter,
    hasNumericId: [...answers.values()].some(({ shape }) => shape !== undefined && showsNumericId(shape)),
    parents: operation.objectKind === 'record' ? parentsOf(operation, idParameter) : [],
    made: madeKinds(operation),
  };
}

function parameterChecks(operation: Operation, validators: Validators): readonly ParameterCheck[] {
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in === 'path') return [];
    const { type } = parameter.schema;
    return [
      {
        ...parameter,
        in: parameter.in,
        type: typeof type === 'string' ? type : 'string',
        check: validators.for(parameter.schema),
      },
    ];
  });
}

function showsNumericId(shape: Shape): boolean {
  if (shape.type === 'list') return showsNumericId(shape.item);
  if (shape.type === 'object') return shape.properties.some((property) => showsNumericId(property.shape));
  return (
    shape.type === 'attribute' &&
    shape.attributes.includes('record.id') &&
    typesOf(shape.schema).includes('integer')
  );
}

function parametersIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** The parameter annotated as the record's id, else the one right behind the collection's path. */
function idParameterOf(operation: Operation): string | undefined {
  const annotated = operation.request.find((place) => place.attribute === 'record.id' && place.in === 'path');
  if (annotated) return annotated.at;
  const rest = operation.path.startsWith(`${operation.object}/`)
    ? operation.path.slice(operation.object.length)
    : '';
  return parametersIn(rest)[0];
}

/** How items of this collection are named in paths, to find the same property in bodies: usually `id`. */
function idParameterName(model: AuthModel, operation: Operation): string {
  const { object } = operation;
  const names = model.operations.flatMap((other) => (other.object === object ? [idParameterOf(other)] : []));
  const bodies = [...operation.responses.values()].map((answer) =>
    JSON.stringify(Object.keys(answer.schema ?? {}).length === 0 ? {} : answer.schema),
  );
  const found = names.find(
    (name) => name !== undefined && name !== 'id' && bodies.some((body) => body.includes(`"${name}"`)),
  );
  const hasPlainId = bodies.some((body) => body.includes('"id":'));
  return hasPlainId || found === undefined ? 'id' : found;
}

function parentsOf(operation: Operation, idParameter: string | undefined): OperationPlan['parents'] {
  const annotated = new Set(
    operation.request.filter((place) => place.in === 'path').map((place) => place.at),
  );
  return parametersIn(operation.object).flatMap((parameter) =>
    parameter === idParameter || annotated.has(parameter)
      ? []
      : [{ parameter, collection: operation.object.slice(0, operation.object.indexOf(`/{${parameter}}`)) }],
  );
}

/** Only declared, writable properties without an annotation are kept as they come: nobody can slip in an owner. */
function storedProperties(operation: Operation): readonly string[] | undefined {
  if (!operation.body) return [];
  const bound = operation.request.filter((place) => place.in === 'body').map((place) => place.at);
  const declared = propertiesOf(folded(operation.body.schema));
  if (declared.length === 0 && bound.length === 0) return undefined;
  return declared.flatMap(([name, schema]) => {
    const isBound = bound.some((at) => at === `/${name}` || at.startsWith(`/${name}/`));
    return isBound || schema['readOnly'] === true ? [] : [name];
  });
}

function madeKinds(operation: Operation): readonly string[] {
  const places = operation.responses.get(operation.success)?.places ?? [];
  const kinds = places.flatMap(({ attribute }) => {
    const [kind = '', member] = attribute.split('.');
    return member === 'secret' || member === 'value' ? [kind] : [];
  });
  return [...new Set([operation.object, ...kinds])];
}
