import { useEffect, useState } from "preact/hooks";

/** This machine's clock, redrawn each second on the second. */
export function useSeconds(): number {
  const [nowMs, setNow] = useState(Date.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      setNow(Date.now());
      timer = setTimeout(tick, 1000 - (Date.now() % 1000));
    };
    timer = setTimeout(tick, 1000 - (Date.now() % 1000));
    return () => clearTimeout(timer);
  }, []);
  return nowMs;
}

/** Differences below this are delay on the way, not another clock. */
const sameClockMs = 3_000;

/**
 * The picture's own time, carried on between answers: an exercise may run by another clock.
 * @param nowMs this machine's clock; `receivedAtMs` by it.
 */
export function pictureNowMs(nowMs: number, asOfMs: number, receivedAtMs: number): number {
  const apartMs = asOfMs - receivedAtMs;
  return Math.abs(apartMs) < sameClockMs ? nowMs : nowMs + apartMs;
}
