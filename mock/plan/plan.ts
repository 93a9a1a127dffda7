import type { AuthModel, HttpMethod, Operation } from '../../spec/model.ts';
import { prepareScheme, type SchemePlan } from '../carriers/claim.ts';
import { HmacKey, type StorableKey } from '../secrets/keyring.ts';
import { type Random, secureRandom, seededRandom } from '../secrets/random.ts';
import type { Edge } from '../state/timing.ts';
import { speaksProblems } from './answers.ts';
import { type Guard, prepareGuard } from './guard.ts';
import { type KindPlan, prepareKinds } from './kinds.ts';
import { type OperationPlan, prepareOperation } from './operation.ts';
import { Router } from './router.ts';
import { Validators } from './validators.ts';

/** All that can be decided before the first request. */
export interface MockPlan {
  readonly model: AuthModel;
  readonly edge: Edge;
  readonly kinds: ReadonlyMap<string, KindPlan>;
  readonly schemes: ReadonlyMap<string, SchemePlan>;
  readonly api: Router<RoutePlan>;
  readonly console: Router<RoutePlan>;
  readonly speaksProblems: boolean;
  /** Text for derived challenges. */
  readonly realm: string;
  /** A source of its own for each purpose: what one draws does not change what another gets. */
  readonly randomOf: (purpose: string) => Random;
  /** Hides what a partition of a limit is named after. */
  readonly partitionKey: HmacKey;
  /** All keys that a store must keep, by name. */
  readonly keys: ReadonlyMap<string, StorableKey>;
}

/** One path with the operations on it. */
export interface RoutePlan {
  readonly template: string;
  readonly operations: ReadonlyMap<string, OperationPlan>;
  /** Value of `Allow`. */
  readonly allow: string;
  /** For a method that the path lacks: it asks for what its neighbours ask for. */
  guardFor(method: string): Guard;
  /** Any operation of the path, to learn how this document refuses. */
  readonly neighbour: OperationPlan;
}

export function prepare(model: AuthModel, edge: Edge, seed?: string): MockPlan {
  const randomOf = (purpose: string): Random =>
    seed === undefined ? secureRandom : seededRandom(`${seed} ${purpose}`);
  const validators = new Validators();
  const schemes = new Map([...model.schemes].map(([name, scheme]) => [name, prepareScheme(scheme)]));
  const routers = { api: new Router<RoutePlan>(), console: new Router<RoutePlan>() };
  for (const isConsole of [false, true]) {
    const router = isConsole ? routers.console : routers.api;
    const paths = Map.groupBy(
      model.operations.filter((operation) => operation.console === isConsole),
      (operation) => operation.path,
    );
    for (const [path, operations] of paths) {
      const plans = operations.map((operation) => prepareOperation(model, operation, schemes, validators));
      const route = prepareRoute(model, schemes, path, plans);
      if (route) router.add(path, route);
    }
  }
  const kinds = prepareKinds(model, validators, randomOf);
  const partitionKey = new HmacKey();
  return {
    model,
    edge,
    schemes,
    kinds,
    ...routers,
    speaksProblems: speaksProblems(model),
    realm: model.title.replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, ''),
    randomOf,
    partitionKey,
    keys: keysOf(kinds, partitionKey),
  };
}

function keysOf(
  kinds: ReadonlyMap<string, KindPlan>,
  partitionKey: HmacKey,
): ReadonlyMap<string, StorableKey> {
  const keys = new Map<string, StorableKey>([['partitions', partitionKey]]);
  for (const [name, { jwt }] of kinds) {
    if (jwt) keys.set(`kind ${name}`, jwt.authority).set(`foreign ${name}`, jwt.foreign);
  }
  return keys;
}

function prepareRoute(
  model: AuthModel,
  schemes: ReadonlyMap<string, SchemePlan>,
  template: string,
  plans: readonly OperationPlan[],
): RoutePlan | undefined {
  const [neighbour] = plans;
  if (!neighbour) return undefined;
  const operations = new Map(plans.map((plan) => [plan.operation.method as string, plan]));
  const methods = new Set(operations.keys());
  if (methods.has('GET')) methods.add('HEAD');
  methods.add('OPTIONS');
  const all = plans.map((plan) => plan.operation);
  const guards = new Map<string, Guard>();
  return {
    template,
    operations,
    allow: [...methods].join(', '),
    neighbour,
    guardFor(method) {
      const known = guards.get(method);
      if (known) return known;
      const guard = prepareGuard(model, schemes, {
        operation: template,
        method: method as HttpMethod,
        security: unionOf(all),
        tiers: [],
      });
      guards.set(method, guard);
      return guard;
    },
  };
}

/** If one of them is open to all, so is the answer that there is no such method. */
function unionOf(operations: readonly Operation[]): Operation['security'] {
  if (operations.some((operation) => operation.security.length === 0)) return [];
  return operations.flatMap((operation) => operation.security);
}
