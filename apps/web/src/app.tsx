import type { Ground, Picture } from "@truceline/watch";
import { useEffect, useState } from "preact/hooks";
import { Clauses } from "./clauses/clauses.tsx";
import { Band } from "./frame/band.tsx";
import { KeysDialog } from "./frame/keys-dialog.tsx";
import { lazyScreen } from "./frame/lazy-screen.tsx";
import { momentOf } from "./frame/moment.ts";
import { useSeconds } from "./frame/now-clock.ts";
import { SignIn } from "./frame/sign-in.tsx";
import { TopBar } from "./frame/top-bar.tsx";
import { Now } from "./now/now.tsx";
import { LinkPage, linkCode } from "./people/link-page.tsx";
import { Hatch } from "./shapes/glyphs.tsx";
import { Loading, ProblemCard } from "./shapes/part-states.tsx";
import { withQuery } from "./state/api.ts";
import { useKeys } from "./state/keys.ts";
import { connection, openLive, picturePulse } from "./state/live.ts";
import { address as addressStore, go } from "./state/navigate.ts";
import type { Session } from "./state/session.ts";
import { useStore } from "./state/store.ts";
import { toggleTheme } from "./state/theme.ts";
import { useView } from "./state/use-view.ts";
import { words } from "./words/words.ts";

const ReportScreen = lazyScreen(async () => (await import("./report/report.tsx")).ReportScreen);
const Log = lazyScreen(async () => (await import("./log/log.tsx")).Log);

const People = lazyScreen(async () => (await import("./people/people.tsx")).People);

/** The shell: who is asked, whether they may, then the frame and one screen. */
export function App() {
  const session = useView<Session>("/session", 0);
  const [code, setCode] = useState(() => linkCode(location.hash));
  if (code !== null) {
    const done = (): void => {
      setCode(null);
      session.retry();
    };
    return <LinkPage code={code} done={done} />;
  }
  if (session.problem?.status === 401) return <SignIn done={session.retry} />;
  return <Watching session={session.data} askAgain={session.retry} />;
}

function Watching(props: { readonly session: Session | null; readonly askAgain: () => void }) {
  const { session, askAgain } = props;
  const address = useStore(addressStore);
  const link = useStore(connection);
  const pulse = useStore(picturePulse);
  const machineMs = useSeconds();
  const [keysShown, setKeysShown] = useState(false);
  const ground = useView<Ground>("/ground", 0);
  const live = address.knownAtMs === null;
  const view = useView<Picture>(
    withQuery("/picture", { knownAt: address.knownAtMs }),
    live ? pulse : 0,
  );
  const [newest, setNewest] = useState<{ asOfMs: number; receivedAtMs: number } | null>(null);

  useEffect(() => openLive(), []);
  useEffect(() => {
    if (view.data?.live === true) {
      setNewest({ asOfMs: view.data.asOfMs, receivedAtMs: view.receivedAtMs });
    }
  }, [view.data, view.receivedAtMs]);

  const moment = momentOf(machineMs, address.knownAtMs, newest, link);
  const origin = ground.data?.origin ?? session?.origin ?? "observed";
  useEffect(() => showOrigin(origin, words.screens[address.screen]), [origin, address.screen]);
  useKeys({
    "g n": () => go({ screen: "now" }, "step"),
    "g l": () => go({ screen: "log" }, "step"),
    "g c": () => go({ screen: "clauses" }, "step"),
    "g r": () => go({ screen: "report" }, "step"),
    t: toggleTheme,
    "?": () => setKeysShown(true),
  });

  if (ground.problem?.status === 401) {
    return (
      <SignIn
        done={() => {
          askAgain();
          ground.retry();
          view.retry();
        }}
      />
    );
  }
  return (
    <div class="app" data-mode={moment.mode}>
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <Hatch />
      <Band
        origin={origin}
        say={session?.banner ?? words.band(ground.data?.agreement.title ?? words.product)}
      />
      <TopBar
        address={address}
        ground={ground.data}
        picture={view.data}
        connection={link}
        moment={moment}
        session={session}
        openKeys={() => setKeysShown(true)}
      />
      {ground.data === null ? (
        <main id="content" tabIndex={-1}>
          <h1 class="sr">{words.screens[address.screen]}</h1>
          {ground.problem?.status === 404 ? (
            <p class="empty lead">{words.empty.noAgreement}</p>
          ) : ground.problem !== null ? (
            <ProblemCard
              what={words.problem.ground}
              problem={ground.problem}
              stays={false}
              retry={ground.retry}
            />
          ) : (
            ground.waiting !== "short" && (
              <Loading say={ground.waiting === "long" ? words.waitingFor.ground : null} />
            )
          )}
        </main>
      ) : address.screen === "now" ? (
        <Now ground={ground.data} view={view} address={address} moment={moment} />
      ) : address.screen === "people" ? (
        <People ground={ground.data} session={session} />
      ) : address.screen === "report" ? (
        <ReportScreen ground={ground.data} session={session} address={address} moment={moment} />
      ) : address.screen === "log" ? (
        <Log ground={ground.data} session={session} address={address} moment={moment} />
      ) : (
        <Clauses ground={ground.data} picture={view.data} address={address} moment={moment} />
      )}
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
    </div>
  );
}

/** The tab says it too: the word stands first in the title, the icon is striped. */
function showOrigin(origin: Ground["origin"], screen: string): void {
  const word = words.originWord[origin];
  document.title = words.title(screen, word === "" ? null : word);
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const file = word === "" ? "/icon.svg" : "/icon-exercise.svg";
  if (icon !== null && !icon.href.endsWith(file)) icon.href = file;
}
