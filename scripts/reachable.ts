import { TargetError } from '../spec/errors.ts';

/**
 * One plain request, so that a target that is not there is told once and clearly instead of once per rule.
 * @throws TargetError if no HTTP answer comes back
 */
export async function checkReachable(baseUrl: string): Promise<void> {
  try {
    const answer = await fetch(baseUrl, {
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      headers: { 'user-agent': 'authproof' },
    });
    await answer.body?.cancel();
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error
        ? error.cause.message
        : error instanceof Error
          ? error.message
          : String(error);
    throw new TargetError(`the target ${baseUrl} does not answer: ${cause || 'connection failed'}`);
  }
}
