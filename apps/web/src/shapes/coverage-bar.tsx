/** Seen part solid, unseen part hatched, what is asked as a tick: on one bar. */
export function CoverageBar({ seenRatio, askedRatio }: { seenRatio: number; askedRatio: number }) {
  return (
    <svg viewBox="0 0 100 5" preserveAspectRatio="none" class="cvb" aria-hidden>
      <rect width="100" height="5" fill="url(#hatch)" />
      <rect width={100 * seenRatio} height="5" class="cvf" />
      <rect
        x={Math.min(98.4, 100 * askedRatio - 0.8)}
        y="-1"
        width="1.6"
        height="7"
        class="f-ink1"
      />
    </svg>
  );
}
