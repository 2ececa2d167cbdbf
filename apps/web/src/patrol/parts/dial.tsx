import { type CompassPoint, compassPoints } from "@truceline/model";
import { useRef } from "preact/hooks";

const stepDeg = 360 / compassPoints.length;
const [outer, inner, middle] = [92, 40, 100];
/** Labelled for the eye; all sixteen can be chosen. */
const labelled = new Set<CompassPoint>(["N", "NE", "E", "SE", "S", "SW", "W", "NW"]);

function at(radius: number, bearingDeg: number): string {
  const angle = ((bearingDeg - 90) * Math.PI) / 180;
  return `${(middle + radius * Math.cos(angle)).toFixed(1)} ${(middle + radius * Math.sin(angle)).toFixed(1)}`;
}

function wedge(index: number): string {
  const from = index * stepDeg - stepDeg / 2;
  const to = from + stepDeg;
  return `M${at(inner, from)}L${at(outer, from)}A${outer} ${outer} 0 0 1 ${at(outer, to)}L${at(inner, to)}A${inner} ${inner} 0 0 0 ${at(inner, from)}Z`;
}

/** Sixteen directions as a radio group: a tap, or the arrow keys. */
export function Dial(props: {
  readonly label: string;
  readonly chosen: CompassPoint | null;
  readonly choose: (point: CompassPoint) => void;
}) {
  const { chosen } = props;
  const svg = useRef<SVGSVGElement>(null);
  const index = chosen === null ? -1 : compassPoints.indexOf(chosen);
  const move = (by: number): void => {
    const next =
      compassPoints[(Math.max(index, 0) + by + compassPoints.length) % compassPoints.length];
    if (next === undefined) return;
    props.choose(next);
    svg.current?.querySelector<SVGElement>(`[data-point="${next}"]`)?.focus();
  };
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(by);
      }}
    >
      <svg ref={svg} viewBox="0 0 200 200" class="dial">
        <title>{props.label}</title>
        {compassPoints.map((point, at) => (
          <path
            key={point}
            d={wedge(at)}
            class={point === chosen ? "dw on" : "dw"}
            data-point={point}
            role="radio"
            aria-checked={point === chosen}
            aria-label={point}
            tabIndex={point === chosen || (chosen === null && at === 0) ? 0 : -1}
            onClick={() => props.choose(point)}
            onKeyDown={(event) => {
              if (event.key === " " || event.key === "Enter") props.choose(point);
            }}
          />
        ))}
        {compassPoints.map((point, index) => {
          if (!labelled.has(point)) return null;
          const [x, y] = at(66, index * stepDeg).split(" ");
          return (
            <text
              key={point}
              x={x}
              y={Number(y) + 5}
              class={point === chosen ? "dt on" : "dt"}
              aria-hidden
            >
              {point}
            </text>
          );
        })}
        <text x="100" y={chosen === null ? 106 : 98} class="dc" aria-hidden>
          {chosen ?? "?"}
        </text>
        {chosen !== null && (
          <text x="100" y="116" class="dd" aria-hidden>
            {spanText(index)}
          </text>
        )}
      </svg>
    </div>
  );
}

function spanText(index: number): string {
  const deg = (value: number) => Math.round((value + 360) % 360);
  return `${deg(index * stepDeg - stepDeg / 2)}° to ${deg(index * stepDeg + stepDeg / 2)}°`.replace(
    " to ",
    "–",
  );
}
