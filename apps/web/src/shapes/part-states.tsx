import type { Problem } from "../state/api.ts";
import { tellsItself, type View } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { Alarm, Lock } from "./glyphs.tsx";

/** Grey bars in the place of what is awaited; after 3 s what that is. */
export function Loading({ say }: { say: string | null }) {
  return (
    <div>
      <ul class="sk" aria-hidden>
        {["w1", "w2", "w3", "w4"].map((width) => (
          <li key={width}>
            <i class={width} />
            <i class="w4" />
          </li>
        ))}
      </ul>
      {say !== null && (
        <p class="waits" role="status">
          {say}
        </p>
      )}
    </div>
  );
}

/** What a part shows besides its data: grey bars until there is any, and what failed. */
export function ViewStates<T>(props: {
  readonly view: View<T>;
  /** What failed, in words. */
  readonly what: string;
  /** What is awaited, for when that takes long; null where another part says it. */
  readonly awaited: string | null;
}) {
  const { view, what, awaited } = props;
  return (
    <>
      {view.data === null && view.waiting !== "no" && (
        <Loading say={view.waiting === "long" ? awaited : null} />
      )}
      {view.problem !== null && tellsItself(view) && (
        <ProblemCard
          what={what}
          problem={view.problem}
          stays={view.data !== null}
          retry={view.retry}
        />
      )}
    </>
  );
}

const detailOf = ({ detail, hint }: Problem): string =>
  [detail, hint].filter((text) => text !== null).join(" ");

/** What failed, its stable code, what still works, what to do: beside the part it concerns. */
export function ProblemCard(props: {
  readonly what: string;
  readonly problem: Problem;
  readonly stays: boolean;
  readonly retry: () => void;
}) {
  const { what, problem, stays, retry } = props;
  if (problem.status === 403) return <NoPermission problem={problem} />;
  const detail = detailOf(problem);
  return (
    <div class="err" role="alert">
      <p class="ei b">
        <Alarm />
        {what}
      </p>
      <p>
        {problem.title} {detail}
      </p>
      {stays && <p class="q">{words.problem.stays}</p>}
      <p class="s12 d">{problem.code}</p>
      <button type="button" class="btn" onClick={retry}>
        {words.problem.tryAgain}
      </button>
    </div>
  );
}

/** A lock and what is needed, in the place of what may not be shown; not its content. */
function NoPermission({ problem }: { problem: Problem }) {
  return (
    <p class="lk">
      <Lock />
      <span>{words.noPermission(problem.detail ?? problem.hint)}</span>
    </p>
  );
}
