import type { ShownObligation } from "@truceline/watch";
import { fullDate } from "../format/time.ts";
import { agreementWords } from "./agreement-words.ts";
import { type Scale, shareOf } from "./obligation-scale.ts";

const words = agreementWords.obligations;
const percent = (share: number): string => `${(100 * share).toFixed(3)}%`;

/** The dates above the bars, and now. */
export function ObligationAxis({ scale, atMs }: { scale: Scale; atMs: number }) {
  const isNowShown = atMs > scale.fromMs && atMs < scale.toMs;
  return (
    <svg class="agax" role="presentation">
      {scale.ticks.map((tick) => {
        const share = shareOf(tick.atMs, scale);
        // A date at an end leans inwards: beside the time line stands other text.
        const anchor = share > 0.92 ? "end" : share < 0.08 ? "" : "mid";
        return (
          <text key={tick.atMs} x={percent(share)} y="12" class={`tx ${anchor}`}>
            {tick.text}
          </text>
        );
      })}
      {isNowShown && (
        <text x={percent(shareOf(atMs, scale))} y="26" class="tx2 mid">
          {words.now}
        </text>
      )}
    </svg>
  );
}

/**
 * The time an obligation has: as much of it filled as there is evidence held, the rest hatched; where
 * no book is kept only an outline. The mark at its end is when it is due.
 */
export function ObligationBar(props: {
  readonly item: ShownObligation;
  readonly scale: Scale;
  readonly atMs: number;
  readonly timezone: string;
}) {
  const { item, scale, atMs, timezone } = props;
  const { fromMs, dueMs, status, evidence } = item;
  if (dueMs === null) return null;
  const from = shareOf(fromMs ?? dueMs, scale);
  const to = shareOf(dueMs, scale);
  const width = Math.max(0.004, to - from);
  const heldRatio =
    status === null || evidence.length === 0
      ? 0
      : (evidence.length - status.lacks.length) / evidence.length;
  const isOver = dueMs > scale.toMs;
  const isMet = status?.state === "met";
  const name = words.bar(fullDate(fromMs ?? dueMs, timezone), fullDate(dueMs, timezone));
  return (
    <svg class="agbar" role="img" aria-label={name}>
      {scale.ticks.map((tick) => {
        const x = percent(shareOf(tick.atMs, scale));
        return <line key={tick.atMs} x1={x} x2={x} y1="0" y2="100%" class="agg" />;
      })}
      {status === null ? (
        <rect x={percent(from)} y="9" width={percent(width)} height="12" class="agopen" />
      ) : (
        <>
          <rect x={percent(from)} y="9" width={percent(width)} height="12" fill="url(#hatch)" />
          <rect
            x={percent(from)}
            y="9"
            width={percent(width * heldRatio)}
            height="12"
            class={isMet ? "f-met" : "f-ink3"}
          />
        </>
      )}
      {isOver ? (
        <text x="100%" y="19" class="tx2 end">
          →
        </text>
      ) : (
        <line
          x1={percent(to)}
          x2={percent(to)}
          y1="6"
          y2="24"
          class={status?.state === "late" ? "s-attn" : "s-ink1"}
          stroke-width="2"
        />
      )}
      {atMs > scale.fromMs && atMs < scale.toMs && (
        <line
          x1={percent(shareOf(atMs, scale))}
          x2={percent(shareOf(atMs, scale))}
          y1="0"
          y2="100%"
          class="s-ink1"
          stroke-width="1"
        />
      )}
    </svg>
  );
}
