/**
 * Real time for what is no part of the mocked API: writing behind, waiting for a store. Kept apart from the clock of a
 * space, which may stand still.
 */
export function every(intervalMs: number, act: () => void): () => void {
  const timer = setInterval(act, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Resolves after a while of real time. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}

/** Milliseconds that only ever go forward, from no particular instant: for measuring. */
export function steadyNow(): number {
  return performance.now();
}
