import type { Distance } from "../../geo/src/distance.ts";
export type Upward = Distance;
