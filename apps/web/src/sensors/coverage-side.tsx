import type { Ground, LineStretch, OneMore, WorstKilometres } from "@truceline/watch";
import { useState } from "preact/hooks";
import { percent, rate, whole } from "../format/numbers.ts";
import { ProblemCard, ViewStates } from "../shapes/part-states.tsx";
import { SidePanel } from "../shapes/side-panel.tsx";
import type { Address } from "../state/address.ts";
import { withQuery } from "../state/api.ts";
import { tellsItself, useView } from "../state/use-view.ts";
import { words as pageWords } from "../words/words.ts";
import { type CoveragePeriod, Reasons, spanOf } from "./coverage-part.tsx";
import { coverageWords } from "./coverage-words.ts";

const words = coverageWords.worst;
const meansOffered = ["camera", "ear", "eye"] as const;
const shownCount = 8;

/** The stretches of the line of which least was seen, and what one more sensor there would have given. */
export function CoverageSide(props: {
  readonly ground: Ground;
  readonly address: Address;
  readonly atMs: number;
  readonly period: CoveragePeriod;
}) {
  const { ground, address, atMs, period } = props;
  const { fromMs, toMs } = spanOf(period, atMs);
  const [means, setMeans] = useState<string>(meansOffered[0]);
  const [asked, setAsked] = useState<LineStretch | null>(null);
  const common = { from: fromMs, to: toMs, article: address.veil, knownAt: address.knownAtMs };
  const view = useView<WorstKilometres>(
    withQuery("/ledger/worst-kilometres", { ...common, count: shownCount }),
    0,
  );
  const oneMore = useView<OneMore>(
    asked === null
      ? null
      : withQuery("/ledger/one-more", {
          ...common,
          means,
          lon: asked.position[0],
          lat: asked.position[1],
        }),
    0,
  );
  const sectorName = (id: string): string =>
    ground.sectors.find((sector) => sector.id === id)?.name ?? id;
  return (
    <SidePanel
      name={words.title}
      title={words.title}
      right={
        <label>
          <span class="sr">{words.means}</span>
          <select
            class="field"
            value={means}
            onChange={(event) => setMeans(event.currentTarget.value)}
          >
            {meansOffered.map((one) => (
              <option key={one} value={one}>
                {pageWords.means[one] ?? one}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {view.problem?.status === 404 ? (
        <p class="q">{words.none}</p>
      ) : (
        <ViewStates view={view} what={words.listProblem} awaited={words.waiting} />
      )}
      <ol class="svis">
        {view.data?.stretches.map((stretch) => (
          <li key={stretch.cell}>
            <b>{words.at(whole(stretch.fromKm), whole(stretch.toKm))}</b>,{" "}
            {sectorName(stretch.sectorId)},{" "}
            <span class="c-attn">{words.seen(percent(stretch.coverageRatio))}</span>
            <span class="q s12 blk">
              <Reasons reasons={stretch.reasons} />
            </span>
            <button
              type="button"
              class="btn"
              aria-pressed={asked?.cell === stretch.cell}
              onClick={() => setAsked(stretch)}
            >
              {words.oneMore}
            </button>
            {asked?.cell === stretch.cell && (
              <p role="status">
                {oneMore.waiting !== "no" && <span class="d">{words.asking}</span>}
                {/* What is there while another place is asked for is of the place before. */}
                {oneMore.waiting === "no" && oneMore.data !== null && (
                  <>
                    {words.gained(rate(oneMore.data.gainedHours), oneMore.data.cellCount)}{" "}
                    <span class="d">
                      {words.reached(
                        rate(oneMore.data.reachedHours.without),
                        rate(oneMore.data.reachedHours.with),
                      )}
                    </span>
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {oneMore.problem !== null && tellsItself(oneMore) && (
        <ProblemCard
          what={words.problem}
          problem={oneMore.problem}
          stays={false}
          retry={oneMore.retry}
        />
      )}
    </SidePanel>
  );
}
