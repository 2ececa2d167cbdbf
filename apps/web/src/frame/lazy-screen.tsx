import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import type { Problem } from "../state/api.ts";
import { words } from "../words/words.ts";

/** The file of a screen did not come: no link, or a server that has newer files by now. */
const notLoaded: Problem = {
  status: 0,
  code: "TL_WEB_SCREEN_FILE",
  title: words.problem.screenFile,
  detail: null,
  hint: words.problem.screenFileHint,
  body: {},
};

/**
 * A screen whose code is fetched when it is first opened: what *Now* does not need must not delay the
 * first map. Where it does not come, the problem is told in its place, with a way to try again.
 */
export function lazyScreen<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function LazyScreen(props: Props) {
    const [Screen, setScreen] = useState<{ readonly view: ComponentType<Props> } | null>(
      loaded === null ? null : { view: loaded },
    );
    const [attempt, setAttempt] = useState(1);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (Screen !== null) return;
      let left = false;
      const fail = async (): Promise<void> => {
        // Twice in vain with a server that answers: the page itself is older than its files.
        if (attempt > 1 && (await serverAnswers())) location.reload();
        else if (!left) setFailed(true);
      };
      load().then(
        (view) => {
          loaded = view;
          if (!left) setScreen({ view });
        },
        () => void fail(),
      );
      return () => {
        left = true;
      };
    }, [attempt]);
    if (Screen !== null) return <Screen.view {...props} />;
    return (
      <main id="content" tabIndex={-1}>
        {failed ? (
          <ProblemCard
            what={words.problem.screen}
            problem={notLoaded}
            stays={false}
            retry={() => {
              setFailed(false);
              setAttempt(attempt + 1);
            }}
          />
        ) : (
          <Loading say={words.waitingFor.ground} />
        )}
      </main>
    );
  };
}

async function serverAnswers(): Promise<boolean> {
  const answer = await fetch("/healthz").catch(() => null);
  return answer?.ok === true;
}
