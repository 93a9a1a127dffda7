import type { JsonSchema } from '../../spec/model.ts';
import type { Minted, Subject } from '../call.ts';
import type { Shape } from '../plan/shape.ts';
import type { Credential } from '../state/credential.ts';
import type { User } from '../state/users.ts';
import type { World } from '../state/world.ts';
import { attributeValue } from './attribute.ts';

/** All that a body may tell of: nothing else can get into one. */
export interface View {
  readonly world: World;
  readonly now: number;
  /** Tenant of the call. */
  readonly tenant: string;
  readonly subject: Subject | undefined;
  readonly list: readonly Subject[];
  /** Who signed in, or who calls. */
  readonly user: User | undefined;
  readonly minted: readonly Minted[];
  readonly actor: Credential | undefined;
  /** The call asked after a credential that does not work, whatever the reason. */
  readonly inactive?: boolean;
}

/** Makes the body that the shape describes; `undefined` where there is nothing to say. */
export function fill(shape: Shape, view: View): unknown {
  switch (shape.type) {
    case 'constant':
      return shape.value;
    case 'attribute':
      return firstValue(shape.attributes, shape.schema, view);
    case 'list':
      return view.list.map((subject) => fill(shape.item, { ...view, subject }));
    case 'data':
      return undefined;
    case 'object':
      return object(shape, view);
  }
}

function firstValue(attributes: readonly string[], schema: JsonSchema, view: View): unknown {
  for (const attribute of attributes) {
    const value = attributeValue(attribute, schema, view);
    if (value !== undefined) return value;
  }
  return undefined;
}

function object(shape: Shape & { type: 'object' }, view: View): Record<string, unknown> {
  const stored = shape.subject === 'is' ? dataOf(view) : {};
  const body: Record<string, unknown> = {};
  for (const { name, shape: inner, fallback } of shape.properties) {
    const value = inner.type === 'data' && Object.hasOwn(stored, name) ? stored[name] : fill(inner, view);
    if (value !== undefined) body[name] = value;
    else if (fallback) body[name] = fallback.value;
  }
  if (!shape.closed)
    for (const [name, value] of Object.entries(stored)) if (!Object.hasOwn(body, name)) body[name] = value;
  return body;
}

function dataOf({ subject, world }: View): Readonly<Record<string, unknown>> {
  switch (subject?.type) {
    case 'record':
      return subject.record.data;
    case 'credential':
      return subject.credential.data;
    case 'user':
    case 'membership':
      return subject.user.data;
    case 'tenant':
      return world.tenants.get(subject.tenant)?.data ?? {};
    default:
      return {};
  }
}
