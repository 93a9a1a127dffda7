import { env } from 'node:process';
import type { TargetHooks } from '../../../suites/hooks.ts';

/** Where the hooks find the running server. */
export const controlVariable = 'BETTER_AUTH_CONTROL';

/** What this server has not over HTTP: its clock, and a new start. */
export default {
  advanceClock: ({ seconds }) => control('advance', { seconds }),
  now: () => control('now', {}),
  restore: () => control('restore', {}),
} satisfies TargetHooks;

async function control(action: string, body: object): Promise<{ readonly now: string }> {
  const { url, token } = JSON.parse(env[controlVariable] ?? '{}');
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
