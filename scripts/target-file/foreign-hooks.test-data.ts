import type { RunningMock } from '../../mock/index.ts';
import type { AuthModel } from '../../spec/model.ts';

/**
 * A module of hooks that manages keys in the console of a running mock and moves its clock: what a vendor would write
 * with the own admin tools.
 */
export function hooksFor(mock: RunningMock, model: AuthModel, role: string): string {
  const clerks = [...model.fixtures.users.values()].filter(({ tenant, roles }) =>
    roles.get(tenant)?.includes(role),
  );
  const admins = Object.fromEntries(
    clerks.map(({ tenant, email, password }) => [tenant, `${email}:${password}`]),
  );
  return `
const place = ${JSON.stringify({ console: mock.consoleUrl, control: mock.control, admins })};

async function call(url, authorization, method, body) {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(method + ' was answered with ' + answer.status);
  return answer.status === 204 ? {} : answer.json();
}

const keys = (tenant, method, path = '', body = undefined) =>
  call(place.console + '/keys' + path, 'Basic ' + btoa(place.admins[tenant]), method, body);
const plane = (method, path, body) =>
  call(place.control.url + '/spaces/main' + path, 'Bearer ' + place.control.token, method, body);

export default {
  issue: async ({ name, tenant }) => {
    const { id, value } = await keys(tenant, 'POST', '', { name });
    return { id, secret: value };
  },
  revoke: ({ id, tenant }) => keys(tenant, 'DELETE', '/' + id),
  list: ({ tenant }) => keys(tenant, 'GET'),
  advanceClock: ({ seconds }) => plane('POST', '/clock', { advanceSeconds: seconds }),
  now: () => plane('GET', '/clock'),
  restore: async () => {
    await plane('POST', '/reset');
    await plane('POST', '/clock', { frozen: true });
  },
};
`;
}

/** The same hooks as a command. */
export const commandOfHooks = `
import hooks from './hooks.mjs';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { hook, input } = JSON.parse(text);
const output = hook === 'describe' ? { hooks: Object.keys(hooks) } : await hooks[hook](input);
process.stdout.write(JSON.stringify(output ?? {}));
`;
