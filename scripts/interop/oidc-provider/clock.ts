/** Moves the clock of the server, which the script that starts it lets do. */
export async function moveClock(seconds: number): Promise<{ readonly now: string }> {
  const { PROVIDER_URL = '', PROVIDER_CLOCK_KEY = '' } = process.env;
  const answer = await fetch(`${PROVIDER_URL}/clock?seconds=${seconds}`, {
    method: 'POST',
    headers: { 'x-clock-key': PROVIDER_CLOCK_KEY },
  });
  const body: unknown = await answer.json();
  if (!answer.ok || typeof body !== 'object' || body === null || !('now' in body))
    throw new Error(`the clock was not moved: ${answer.status}`);
  return { now: String(body.now) };
}
