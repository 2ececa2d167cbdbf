import type { Ranged } from "../assumption.ts";
import { exactly } from "../force/check-range.ts";
import type { MissionDensity } from "./proposals-table.ts";

function mission(
  id: string,
  name: string,
  people: number,
  lineKm: Ranged,
  source: string,
): MissionDensity {
  return {
    id,
    name,
    people,
    lineKm,
    value: people / lineKm.value,
    low: people / lineKm.high,
    high: people / lineKm.low,
    mark: "derived",
    source,
  };
}

/** Missions that stood, sparsest first: people a km of their line. Strength and length as published. */
export const missionDensities: readonly MissionDensity[] = [
  mission(
    "smm",
    "OSCE in Ukraine",
    716,
    { value: 460, low: 420, high: 500 },
    "716 monitors on 10 March 2017; 420 km (Kyiv Post) or nearly 500 km (OSCE), both 2021",
  ),
  mission(
    "unficyp",
    "Cyprus",
    868,
    exactly(180),
    "800 military and 68 police in June 2024 (S/2024/527); about 180 km",
  ),
  mission(
    "undof",
    "Golan",
    975,
    { value: 77.5, low: 75, high: 80 },
    "975 in 2018; 75 km, 80 in older texts",
  ),
  mission("unifil", "south Lebanon", 10_000, exactly(120), "about 10 000 in 2018; 120 km"),
];
