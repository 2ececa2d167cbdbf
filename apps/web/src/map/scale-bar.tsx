import { distance } from "../format/numbers.ts";
import { scaleBar } from "./scale-length.ts";

const maxPx = 140;

export function ScaleBar({ metresPerPixel }: { metresPerPixel: number }) {
  const { lengthM, widthPx } = scaleBar(metresPerPixel, maxPx);
  const end = 4 + widthPx;
  return (
    <svg class="scale" width={maxPx + 50} height="24" role="img" aria-label={distance(lengthM)}>
      <text x="0" y="10">
        0
      </text>
      <text x={end} y="10" class="mid">
        {distance(lengthM)}
      </text>
      <path
        d={`M4 14v6M4 20H${end}M${end} 14v6M${(4 + end) / 2} 16v4`}
        class="nofill s-ink2"
        stroke-width="1.2"
      />
    </svg>
  );
}
