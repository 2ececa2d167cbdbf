/**
 * Calls `run` at once, then at most once every `gapMs` however often it is asked; what was asked
 * meanwhile is answered by one call at the end of the gap.
 */
export function coalesce(run: () => void, gapMs: number): { ask(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let asked = false;
  const gap = (): void => {
    timer = setTimeout(() => {
      timer = null;
      if (!asked) return;
      asked = false;
      run();
      gap();
    }, gapMs);
  };
  return {
    ask() {
      if (timer !== null) {
        asked = true;
        return;
      }
      run();
      gap();
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
