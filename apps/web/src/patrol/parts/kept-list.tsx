import { useState } from "preact/hooks";
import { clockText } from "../clock.ts";
import type { OutboxItem } from "../outbox/item.ts";
import type { PatrolWords } from "../words/en.ts";

/** What the phone holds: what waits, what went, and what needs somebody. */
export function KeptList(props: {
  readonly words: PatrolWords;
  readonly items: readonly OutboxItem[];
  readonly timezone: string;
  readonly title: (item: OutboxItem) => string;
  readonly takeBack: (id: string) => void;
}) {
  const { words, items, timezone } = props;
  const [open, setOpen] = useState<string | null>(null);
  return (
    <section class="kept">
      <h2>{words.kept.title}</h2>
      {items.length === 0 && <p class="d">{words.kept.none}</p>}
      <ul>
        {items.map((item) => {
          const asks = item.state === "conflict" || item.state === "refused";
          return (
            <li key={item.id} class={item.state}>
              <Sign state={item.state} />
              <span>
                <b>{clockText(item.draft.fromMs, timezone).slice(0, 5)}</b> {props.title(item)}
              </span>
              <em>
                {item.state === "sent"
                  ? words.kept.sent(clockText(item.sentAtMs ?? 0, timezone).slice(0, 5))
                  : item.state === "waits"
                    ? words.kept.waits
                    : item.state === "conflict"
                      ? words.kept.conflict
                      : words.kept.refused}
              </em>
              {asks && (
                <button
                  type="button"
                  class="lnk"
                  onClick={() => setOpen(open === item.id ? null : item.id)}
                >
                  {words.kept.open}
                </button>
              )}
              {asks && open === item.id && <Asking {...props} item={item} />}
            </li>
          );
        })}
      </ul>
      <p class="d">{words.kept.say}</p>
    </section>
  );
}

/** A conflict or a refusal: both versions are shown, nothing is overwritten. */
function Asking(props: {
  readonly words: PatrolWords;
  readonly item: OutboxItem;
  readonly timezone: string;
  readonly title: (item: OutboxItem) => string;
  readonly takeBack: (id: string) => void;
}) {
  const { words, item } = props;
  const isConflict = item.state === "conflict";
  return (
    <div
      class="ask"
      role="group"
      aria-label={isConflict ? words.conflict.title : words.refused.title}
    >
      <p>
        {item.problem?.title === "" || item.problem === undefined
          ? words.conflict.ended
          : item.problem.title}{" "}
        <span class="d">{item.problem?.code}</span>
      </p>
      {isConflict && (
        <dl>
          <dt>{words.conflict.yours}</dt>
          <dd>{props.title(item)}</dd>
          <dt>{words.conflict.theirs}</dt>
          <dd class="theirs">{theirsText(item.theirs)}</dd>
        </dl>
      )}
      <button type="button" class="btn2" onClick={() => props.takeBack(item.id)}>
        {isConflict ? words.conflict.takeBack : words.refused.takeBack}
      </button>
    </div>
  );
}

/** The other version in a few words: who wrote it and what state it is in. */
function theirsText(theirs: unknown): string {
  if (typeof theirs !== "object" || theirs === null) return "?";
  const { by, state, version, name } = theirs as Record<string, unknown>;
  return [name, state, by, version === undefined ? undefined : `v${String(version)}`]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" · ");
}

function Sign({ state }: { readonly state: OutboxItem["state"] }) {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": 1.4 };
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {state === "sent" ? (
        <path d="m2 6.4 2.6 2.6L10 3.2" {...line} />
      ) : state === "waits" ? (
        <>
          <circle cx="6" cy="6" r="4.8" {...line} />
          <path d="M6 3.4V6l1.8 1.2" {...line} />
        </>
      ) : (
        <path d="M6 1.5 11 10.5H1ZM6 5v2.6M6 8.8v.6" {...line} />
      )}
    </svg>
  );
}
