import type { Ground, Picture } from "@truceline/watch";
import { useMemo, useRef } from "preact/hooks";
import { kilometres, percent } from "../format/numbers.ts";
import { cumulativeM, positionAt, stretchInBox } from "../map/features/along-line.ts";
import type { MapSight } from "../map/map-surface.ts";
import { useKeys } from "../state/keys.ts";
import { words } from "../words/words.ts";
import { mainLine } from "./main-line.ts";
import { ribbonBars, ribbonHeight } from "./ribbon-shape.ts";
import { sectorStretches } from "./sector-stretches.ts";

const strokeOf = {
  met: "s-met",
  breached: "s-breached",
  found: "s-breached",
  undetermined: "s-undet",
  "cannot-see": "s-attn",
} as const;

/** A stretch shorter than this share of the line has no room for its name; the list has it. */
const leastLabelShare = 0.05;

/** The whole line straightened: height is the share seen, ticks are incidents, the box is the map. */
export function Ribbon(props: {
  readonly ground: Ground;
  readonly picture: Picture;
  readonly sight: MapSight | null;
  readonly centre: (position: readonly [number, number]) => void;
  readonly showSector: (id: string) => void;
}) {
  const { ground, picture, sight, centre, showSector } = props;
  const line = useMemo(() => mainLine(ground.lines), [ground]);
  const along = useMemo(() => cumulativeM(line), [line]);
  const drawn = useRef<HTMLDivElement>(null);
  const lineM = along.at(-1) ?? 0;
  const ribbonM = picture.ribbon.stepM * picture.ribbon.seenRatios.length;
  const sectors = useMemo(() => sectorStretches(ground), [ground]);
  const sectorsM = Math.max(0, ...sectors.map(({ toM }) => toM));
  const totalM = Math.max(sectorsM, ribbonM) || lineM || 1;
  const window = sight === null ? null : stretchInBox(line, along, sight.box);
  const toLine = (atM: number): number => (lineM === 0 ? 0 : (atM * lineM) / totalM);
  const box =
    window === null || lineM === 0
      ? null
      : {
          from: window.fromM / lineM,
          to: Math.max(window.toM / lineM, window.fromM / lineM + 0.004),
        };

  const step = (by: 1 | -1) => (): void => {
    const middle = box === null ? 0 : ((box.from + box.to) / 2) * totalM;
    const at = sectors.findIndex(({ fromM, toM }) => middle >= fromM && middle < toM);
    const next = sectors[Math.min(sectors.length - 1, Math.max(0, at + by))];
    if (next !== undefined) showSector(next.id);
  };
  useKeys({ "[": step(-1), "]": step(1) });

  const goTo = (clientX: number): void => {
    const place = drawn.current?.getBoundingClientRect();
    if (place === undefined || place.width === 0) return;
    const share = Math.min(1, Math.max(0, (clientX - place.left) / place.width));
    centre(positionAt(line, along, toLine(share * totalM)));
  };
  const labelled = sectors.filter(({ fromM, toM }) => (toM - fromM) / totalM >= leastLabelShare);
  const seenOf = (id: string) => picture.seen.sectors.find(({ sectorId }) => sectorId === id);

  return (
    <div
      class="ribbon"
      role="group"
      aria-label={words.ribbon.name(kilometres(totalM), sectors.length)}
    >
      <div class="riblab">
        {labelled.map((sector) => {
          const seen = seenOf(sector.id);
          const text = seen === undefined ? "" : percent(seen.seenRatio);
          const inside =
            box !== null && sector.fromM < box.to * totalM && sector.toM > box.from * totalM;
          return (
            <button
              key={sector.id}
              type="button"
              class={inside ? "in" : ""}
              aria-label={words.ribbon.sector(sector.name, text)}
              style={{
                left: `${(100 * sector.fromM) / totalM}%`,
                width: `${(100 * (sector.toM - sector.fromM)) / totalM}%`,
              }}
              onClick={() => showSector(sector.id)}
            >
              <span>{sector.name}</span>{" "}
              <b
                class={
                  seen !== undefined && seen.seenRatio < seen.requirementRatio / 2 ? "c-undet" : ""
                }
              >
                {text}
              </b>
            </button>
          );
        })}
      </div>
      <div
        class="rib"
        ref={drawn}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event.clientX);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event.clientX);
        }}
      >
        <svg viewBox={`0 0 1000 ${ribbonHeight}`} preserveAspectRatio="none" aria-hidden>
          {ribbonBars(picture.ribbon, picture.seen.requirementRatio).map((bar) => (
            <g key={bar.x}>
              {bar.lacking && (
                <rect
                  x={bar.x}
                  width={bar.width}
                  height={ribbonHeight - bar.seenHeight}
                  fill="url(#hatch)"
                />
              )}
              <rect
                x={bar.x}
                width={bar.width}
                y={ribbonHeight - bar.seenHeight}
                height={bar.seenHeight}
                class="f-bg3"
              />
            </g>
          ))}
          {sectors.slice(1).map(({ id, fromM }) => (
            <path key={id} d={`M${(1000 * fromM) / totalM} 0V${ribbonHeight}`} class="ax" />
          ))}
          {picture.ribbon.incidentsAtM.map(({ id, atM, shape }) => (
            <path
              key={id}
              d={`M${(1000 * atM) / totalM} 0V${ribbonHeight}`}
              class={strokeOf[shape]}
              stroke-width="2"
              vector-effect="non-scaling-stroke"
            />
          ))}
        </svg>
        {box !== null && (
          <div
            class="ribbox"
            title={words.ribbon.window}
            style={{ left: `${100 * box.from}%`, width: `${100 * (box.to - box.from)}%` }}
          />
        )}
      </div>
    </div>
  );
}
