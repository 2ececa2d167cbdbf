import { useKeys } from "../state/keys.ts";
import { go } from "../state/navigate.ts";

/** J and K go down and up a list, Esc leaves what is chosen: the same in each list of the screen. */
export function useListKeys(
  rows: readonly { readonly id: string }[],
  chosen: string | null,
  more: Parameters<typeof useKeys>[0] = {},
): void {
  const step = (by: number): void => {
    const at = rows.findIndex(({ id }) => id === chosen);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) go({ select: next.id });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Escape: () => go({ select: null }),
    ...more,
  });
}
