import type { Origin } from "@truceline/model";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { clockSeconds } from "../format/time.ts";
import { Band } from "../frame/band.tsx";
import { showOrigin } from "../frame/show-origin.ts";
import { Hatch, Mark } from "../shapes/glyphs.tsx";
import { useKeys } from "../state/keys.ts";
import { toggleTheme } from "../state/theme.ts";
import { words as pageWords } from "../words/words.ts";
import { outsideWords as words } from "./outside-words.ts";

/** Band, bar and content for those who are told what was released: no stream, no picture, no map. */
export function OutsideFrame(props: {
  readonly title: string;
  readonly agreement: string | null;
  readonly origin: Origin;
  readonly banner: string | null;
  readonly nowMs: number;
  /** Since when the server has not answered; null while it does. */
  readonly silentSinceMs: number | null;
  /** The way in or out. */
  readonly way: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { title, agreement, origin, banner, nowMs, silentSinceMs, way, children } = props;
  useEffect(() => showOrigin(origin, title), [origin, title]);
  useKeys({ t: toggleTheme });
  return (
    <div class="app outapp" data-mode="live">
      <a class="skip" href="#content">
        {pageWords.skip}
      </a>
      <Hatch />
      <Band origin={origin} say={banner ?? pageWords.band(agreement ?? pageWords.product)} />
      <header class="top outtop">
        <div class="brand">
          <Mark />
          {pageWords.product}
          {agreement !== null && <span class="agr">{agreement}</span>}
        </div>
        <div class="right">
          {silentSinceMs === null ? (
            <span class="outclock">{words.clock(clockSeconds(nowMs, "UTC"))}</span>
          ) : (
            <span class="c-attn" role="status">
              {words.noAnswer(clockSeconds(silentSinceMs, "UTC"))}
            </span>
          )}
          <button type="button" class="btn" onClick={toggleTheme}>
            {words.theme} <kbd>T</kbd>
          </button>
          {way}
        </div>
      </header>
      <main id="content" class="out" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
