import type { Origin } from "@truceline/model";
import { words } from "../words/words.ts";

/** The tab says it too: the word stands first in the title, the icon is striped. */
export function showOrigin(origin: Origin, screen: string): void {
  const word = words.originWord[origin];
  document.title = words.title(screen, word === "" ? null : word);
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const file = word === "" ? "/icon.svg" : "/icon-exercise.svg";
  if (icon !== null && !icon.href.endsWith(file)) icon.href = file;
}
