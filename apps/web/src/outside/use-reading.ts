import { useEffect, useMemo, useState } from "preact/hooks";
import { address } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { useView, type View } from "../state/use-view.ts";
import { newestFirst, type ToldReport } from "./told.ts";

/** Nobody outside has the stream: what is new is asked for now and then. */
const askAgainMs = 30_000;

/** Grows every half minute. */
export function useAskAgain(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setCount((n) => n + 1), askAgainMs);
    return () => clearInterval(timer);
  }, []);
  return count;
}

/** Two routes tell reports to those outside; what they answer has one form. */
export const shelves = {
  liaison: { list: "/reports?limit=200", file: (id: string) => `/reports/${id}/file` },
  public: { list: "/published-reports", file: (id: string) => `/published-reports/${id}` },
} as const;
export type Shelf = keyof typeof shelves;

export interface Reading {
  readonly list: View<{ readonly items: readonly ToldReport[] }>;
  readonly reports: readonly ToldReport[];
  /** The one the address names, else the newest; null where there is none. */
  readonly chosen: ToldReport | null;
  /** The address names one that is not told here. */
  readonly isAbsent: boolean;
}

/** What may be read here, and which of it is open. */
export function useReading(shelf: Shelf, pulse: number): Reading {
  const list = useView<{ readonly items: readonly ToldReport[] }>(shelves[shelf].list, pulse);
  const { select } = useStore(address);
  const reports = useMemo(() => newestFirst(list.data?.items ?? []), [list.data]);
  const named = reports.find(({ id }) => id === select) ?? null;
  const chosen = select === null ? (reports[0] ?? null) : named;
  return {
    list,
    reports,
    chosen,
    isAbsent: select !== null && named === null && list.data !== null,
  };
}
