import type { Operation } from '../../../spec/model.ts';
import { type Held, type LabUser, Lacking } from '../../lab/held.ts';
import { callHook, hookServes, personInput } from '../../lab/hooked.ts';
import type { Lab, Sent } from '../../lab/lab.ts';
import { obtain } from '../../lab/obtain.ts';
import { asDocumented, type Presentation } from '../../lab/present.ts';
import { ownProfileOf } from '../../predict/people.ts';
import { switchOperation } from '../../predict/switching.ts';

/** Sends what concerns the active tenant of people: switches, and looks at where somebody is. */
export class Switcher {
  readonly lab: Lab;
  readonly operation: Operation;
  readonly scheme: string;
  readonly profile: Operation | undefined;

  /** @throws Lacking if the document has no such operation, or not over one scheme alone */
  constructor(lab: Lab) {
    const operation = switchOperation(lab.model);
    const scheme = operation?.security
      .find((requirement) => requirement.size === 1)
      ?.keys()
      .next().value;
    if (operation === undefined || scheme === undefined)
      throw new Lacking('the document has no operation that switches the active tenant');
    this.lab = lab;
    this.operation = operation;
    this.scheme = scheme;
    this.profile = ownProfileOf(lab.model);
  }

  async token(user: LabUser): Promise<Presentation> {
    const kind = this.lab.model.schemes.get(this.scheme)?.credential ?? this.scheme;
    const held: Held = await obtain(this.lab, kind, { user: user.id });
    return asDocumented(this.lab.model, held, this.scheme);
  }

  async switch(
    step: string,
    token: Presentation,
    user: LabUser,
    tenant: string,
    control?: Sent,
    name = user.id,
  ): Promise<Sent> {
    if (control === undefined && hookServes(this.lab, 'switchTenant', this.operation)) {
      const about = { operation: this.operation, step: { step, case: name } };
      const { sent } = await callHook(this.lab, 'switchTenant', { ...personInput(user), to: tenant }, about);
      this.#moved(user, tenant, sent);
      return sent;
    }
    const request = this.lab.build(this.operation, { values: { 'user.id': user.id, 'user.tenant': tenant } });
    const sent = await this.lab.send({
      step,
      role: control === undefined ? 'control' : 'probe',
      case: name,
      control: control?.seq,
      request,
      present: [token],
      detail: { user: user.id, tenant, before: user.tenant },
    });
    if (sent.ok && control === undefined) this.#moved(user, tenant, sent);
    return sent;
  }

  #moved(user: LabUser, tenant: string, sent: Sent): void {
    user.tenant = tenant;
    this.lab.fact({ fact: 'user-changed', user: user.id, change: 'tenant', to: [tenant], by: sent.seq });
  }

  /** Where the person is, by its own profile. */
  async look(step: string, token: Presentation, user: LabUser, of?: Sent): Promise<Sent | undefined> {
    if (this.profile === undefined) return undefined;
    return this.lab.send({
      step,
      role: 'read-back',
      case: of?.exchange.case ?? user.id,
      readBackOf: of?.seq,
      request: this.lab.build(this.profile),
      present: [token],
      detail: { user: user.id, tenant: user.tenant },
    });
  }

  /** A call on records by a token. */
  async call(
    step: string,
    operation: Operation,
    token: Presentation,
    more: {
      readonly record?: string;
      readonly control?: Sent | undefined;
      readonly body?: unknown;
      readonly detail?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Sent> {
    const built = this.lab.build(operation, {
      values: more.record === undefined ? {} : { 'record.id': more.record },
    });
    const request = more.body === undefined ? built : { ...built, body: more.body };
    return this.lab.send({
      step,
      role: more.control === undefined ? 'control' : 'probe',
      case: operation.key,
      control: more.control?.seq,
      request,
      present: [token],
      detail: { ...(more.record === undefined ? {} : { record: more.record }), ...more.detail },
    });
  }
}
