import type { Ground } from "@truceline/watch";
import { useMemo } from "preact/hooks";
import type { Moment } from "../frame/moment.ts";
import { type Address, home } from "../state/address.ts";
import { useKeys } from "../state/keys.ts";
import { address as addressStore, go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { agreementLengthKm } from "./agreement-length.ts";
import { changedSet, tableOf } from "./changed-set.ts";
import { FigureSide } from "./figure-side.tsx";
import { shownTable, withTask } from "./figures.ts";
import { ProposalsBar } from "./proposals-bar.tsx";
import { proposalsCsv } from "./proposals-csv.ts";
import { ProposalsPicture } from "./proposals-picture.tsx";
import { ProposalsBoard } from "./proposals-table.tsx";
import { proposalsWords as words } from "./proposals-words.ts";

/** The reported proposals side by side, each figure with the way it comes about. Worked out here. */
export function ProposalsScreen(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, address, moment } = props;
  const changed = useStore(changedSet);
  // Whoever follows a link to somebody else's set does not have it.
  const by = address.by === "changed" && changed === null ? home.by : address.by;
  const lineKm = useMemo(() => agreementLengthKm(ground), [ground.lines]);
  const table = useMemo(() => tableOf(by, changed, lineKm), [by, changed, lineKm]);
  const shown = useMemo(() => shownTable(withTask(table)), [table]);
  const { figure, knownAtMs } = address;

  const focused = (): HTMLElement | null =>
    document.activeElement?.closest<HTMLElement>("button[data-at]") ?? null;
  const step = (by: 1 | -1): void => {
    const at = Number(focused()?.dataset["at"] ?? -1);
    const next = at === -1 ? 0 : at + by * table.columns.length;
    document.querySelector<HTMLElement>(`.ppt button[data-at="${next}"]`)?.focus();
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Escape: () => {
      const { figure: open } = addressStore.get();
      if (open === null) return;
      go({ figure: null });
      document
        .querySelector<HTMLElement>(
          `[data-figure="${CSS.escape(`${open.rowId}/${open.proposalId}`)}"]`,
        )
        ?.focus();
    },
    h: () => {
      if (knownAtMs !== null) go({ knownAtMs: home.knownAtMs }, "step");
    },
  });
  const csvOf = (rowLabel?: string): string =>
    proposalsCsv(table, knownAtMs ?? moment.atMs, rowLabel);
  return (
    <main class="pp" id="content" tabIndex={-1}>
      <section class="ppm" aria-labelledby="proposals-title">
        <ProposalsBar
          by={by}
          hasChanges={changed !== null}
          why={by === address.by ? shown.about : words.notHere(shown.about)}
          csv={csvOf}
        />
        {table.columns.length === 0 ? (
          <p class="empty">{words.none}</p>
        ) : (
          <>
            <ProposalsBoard table={shown} figure={figure} csvOf={csvOf} />
            <ProposalsPicture table={shown} />
          </>
        )}
      </section>
      <FigureSide table={shown} by={by} figure={figure} />
    </main>
  );
}
