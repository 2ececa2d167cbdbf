import type { View } from "../state/use-view.ts";

/** Since when the server has not answered any of these, where there is something older to show; else null. */
export function silentSince(
  views: readonly Pick<View<unknown>, "data" | "problem" | "receivedAtMs">[],
): number | null {
  const silent = views.filter(({ data, problem }) => problem?.status === 0 && data !== null);
  return silent.length === 0 ? null : Math.min(...silent.map(({ receivedAtMs }) => receivedAtMs));
}
