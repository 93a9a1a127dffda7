import type { Changes, Writable } from './changes.ts';

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The tenants of one space, in order of creation. */
export class Tenants {
  readonly #byId = new Map<string, Tenant>();
  readonly #changes: Changes | undefined;

  constructor(changes?: Changes) {
    this.#changes = changes;
  }

  get(id: string): Tenant | undefined {
    return this.#byId.get(id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  keys(): MapIterator<string> {
    return this.#byId.keys();
  }

  all(): Iterable<Tenant> {
    return this.#byId.values();
  }

  add(tenant: Tenant): void {
    this.#byId.set(tenant.id, tenant);
    this.#changes?.touch('tenant', tenant.id);
  }

  change(tenant: Writable<Tenant>, changed: Partial<Omit<Tenant, 'id'>>): void {
    Object.assign(tenant, changed);
    this.#changes?.touch('tenant', tenant.id);
  }

  remove(id: string): boolean {
    this.#changes?.touch('tenant', id);
    return this.#byId.delete(id);
  }
}
