import type { Ground, Picture } from "@truceline/watch";
import { useEffect, useState } from "preact/hooks";
import { Clauses } from "./clauses/clauses.tsx";
import { Band } from "./frame/band.tsx";
import { KeysDialog } from "./frame/keys-dialog.tsx";
import { lazyScreen } from "./frame/lazy-screen.tsx";
import { momentOf } from "./frame/moment.ts";
import { useSeconds } from "./frame/now-clock.ts";
import { showOrigin } from "./frame/show-origin.ts";
import { SignIn } from "./frame/sign-in.tsx";
import { TopBar } from "./frame/top-bar.tsx";
import { Now } from "./now/now.tsx";
import { standingOf } from "./outside/standing.ts";
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
const AgreementScreen = lazyScreen(
  async () => (await import("./agreement/agreement.tsx")).AgreementScreen,
);
const ProposalsScreen = lazyScreen(
  async () => (await import("./plan/proposals.tsx")).ProposalsScreen,
);
const PlanScreen = lazyScreen(async () => (await import("./plan/plan.tsx")).PlanScreen);
const SensorsScreen = lazyScreen(async () => (await import("./sensors/sensors.tsx")).SensorsScreen);
const Log = lazyScreen(async () => (await import("./log/log.tsx")).Log);

const LiaisonPage = lazyScreen(
  async () => (await import("./outside/liaison-page.tsx")).LiaisonPage,
);
const PublicPage = lazyScreen(async () => (await import("./outside/public-page.tsx")).PublicPage);

const People = lazyScreen(async () => (await import("./people/people.tsx")).People);

/** The address that is given to everybody. */
const publicPath = "/public";

/**
 * The shell: who is asked, whether they may, then the frame and one screen. Before it is known who asks
 * nothing of the mission is asked for: whoever is outside would be refused it.
 */
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
  if (session.data === null && session.problem === null) {
    return session.waiting === "long" ? <Loading say={words.waitingFor.session} /> : null;
  }
  if (location.pathname === publicPath) return <PublicPage session={session.data} />;
  if (session.problem?.status === 401) return <SignIn done={session.retry} />;
  const standing = session.data === null ? "mission" : standingOf(session.data);
  if (session.data === null || standing === "mission") {
    // Anew for each answer: who signs in after a session ended may be somebody else.
    return (
      <Watching
        key={`${session.receivedAtMs}/${session.problem?.status ?? ""}`}
        session={session.data}
        askAgain={session.retry}
      />
    );
  }
  if (standing === "nobody") return <SignIn done={session.retry} />;
  return standing === "liaison" ? (
    <LiaisonPage session={session.data} />
  ) : (
    <PublicPage session={session.data} />
  );
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
  const missionOrigin = ground.data?.origin ?? session?.origin ?? "observed";
  // Proposals are reports about the world: nothing of an exercise stands on that screen.
  const origin = address.screen === "proposals" ? "observed" : missionOrigin;
  useEffect(() => showOrigin(origin, words.screens[address.screen]), [origin, address.screen]);
  useKeys({
    "g n": () => go({ screen: "now" }, "step"),
    "g l": () => go({ screen: "log" }, "step"),
    "g c": () => go({ screen: "clauses" }, "step"),
    "g p": () => go({ screen: "plan" }, "step"),
    "g a": () => go({ screen: "agreement" }, "step"),
    "g r": () => go({ screen: "report" }, "step"),
    "g s": () => go({ screen: "sensors" }, "step"),
    t: toggleTheme,
    "?": () => setKeysShown(true),
  });

  if (ground.problem?.status === 401) {
    return <SignIn done={askAgain} />;
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
      ) : address.screen === "agreement" ? (
        <AgreementScreen ground={ground.data} address={address} moment={moment} />
      ) : address.screen === "plan" ? (
        <PlanScreen ground={ground.data} picture={view.data} address={address} />
      ) : address.screen === "proposals" ? (
        <ProposalsScreen ground={ground.data} address={address} moment={moment} />
      ) : address.screen === "sensors" ? (
        <SensorsScreen ground={ground.data} address={address} moment={moment} />
      ) : address.screen === "log" ? (
        <Log ground={ground.data} session={session} address={address} moment={moment} />
      ) : (
        <Clauses ground={ground.data} picture={view.data} address={address} moment={moment} />
      )}
      {keysShown && <KeysDialog close={() => setKeysShown(false)} />}
    </div>
  );
}
