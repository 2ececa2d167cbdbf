import type { Ranged } from "../assumption.ts";
import type { GroundTold } from "../patrols/ground.ts";
import type { Light } from "../patrols/road-speeds.ts";

/** Minutes with their range; null where it cannot be done, at that end. */
export interface MinutesRange {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One way of help: from where, how long, by day or by night. */
export interface HelpTime {
  readonly light: Light;
  readonly means: "road" | "air";
  /** Base or aircraft that is first, at the inputs' values. */
  readonly by: string | null;
  readonly minutes: MinutesRange;
  /** The same if that base or aircraft is lost. */
  readonly withoutFirst: MinutesRange;
}

export interface PostTimes {
  readonly post: string;
  readonly sector: string;
  readonly people: Ranged;
  readonly reaction: readonly HelpTime[];
  /** From the call to surgery. */
  readonly surgery: readonly HelpTime[];
  /** To the nearest assembly by road. */
  readonly leaving: readonly HelpTime[];
  /** Bases whose roads do not lead here. */
  readonly cutOffFrom: readonly string[];
}

/** People for whom help comes later than the limit, or never. */
export interface Exposure {
  readonly light: Light;
  readonly kind: "reaction" | "surgery";
  readonly limitMin: number;
  /** By road or air, whichever is first, while aircraft fly. */
  readonly withAir: Ranged;
  /** In weather in which none flies. */
  readonly roadOnly: Ranged;
  /** On the mean of all hours: aircraft fly in `flyableRatio` of them. */
  readonly mean: Ranged;
}

export interface SectorTimes {
  readonly sector: string;
  readonly people: Ranged;
  readonly postCount: number;
  /** Slowest of its posts, by road or air, at the inputs' values. */
  readonly worst: readonly {
    readonly light: Light;
    readonly kind: "reaction" | "surgery";
    readonly minutes: MinutesRange;
    readonly post: string | null;
  }[];
  readonly exposure: readonly Exposure[];
}

export interface BackstopPlan {
  readonly ground: GroundTold;
  readonly posts: readonly PostTimes[];
  readonly sectors: readonly SectorTimes[];
  readonly exposure: readonly Exposure[];
  readonly flyable: readonly {
    readonly aircraft: string;
    readonly light: Light;
    readonly ratio: Ranged;
  }[];
  readonly sentences: readonly string[];
}
