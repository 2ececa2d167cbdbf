import type { Area, LonLat, Origin, TimeSpan } from "@truceline/model";
import { InteropError } from "../errors.ts";
import type { CapAlert, CapInfo } from "./cap-alert.ts";

/** What a warning says to people, in one language. */
export interface WarningText {
  /** As in BCP 47. */
  readonly language: string;
  readonly event: string;
  readonly headline: string;
  readonly description: string;
  readonly instruction: string;
  /** Of the area, as people there call it. */
  readonly areaName: string;
}

export interface WarningWords {
  /** Without spaces or commas; unique for the sender. */
  readonly identifier: string;
  readonly sender: string;
  readonly senderName?: string;
  readonly sentAtMs: number;
  /** An exercise is marked as such, a simulation as a test; only what is observed is actual. */
  readonly origin: Origin;
  readonly urgency: CapInfo["urgency"];
  readonly severity: CapInfo["severity"];
  readonly certainty: CapInfo["certainty"];
  /** What people should do; default `Shelter`, at the end of a warning `AllClear`. */
  readonly responseTypes?: CapInfo["responseTypes"];
  /** At least one, the first of them first. */
  readonly texts: readonly WarningText[];
  /** Warnings that this one takes the place of, or ends. */
  readonly about?: {
    readonly kind: "replaces" | "ends";
    readonly warnings: readonly Pick<
      CapAlert,
      "sender" | "identifier" | "sentAtMs" | "sentZoneMin"
    >[];
  };
}

const typeOf = { replaces: "Update", ends: "Cancel" } as const;
const statusOf = { observed: "Actual", exercise: "Exercise", simulated: "Test" } as const;

/** Places written as numbers: decimal degrees in pairs, degrees with minutes, grid references. */
const placesInText = [
  /[-+]?\d{1,3}[.,]\d{3,}\s*°?\s*[NSEW]?\s*[,;/\s]\s*[-+]?\d{1,3}[.,]\d{3,}/i,
  /\d{1,3}\s*°\s*\d{1,2}/,
  /\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(\d\s?){4,10}\b/,
];

/**
 * A warning to protect people, by area: where they are, from when to when, and what they should do. It has
 * no field for a place of fire, and takes the area as polygons only, whose outlines are written and whose
 * holes are warned as well; a circle, sector or ellipse would tell its middle. Texts that hold coordinates
 * are refused for the same reason. Whole seconds: sent and onset earlier, the end later. A warning that ends
 * others says `AllClear` unless told otherwise, and past, whatever urgency it was given.
 *
 * @throws InteropError `TL_INT_CAP_AREA`
 * @example warningAlert(zone, timeSpan(fromMs, toMs, "exact"), words).infos[0]?.areas[0]?.rings
 */
export function warningAlert(
  area: Area | readonly Area[],
  span: TimeSpan,
  words: WarningWords,
): CapAlert {
  const areas: readonly Area[] = Array.isArray(area) ? area : [area as Area];
  const rings = areas.map((one): readonly LonLat[] => {
    const [outline] = one.shape === "polygon" ? one.rings : [];
    return outline ?? refuse(`the area is a ${one.shape}`);
  });
  if (rings.length === 0) refuse("no area");
  if (words.texts.length === 0) refuse("no text");
  if (words.about?.warnings.length === 0) refuse("it is about no other warning");
  const isEnd = words.about?.kind === "ends";
  if (span.toMs <= words.sentAtMs) refuse("the warning is over before it is sent");
  const infos = words.texts.map((text): CapInfo => {
    for (const one of [
      text.event,
      text.headline,
      text.description,
      text.instruction,
      text.areaName,
    ]) {
      if (placesInText.some((pattern) => pattern.test(one))) refuse("a text holds coordinates");
    }
    const { areaName, ...rest } = text;
    return {
      ...rest,
      categories: ["Safety"],
      responseTypes: words.responseTypes ?? [isEnd ? "AllClear" : "Shelter"],
      urgency: isEnd ? "Past" : words.urgency,
      severity: words.severity,
      certainty: words.certainty,
      eventCodes: [],
      effectiveAtMs: wholeSecond(words.sentAtMs),
      onsetAtMs: wholeSecond(span.fromMs),
      expiresAtMs: Math.ceil(span.toMs / 1000) * 1000,
      ...(words.senderName === undefined ? {} : { senderName: words.senderName }),
      parameters: [],
      resources: [],
      areas: [{ description: areaName, rings, circles: [], geocodes: [] }],
    };
  });
  return {
    identifier: words.identifier,
    sender: words.sender,
    sentAtMs: wholeSecond(words.sentAtMs),
    sentZoneMin: 0,
    status: statusOf[words.origin],
    messageType: words.about === undefined ? "Alert" : typeOf[words.about.kind],
    scope: "Public",
    codes: [],
    references: (words.about?.warnings ?? []).map((warning) => {
      const { sender, identifier, sentAtMs, sentZoneMin } = warning;
      return { sender, identifier, sentAtMs, sentZoneMin };
    }),
    infos,
  };
}

function wholeSecond(atMs: number): number {
  return Math.floor(atMs / 1000) * 1000;
}

function refuse(problem: string): never {
  throw new InteropError("TL_INT_CAP_AREA", { problem });
}
