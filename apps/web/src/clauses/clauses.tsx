import type { ClauseBoard, Ground, Picture } from "@truceline/watch";
import type { Moment } from "../frame/moment.ts";
import { Loading, ProblemCard } from "../shapes/part-states.tsx";
import { type Address, home } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { useKeys } from "../state/keys.ts";
import { picturePulse } from "../state/live.ts";
import { go } from "../state/navigate.ts";
import { useStore } from "../state/store.ts";
import { tellsItself, useView } from "../state/use-view.ts";
import { words } from "../words/words.ts";
import { Board } from "./board.tsx";
import { BoardBar } from "./board-bar.tsx";
import { BoardFoot } from "./board-foot.tsx";
import { BoardNotes } from "./board-notes.tsx";
import { Reasons } from "./reasons.tsx";

/** So many columns fit beside the reasons. */
const sectorCountBeside = 6;

/** Articles × sectors: kept, broken, or not to be said, and why. */
export function Clauses(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly address: Address;
  readonly moment: Moment;
}) {
  const { ground, picture, address, moment } = props;
  const view = useView<ClauseBoard>(
    withQuery("/clauses", { period: address.period, knownAt: address.knownAtMs }),
    useStore(picturePulse),
  );
  const past = address.knownAtMs !== null;
  useKeys({
    Escape: () => go({ cell: null }),
    m: () => {
      const { cell } = address;
      if (cell !== null) {
        go({ screen: "now", sector: cell.sectorId, veil: cell.articleId }, "step");
      }
    },
    h: () => {
      if (past) go({ knownAtMs: home.knownAtMs }, "step");
    },
  });
  const grey = view.waiting === "grey" || view.waiting === "long";
  const board = grey ? null : view.data;
  // A wide board has the whole window until a cell is opened.
  const wide = ground.sectors.length > sectorCountBeside;
  const cell =
    board?.cells.find(
      (one) =>
        one !== null &&
        one.articleId === address.cell?.articleId &&
        one.sectorId === address.cell?.sectorId,
    ) ?? null;
  return (
    <main class={`clz ${wide && address.cell === null ? "whole" : ""}`} id="content" tabIndex={-1}>
      <section class="main" aria-labelledby="clauses-title">
        <BoardBar
          board={board}
          hint={wide && address.cell === null}
          ground={ground}
          address={address}
          moment={moment}
        />
        {grey && <Loading say={view.waiting === "long" ? words.waitingFor.clauses : null} />}
        {view.problem !== null && tellsItself(view) && (
          <ProblemCard
            what={words.problem.clauses}
            problem={view.problem}
            stays={board !== null}
            retry={view.retry}
          />
        )}
        {board !== null && (
          <>
            <Board board={board} chosen={address.cell} />
            <BoardFoot board={board} />
            <BoardNotes board={board} rule={picture?.today.rule ?? null} />
          </>
        )}
      </section>
      {!(wide && address.cell === null) && (
        <Reasons board={board} cell={cell} ground={ground} address={address} />
      )}
    </main>
  );
}
