import type { Position } from "@truceline/geo";
import type { Ranged } from "../assumption.ts";
import type { Ground } from "../patrols/ground.ts";
import type { Aircraft, WeatherState } from "./air-reach.ts";

/** Where help stands ready. */
export interface BackstopBase {
  readonly id: string;
  readonly position: Position;
  /** From the call to driving off; null where no quick reaction stands. */
  readonly quickReactionMin: { readonly day: Ranged; readonly night: Ranged } | null;
  /** The same for an ambulance; null where none stands. */
  readonly ambulanceMin: { readonly day: Ranged; readonly night: Ranged } | null;
  /** Surgery: the injured can be brought here. */
  readonly isHospital: boolean;
  /** Where the mission's people gather to leave. */
  readonly isAssembly: boolean;
}

/** People of the mission at a place. */
export interface ProtectedPost {
  readonly id: string;
  readonly sector: string;
  readonly position: Position;
  readonly people: Ranged;
}

export interface BackstopProblem {
  readonly ground: Ground;
  readonly bases: readonly BackstopBase[];
  readonly posts: readonly ProtectedPost[];
  readonly aircraft: readonly Aircraft[];
  readonly weather: readonly WeatherState[];
  /** Loading the injured by road. */
  readonly loadingMin: Ranged;
  /** Help should be there within; the injured in surgery within. */
  readonly reactionLimitMin: number;
  readonly surgeryLimitMin: number;
}
