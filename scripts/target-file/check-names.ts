import { join } from '../../spec/load/json.ts';
import { suggestion } from '../../spec/load/near-match.ts';
import type { AuthModel } from '../../spec/model.ts';
import type { ReadTargetFile } from './read.ts';

/**
 * Checks that what a target file names is in the document.
 * @throws UsageError with near matches for each name that is not
 */
export function checkNames(read: ReadTargetFile, model: AuthModel): void {
  const { users, tenants, credentials, bindings, limits, acceptance, lacks } = read.content;
  const { fixtures } = model;
  const operations = model.operations.map(({ key }) => key);
  const known = {
    user: [...fixtures.users.keys()],
    tenant: [...fixtures.tenants],
    operation: operations,
    limit: model.tiers.map(({ name }) => name),
    credential: [...model.credentials.keys()],
    fixture: fixtures.credentials.map(({ name }) => name),
  };
  const problems: { pointer: string; message: string }[] = [];
  const check = (what: string, name: string, names: readonly string[], pointer: string): void => {
    if (!names.includes(name))
      problems.push({ pointer, message: `the document has no ${what} "${name}".${suggestion(name, names)}` });
  };
  const checkKeys = (
    place: string,
    what: string,
    map: object | undefined,
    names: readonly string[],
  ): void => {
    for (const name of Object.keys(map ?? {})) check(what, name, names, join(place, name));
  };
  checkKeys('#/users', 'fixture user', users, known.user);
  checkKeys('#/tenants', 'tenant', tenants, known.tenant);
  checkKeys('#/bindings', 'operation', bindings, known.operation);
  checkKeys('#/acceptance', 'operation', acceptance, known.operation);
  checkKeys('#/limits', 'rate limit', limits, known.limit);
  for (const [name, one] of Object.entries(credentials ?? {})) {
    const pointer = join('#/credentials', name);
    if (typeof one === 'string') {
      check('fixture credential', name, known.fixture, pointer);
      continue;
    }
    check('kind of credential', one.kind, known.credential, join(pointer, 'kind'));
    if (one.user !== undefined) check('fixture user', one.user, known.user, join(pointer, 'user'));
  }
  for (const [key, { path }] of Object.entries(bindings ?? {})) {
    const operation = model.operations.find((one) => one.key === key);
    for (const [, name = ''] of (path ?? '').matchAll(/\{([^}]+)\}/g)) {
      const names = operation?.parameters.filter((one) => one.in === 'path').map((one) => one.name) ?? [];
      if (operation !== undefined) check('path parameter', name, names, join('#/bindings', key, 'path'));
    }
  }
  for (const [index, { capability }] of (lacks ?? []).entries()) {
    const [, kind, name] = /^(user|operation|credential):(.*)$/.exec(capability) ?? [];
    const pointer = join('#/lacks', index, 'capability');
    if (kind === 'user') check('fixture user', name ?? '', known.user, pointer);
    if (kind === 'operation') check('operation', name ?? '', known.operation, pointer);
    if (kind === 'credential') check('kind of credential', name ?? '', known.credential, pointer);
  }
  if (problems.length > 0) throw read.refuse(problems);
}
