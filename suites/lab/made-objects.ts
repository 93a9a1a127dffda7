import type { AuthModel, Operation } from '../../spec/model.ts';
import type { BuiltRequest } from './build-request.ts';
import type { Held } from './held.ts';
import type { Journal, MadeEntry } from './journal.ts';
import type { Lab, Sent } from './lab.ts';
import { valuesAt } from './pointer.ts';
import { readText } from './read-answer.ts';
import { recordIdIn } from './record-target.ts';

/** Something that the run made, or may have made. */
export interface MadeObject extends MadeEntry {
  /** Credential kind, `user`, `membership`, `tenant`, or collection path. */
  readonly object: string;
  readonly objectKind: Operation['objectKind'];
  /** `pending`: sent, and no answer told whether it came to be. */
  state: 'pending' | 'made' | 'not-made' | 'removed';
  id?: string;
  owner?: string;
  tenant?: string;
  /** `seq` of the exchange that made it, in the run that did. */
  by?: number;
  /** In memory only: by which some operations end a credential. */
  secret?: string;
}

interface HookedWish {
  readonly name?: string | undefined;
  readonly user?: string | undefined;
  readonly tenant?: string | undefined;
}

/** What experiments make on a target that others share, so that it can be removed, now or later from the journal. */
export class MadeObjects {
  readonly objects: MadeObject[];
  readonly #journal: Journal | undefined;

  /** `known`: what an earlier run made. */
  constructor(journal?: Journal, known: readonly MadeObject[] = []) {
    this.#journal = journal;
    this.objects = [...known];
  }

  /** Those that are there, or may be; newest first. */
  open(experiment?: string): readonly MadeObject[] {
    return this.objects
      .filter(
        (one) =>
          (one.state === 'made' || one.state === 'pending') &&
          (experiment === undefined || one.experiment === experiment),
      )
      .toReversed();
  }

  /** How many requests clean-up will need when an operation has been called: somebody who may, and the removal. */
  requestsToRemove(lab: Lab, operation: Operation): number {
    return 2 * (this.open(lab.experiment).length + (isMaking(lab.model, operation) ? 1 : 0));
  }

  /** Before a request is sent: writes down what it would make. */
  begin(lab: Lab, request: BuiltRequest, method: string): MadeObject | undefined {
    const { operation } = request;
    if (!isMaking(lab.model, operation) || method !== request.method) return undefined;
    const entry: MadeEntry = {
      n: this.#nextNumber(),
      experiment: lab.experiment,
      operation: operation.key,
      params: harmless(lab, paramsOf(templateOf(lab, operation), request.path)),
      values: harmless(lab, valuesOf(request, templateOf(lab, operation))),
    };
    this.#journal?.write(entry);
    const object: MadeObject = {
      ...entry,
      object: operation.object,
      objectKind: operation.objectKind,
      state: 'pending',
    };
    this.objects.push(object);
    return object;
  }

  /** Before a hook is called that makes a credential. */
  beginHooked(lab: Lab, kind: string, { name, user, tenant }: HookedWish): MadeObject {
    const entry: MadeEntry = {
      n: this.#nextNumber(),
      experiment: lab.experiment,
      operation: 'hook:issue',
      kind,
      params: {},
      values: harmless(lab, {
        ...(name === undefined ? {} : { [`${kind}.name`]: name }),
        ...(user === undefined ? {} : { [`${kind}.owner`]: user }),
        ...(tenant === undefined ? {} : { 'tenant.id': tenant }),
      }),
    };
    this.#journal?.write(entry);
    const object: MadeObject = { ...entry, object: kind, objectKind: 'credential', state: 'pending' };
    this.objects.push(object);
    return object;
  }

  /** After it: what it made. */
  keepHooked(lab: Lab, making: MadeObject, { id, secret, user, tenant, by }: Held): void {
    making.secret = secret;
    if (by !== undefined) making.by = by;
    this.update(making, {
      state: 'made',
      ...(id === undefined || lab.taint.clean(id) !== id ? {} : { id }),
      ...(user === undefined ? {} : { owner: user }),
      ...(tenant === undefined ? {} : { tenant }),
    });
  }

  #nextNumber(): number {
    return 1 + Math.max(0, ...this.objects.map(({ n }) => n));
  }

  /** After an answer: notes what came to be, and what is gone. Without an answer, or after a 5xx, nobody knows. */
  seen(lab: Lab, request: BuiltRequest, sent: Sent, making: MadeObject | undefined): void {
    if (making !== undefined && sent.status > 0 && sent.status < 500) {
      if (sent.ok) this.#made(lab, request.operation, sent, making);
      else this.update(making, { state: 'not-made' });
    }
    if (sent.ok && isRemoving(request.operation)) this.#noteRemoved(request);
  }

  update(object: MadeObject, change: Partial<Pick<MadeObject, 'state' | 'id' | 'owner' | 'tenant'>>): void {
    Object.assign(object, change);
    const { n, state, id, owner, tenant } = object;
    this.#journal?.write({
      n,
      ...(state === 'removed' ? { removed: true as const } : { made: state === 'made' }),
      ...(id === undefined ? {} : { id }),
      ...(owner === undefined ? {} : { owner }),
      ...(tenant === undefined ? {} : { tenant }),
    });
  }

  #made(lab: Lab, operation: Operation, sent: Sent, making: MadeObject): void {
    const { object, objectKind } = operation;
    const id =
      objectKind === 'record'
        ? recordIdIn(lab, operation, sent)
        : readText(lab.model, operation, sent, `${object}.id`);
    const owner = making.values[`${object}.owner`] ?? readText(lab.model, operation, sent, `${object}.owner`);
    const tenant = making.values['record.tenant'] ?? making.values['tenant.id'];
    const secret =
      objectKind === 'credential' ? readText(lab.model, operation, sent, `${object}.secret`) : undefined;
    making.by = sent.seq;
    if (secret !== undefined) making.secret = secret;
    const twin = this.objects.find(
      (one) =>
        one !== making && one.state === 'made' && one.object === object && id !== undefined && one.id === id,
    );
    // A rotation may keep the id: it is the same thing.
    if (twin !== undefined) this.update(twin, { state: 'not-made' });
    this.update(making, {
      state: 'made',
      ...(id === undefined || lab.taint.clean(id) !== id ? {} : { id }),
      ...(owner === undefined ? {} : { owner }),
      ...(tenant === undefined ? {} : { tenant }),
    });
  }

  /** A removal that was acknowledged names what it removed in its path or body. */
  #noteRemoved({ operation, path, body }: BuiltRequest): void {
    const segments = path.split('/').map(decodeURIComponent);
    const text = body === undefined ? '' : JSON.stringify(body);
    for (const one of this.open()) {
      if (one.object !== operation.object) continue;
      const names = [one.id, one.secret].filter((name) => name !== undefined);
      if (names.some((name) => segments.includes(name) || text.includes(JSON.stringify(name))))
        this.update(one, { state: 'removed' });
    }
  }
}

/** Does a call leave something behind that does not end by itself? */
export function isMaking(model: AuthModel, { verb, object, objectKind }: Operation): boolean {
  if (verb === 'issue' || verb === 'create' || verb === 'rotate') return true;
  if (verb !== 'login' || objectKind !== 'credential') return false;
  return typeof model.credentials.get(object)?.lifetime === 'string';
}

function isRemoving({ verb }: Operation): boolean {
  return verb === 'revoke' || verb === 'delete' || verb === 'logout';
}

/** Where the operation lives on this target. */
const templateOf = (lab: Lab, { key, path }: Operation): string => lab.config.bindings?.[key]?.path ?? path;

/** The parameters of a path by their names in the template. */
function paramsOf(template: string, path: string): Readonly<Record<string, string>> {
  const wanted = template.split('/');
  const given = path.split('?')[0]?.split('/') ?? [];
  return Object.fromEntries(
    wanted.flatMap((part, index) => {
      const name = /^\{([^}]+)\}$/.exec(part)?.[1];
      return name === undefined ? [] : [[name, decodeURIComponent(given[index] ?? '')]];
    }),
  );
}

const telling = /\.(?:name|owner|id|email|tenant|group)$/;

function valuesOf(
  { operation, path, body }: BuiltRequest,
  template: string,
): Readonly<Record<string, string>> {
  const params = paramsOf(template, path);
  return Object.fromEntries(
    operation.request.flatMap(({ attribute, in: where, at }) => {
      if (!telling.test(attribute)) return [];
      const value = where === 'path' ? params[at] : where === 'body' ? valuesAt(body, at)[0] : undefined;
      return typeof value === 'string' || typeof value === 'number' ? [[attribute, String(value)]] : [];
    }),
  );
}

/** Without what is, or holds, a secret. */
function harmless(lab: Lab, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => lab.taint.clean(value) === value));
}
