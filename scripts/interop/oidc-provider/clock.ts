/** Moves the clock that the server goes by; the time then. */
export async function moveClock(seconds: number): Promise<{ readonly now: string }> {
  const { PROVIDER_URL = 'http://localhost:3000', INTEROP_CLOCK_TOKEN = '' } = process.env;
  const answer = await fetch(`${PROVIDER_URL}/.own-clock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INTEROP_CLOCK_TOKEN}` },
    body: JSON.stringify({ seconds }),
  });
  const said: unknown = await answer.json();
  if (typeof said !== 'object' || said === null || !('now' in said))
    throw new Error(`the clock was not moved: ${answer.status}`);
  return { now: String(said.now) };
}
