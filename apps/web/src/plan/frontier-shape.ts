import type { FrontierPoint } from "@truceline/planning";
import { curveOf } from "./plan-ask.ts";
import { axisEnd } from "./posts-along.ts";

/** The drawing of a frontier in a box: x by people, y by verifiability from 0 at the bottom to 1. */
export interface FrontierShape {
  readonly endPeople: number;
  readonly x: (people: number) => number;
  readonly y: (mean: number) => number;
  /** Middle line and band, as paths; empty where there is no point yet. */
  readonly line: (technical: boolean) => string;
  readonly band: (technical: boolean) => string;
}

export interface FrontierBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Both curves begin at nobody, who verifies nothing: that is known, not computed. */
export function frontierShape(
  points: readonly FrontierPoint[],
  alsoPeople: number,
  { left, right, top, bottom }: FrontierBox,
): FrontierShape {
  const endPeople = axisEnd(Math.max(alsoPeople, ...points.map(({ people }) => people)));
  const x = (people: number): number => left + ((right - left) * people) / endPeople;
  const y = (mean: number): number => bottom - (bottom - top) * mean;
  const at = (people: number, mean: number): string =>
    `${x(people).toFixed(1)} ${y(mean).toFixed(1)}`;
  return {
    endPeople,
    x,
    y,
    line: (technical) => {
      const curve = curveOf(points, technical);
      if (curve.length === 0) return "";
      return `M${[at(0, 0), ...curve.map(({ people, mean }) => at(people, mean))].join("L")}`;
    },
    band: (technical) => {
      const curve = curveOf(points, technical);
      if (curve.length === 0) return "";
      const high = curve.map(({ people, meanBand }) => at(people, meanBand.high));
      const low = curve.map(({ people, meanBand }) => at(people, meanBand.low)).reverse();
      return `M${[at(0, 0), ...high, ...low].join("L")}Z`;
    },
  };
}
