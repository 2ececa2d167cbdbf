import type { Link } from "../outbox/outbox.ts";
import type { PatrolWords } from "../words/en.ts";

/** Who and where on the left, the link on the right: how many reports the phone still holds. */
export function PatrolHead(props: {
  readonly words: PatrolWords;
  readonly title: string;
  readonly line: string;
  readonly link: Link;
  readonly back: (() => void) | null;
  readonly send: () => void;
}) {
  const { words, link, back } = props;
  const holds = link.waitingCount > 0;
  const said = {
    sending: words.link.sending,
    idle: words.link.idle,
    "no-link": words.link.noLink,
    "sign-in": words.link.signIn,
  }[link.is];
  return (
    <header class="pt">
      {back === null ? (
        <i />
      ) : (
        <button type="button" class="bk" aria-label={words.back} onClick={back}>
          ‹
        </button>
      )}
      <div>
        <b>{props.title}</b>
        <span>{props.line}</span>
      </div>
      <button
        type="button"
        class={holds || link.is !== "idle" ? "off" : "off on"}
        onClick={props.send}
      >
        <span role="status">
          {said}
          <br />
          <b>{holds ? words.link.keptHere(link.waitingCount) : words.link.none}</b>
        </span>
      </button>
    </header>
  );
}
