import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Loading } from "../shapes/part-states.tsx";
import { words } from "../words/words.ts";

/**
 * A screen whose code is fetched when it is first opened: what *Now* does not need must not delay the
 * first map.
 */
export function lazyScreen<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function LazyScreen(props: Props) {
    const [Screen, setScreen] = useState<{ readonly view: ComponentType<Props> } | null>(
      loaded === null ? null : { view: loaded },
    );
    useEffect(() => {
      if (Screen !== null) return;
      let left = false;
      void load().then((view) => {
        loaded = view;
        if (!left) setScreen({ view });
      });
      return () => {
        left = true;
      };
    }, []);
    if (Screen === null) {
      return (
        <main id="content" tabIndex={-1}>
          <Loading say={words.waitingFor.ground} />
        </main>
      );
    }
    return <Screen.view {...props} />;
  };
}
