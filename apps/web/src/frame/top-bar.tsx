import type { Ground, Picture } from "@truceline/watch";
import { WhoMenu } from "../people/who-menu.tsx";
import { Mark } from "../shapes/glyphs.tsx";
import { type Address, screens } from "../state/address.ts";
import type { Connection } from "../state/connection-state.ts";
import { follow, linkTo } from "../state/navigate.ts";
import type { Session } from "../state/session.ts";
import { words } from "../words/words.ts";
import { Clock } from "./clock.tsx";
import { ConnectionSign } from "./connection-sign.tsx";
import type { Moment } from "./moment.ts";
import { ScenarioMenu } from "./scenario-menu.tsx";

/** Proposals are a part of Plan. */
const tabOf = (screen: Address["screen"]): Address["screen"] =>
  screen === "proposals" ? "plan" : screen;

export function TopBar(props: {
  readonly address: Address;
  readonly ground: Ground | null;
  readonly picture: Picture | null;
  readonly connection: Connection;
  readonly moment: Moment;
  readonly session: Session | null;
  readonly openKeys: () => void;
}) {
  const { address, ground, picture, connection, moment, session } = props;
  // Nothing of the mission stands on a screen of reports about the world.
  const waiting =
    address.screen === "proposals"
      ? 0
      : (picture?.queue.filter(({ group }) => group === "decision").length ?? 0);
  const silent =
    address.screen === "proposals"
      ? 0
      : (picture?.queue.filter(({ about }) => about === "sensor").length ?? 0);
  return (
    <header class="top">
      <div class="brand">
        <Mark />
        {words.product}
        {ground !== null && <ScenarioMenu ground={ground} />}
      </div>
      <nav class="nav" aria-label={words.mainNavigation}>
        {screens.map((screen) => (
          <a
            key={screen}
            href={linkTo({ screen })}
            aria-current={tabOf(address.screen) === screen ? "page" : undefined}
            onClick={follow({ screen })}
          >
            {words.screens[screen]}
            {screen === "sensors" && silent > 0 && (
              <span class="n">
                <span aria-hidden>{silent}</span>
                <span class="sr">{words.sensorsNeedLook(silent)}</span>
              </span>
            )}
            {screen === "now" && waiting > 0 && (
              <span class="n">
                <span aria-hidden>{waiting}</span>
                <span class="sr">{words.waitingForDecision(waiting)}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      <div class="right">
        <ConnectionSign
          connection={connection}
          behindCount={picture?.behindCount ?? 0}
          nowMs={moment.machineMs}
        />
        {ground !== null && picture !== null && (
          <Clock mode={moment.mode} atMs={moment.atMs} timezone={ground.agreement.timezone} />
        )}
        <span class="who">
          {session !== null && <WhoMenu session={session} />}
          <button type="button" class="kb" aria-label={words.keys.open} onClick={props.openKeys}>
            <kbd>?</kbd>
          </button>
        </span>
      </div>
    </header>
  );
}
