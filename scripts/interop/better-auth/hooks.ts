import { env } from 'node:process';
import type { TargetHooks } from '../../../suites/hooks.ts';

/** Where the hooks find the running server and its people, as JSON of a `HookPlace`. */
export const placeVariable = 'BETTER_AUTH_PLACE';

export interface HookPlace {
  readonly url: string;
  readonly token: string;
  /** Address → password at the start. */
  readonly passwords: Readonly<Record<string, string>>;
}

const place = (): HookPlace => JSON.parse(env[placeVariable] ?? '{}');
const changed = new Map<string, string>();

/** What this server has not over HTTP, its clock and a new start, and what a document cannot say of it. */
export default {
  advanceClock: ({ seconds }) => control('advance', { seconds }),
  now: () => control('now', {}),
  restore: () => {
    changed.clear();
    return control('restore', {});
  },
  changePassword: async ({ email, password }) => {
    const { url, passwords } = place();
    const current = changed.get(email) ?? passwords[email];
    const post = async (call: string, body: object, cookie = '') => {
      const answer = await fetch(`${url}/api/auth/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
        body: JSON.stringify(body),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${call} answered with ${answer.status}`);
      return answer;
    };
    const signedIn = await post('sign-in/email', { email, password: current });
    const [cookie = ''] = signedIn.headers.getSetCookie().map((line) => line.replace(/;.*/, ''));
    const wish = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
    await post('change-password', wish, cookie);
    changed.set(email, password);
  },
} satisfies TargetHooks;

async function control(action: string, body: object): Promise<{ readonly now: string }> {
  const { url, token } = place();
  const answer = await fetch(`${url}/control/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const said: unknown = await answer.json();
  if (typeof said !== 'object' || said === null || !('now' in said))
    throw new Error(`the server did not ${action}: ${answer.status}`);
  return { now: String(said.now) };
}
