import type { LonLat } from "@truceline/model";
import type { CoverageView, DeskView, Ground } from "@truceline/watch";
import type { DeskTab } from "../desk/desk-dialog.tsx";
import { LogMap } from "./log-map.tsx";
import { HandoverPanel, PatrolPanel, WindowPanel } from "./log-side.tsx";
import { logWords as words } from "./log-words.ts";
import type { DrawnArea } from "./reading.ts";

/** Which part of the desk is opened, with a form where one was asked for. */
export interface AtDesk {
  readonly first: DeskTab;
  readonly form?: string;
}

/** Beside the log: where it may have been, patrols, windows of silence, what is open. */
export function LogAside(props: {
  readonly ground: Ground;
  readonly desk: DeskView | null;
  readonly nowMs: number;
  readonly coverage: CoverageView | null;
  readonly post: LonLat | null;
  readonly areas: readonly DrawnArea[];
  readonly earlier: readonly DrawnArea[];
  readonly choosing: ((position: LonLat) => void) | null;
  readonly openDesk: (at: AtDesk) => void;
}) {
  const { ground, desk, nowMs, areas } = props;
  const { timezone } = ground.agreement;
  return (
    <aside class="ls" aria-label={words.where}>
      <section>
        <div class="ph">
          <h2>{words.where}</h2>
          <div class="right nw">
            {areas.length === 0
              ? words.noPlace
              : areas
                  .map(({ label, areaKm2 }) => `${label}: ${areaKm2.toFixed(1)} km²`)
                  .join(" · ")}
          </div>
        </div>
        <LogMap
          ground={ground}
          coverage={props.coverage}
          post={props.post}
          areas={areas}
          earlier={props.earlier}
          choosing={props.choosing}
        />
      </section>
      {desk !== null && (
        <>
          <PatrolPanel
            desk={desk}
            timezone={timezone}
            nowMs={nowMs}
            parties={ground.agreement.parties}
          />
          <WindowPanel
            desk={desk}
            timezone={timezone}
            nowMs={nowMs}
            parties={ground.agreement.parties}
          />
          <HandoverPanel
            desk={desk}
            timezone={timezone}
            nowMs={nowMs}
            parties={ground.agreement.parties}
            open={() => props.openDesk({ first: "handover" })}
            logCall={() => props.openDesk({ first: "calls", form: "call" })}
          />
        </>
      )}
    </aside>
  );
}
