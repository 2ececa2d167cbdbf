import { useEffect, useRef, useState } from "preact/hooks";
import { theme } from "../state/theme.ts";
import { words } from "../words/words.ts";
import { readMapColours } from "./map-colours.ts";
import type { Box, MapSurface } from "./map-surface.ts";

/** The map in an element, loaded on its own; the rest of the page does not wait for it. */
export function useMap(box: Box): {
  readonly element: { current: HTMLDivElement | null };
  readonly surface: MapSurface | null;
  readonly failed: boolean;
} {
  const element = useRef<HTMLDivElement>(null);
  const [surface, setSurface] = useState<MapSurface | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const container = element.current;
    if (container === null) return;
    let opened: MapSurface | null = null;
    let left = false;
    (async () => {
      const { openMapLibre } = await import("./maplibre-surface.ts");
      opened = await openMapLibre(container, {
        colours: readMapColours(document.documentElement),
        box,
        language: words.language,
        title: words.map.name,
      });
      if (left) opened.remove();
      else setSurface(opened);
    })().catch((cause: unknown) => {
      console.error(cause);
      setFailed(true);
    });
    return () => {
      left = true;
      opened?.remove();
    };
  }, []);

  useEffect(() => {
    if (surface === null) return;
    return theme.watch(() => surface.setColours(readMapColours(document.documentElement)));
  }, [surface]);

  return { element, surface, failed };
}
