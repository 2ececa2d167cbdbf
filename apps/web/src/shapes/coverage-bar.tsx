/**
 * Seen part solid, unseen part hatched, what is asked as a tick: on one bar. Lengths are shares of
 * the bar, so that the hatch keeps its slope however wide it is drawn.
 */
export function CoverageBar({ seenRatio, askedRatio }: { seenRatio: number; askedRatio: number }) {
  return (
    <svg class="cvb" aria-hidden>
      <rect width="100%" height="100%" fill="url(#hatch)" />
      <rect width={`${100 * seenRatio}%`} height="100%" class="cvf" />
      <rect
        x={`${Math.min(99, 100 * askedRatio)}%`}
        y="-1"
        width="1.6"
        height="100%"
        class="f-ink1 tickmark"
      />
    </svg>
  );
}
