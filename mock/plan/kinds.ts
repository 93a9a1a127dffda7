import type { AuthModel, CredentialKind, Operation } from '../../spec/model.ts';
import { JwtAuthority } from '../secrets/jwt.ts';
import { secretMaker } from '../secrets/opaque.ts';
import type { Random } from '../secrets/random.ts';
import { constantOf, isRecord, propertiesOf } from './schema.ts';
import { compileShape, type Shape } from './shape.ts';
import type { Check, Validators } from './validators.ts';

/** One kind of credential, prepared. */
export interface KindPlan {
  readonly kind: CredentialKind;
  /** A new opaque secret; JWT kinds are signed instead. */
  readonly makeSecret: (random: Random) => string;
  readonly jwt: JwtPlan | undefined;
  /** Must the value stay readable, because a later answer shows it? */
  readonly keepsSecret: boolean;
  readonly keepsHint: boolean;
  /** Cookie that carries it, if one does. */
  readonly cookie: string | undefined;
}

interface JwtPlan {
  readonly authority: JwtAuthority;
  /** Signs what this server does not trust; for third parties only. */
  readonly foreign: JwtAuthority;
  readonly claims: Shape;
  readonly checkClaims: Check;
}

const makingVerbs = new Set<Operation['verb']>(['issue', 'login', 'refresh', 'rotate']);

export function prepareKinds(
  model: AuthModel,
  validators: Validators,
  randomOf: (purpose: string) => Random,
): ReadonlyMap<string, KindPlan> {
  const makers = new Set(
    model.operations.filter((operation) => makingVerbs.has(operation.verb)).map((operation) => operation.key),
  );
  return new Map(
    [...model.credentials].map(([name, kind]) => [
      name,
      {
        kind,
        makeSecret: secretMaker(kind.secret.schema),
        jwt: jwtPlan(kind, validators, randomOf),
        keepsSecret: !kind.displayedOnce || kind.valueDisplayedBy.some((key) => !makers.has(key)),
        keepsHint: shows(model, `${name}.hint`),
        cookie: cookieOf(model, name),
      },
    ]),
  );
}

function jwtPlan(
  kind: CredentialKind,
  validators: Validators,
  randomOf: (purpose: string) => Random,
): JwtPlan | undefined {
  const { secret } = kind;
  if (secret.kind !== 'jwt') return undefined;
  const header = Object.fromEntries(
    propertiesOf(secret.header).flatMap(([name, schema]) => {
      const constant = constantOf(schema);
      return constant ? [[name, constant.value]] : [];
    }),
  );
  const usual = kind.issuedBy === 'self' ? 'HS256' : 'RS256';
  const algorithm = typeof header['alg'] === 'string' ? header['alg'] : usual;
  return {
    authority: new JwtAuthority(algorithm, header, randomOf(`key ${kind.name}`)),
    foreign: new JwtAuthority(algorithm, header, randomOf(`foreign key ${kind.name}`)),
    claims: compileShape({
      schema: secret.claims,
      places: secret.places,
      object: kind.name,
      listing: false,
      idName: '',
      example: isRecord(secret.claims) ? secret.claims['example'] : undefined,
      validators,
    }),
    checkClaims: validators.for(secret.claims),
  };
}

function shows(model: AuthModel, attribute: string): boolean {
  return model.operations.some((operation) =>
    [...operation.responses.values()].some((answer) =>
      answer.places.some((place) => place.attribute === attribute),
    ),
  );
}

function cookieOf(model: AuthModel, kind: string): string | undefined {
  for (const { credential, carrier } of model.schemes.values()) {
    if (credential === kind && carrier.in === 'cookie') return carrier.name;
  }
  return undefined;
}
