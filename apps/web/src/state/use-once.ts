import { useRef, useState } from "preact/hooks";

/**
 * One write at a time: what is asked for again while it is under way is the same wish, as by a double
 * click, and is not done twice.
 */
export function useOnce(): {
  readonly busy: boolean;
  /** Does the work; undefined, without doing it, while another is under way. */
  once<T>(work: () => Promise<T>): Promise<T | undefined>;
} {
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async once(work) {
      if (underWay.current) return undefined;
      underWay.current = true;
      setBusy(true);
      try {
        return await work();
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
  };
}
