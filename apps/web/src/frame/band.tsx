import type { Origin } from "@truceline/model";
import { words } from "../words/words.ts";

/** Says three times that nothing here happened. It cannot be closed. */
export function Band({ origin, say }: { origin: Origin; say: string }) {
  if (origin === "observed") return <div />;
  const word = words.originWord[origin];
  return (
    <aside class="band" aria-label={word}>
      <span>{`${word}\u2002${word}\u2002${word}`}</span>
      <span class="say">{say}</span>
      <span class="stripes" aria-hidden />
      <span>{words.originIs(origin)}</span>
    </aside>
  );
}
