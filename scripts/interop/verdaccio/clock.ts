/** Asks for the time that the server goes by, moves it, or has the server's intervals begin anew. */
export async function clock(order: {
  readonly seconds?: number;
  readonly restart?: boolean;
}): Promise<{ readonly now: string }> {
  const { VERDACCIO_URL = 'http://localhost:4873', INTEROP_CLOCK_TOKEN = '' } = process.env;
  const answer = await fetch(`${VERDACCIO_URL}/.own-clock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${INTEROP_CLOCK_TOKEN}` },
    body: JSON.stringify(order),
  });
  const said: unknown = await answer.json();
  if (typeof said !== 'object' || said === null || !('now' in said))
    throw new Error(`the clock was not moved: ${answer.status}`);
  return { now: String(said.now) };
}
