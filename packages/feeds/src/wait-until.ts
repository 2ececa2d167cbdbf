/** Resolves at a wall-clock instant, or at once when it has passed or the signal aborts. */
export function waitUntil(atMs: number, nowMs: () => number, signal: AbortSignal): Promise<void> {
  const waitMs = atMs - nowMs();
  if (waitMs <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    // A timer counts 32 bits of milliseconds; who waits longer wakes and looks again.
    const timer = setTimeout(done, Math.min(waitMs, 2_000_000_000));
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });
}
