import type { CotEvent } from "./cot-event.ts";

/** What an event of the mission's own clients is for; `refused` says why it is not taken further. */
export type CotPurpose =
  | "own-position"
  | "chat"
  | "alert"
  | "mark"
  | "sensor-point"
  | "drawing"
  | "control"
  | { readonly refused: string };

/** Of atoms: the mission's own, and those that take no side. */
const ownAffiliations = new Set(["f", "n"]);
/** Above ground, at sea and under it, where movements are told by those who move. */
const dimensionsOffGround = new Set(["A", "P", "S", "U"]);

/**
 * True for the type of an atom (`a-…`) on the ground, or where no dimension is said, that is not of the
 * mission itself or of those who take no side: pending, unknown, assumed, suspect and every other. Ground
 * forces are never tracked; who makes records of events has to refuse these.
 * @example isGroundTrackOfOthers("a-h-G-U-C") // true
 * @example isGroundTrackOfOthers("a-f-G-U-C") // false
 */
export function isGroundTrackOfOthers(type: string): boolean {
  const [kind, affiliation = "", dimension = ""] = type.split("-");
  if (kind?.toLowerCase() !== "a") return false;
  if (ownAffiliations.has(affiliation.toLowerCase())) return false;
  return !dimensionsOffGround.has(dimension.toUpperCase());
}

/**
 * What an event is for, by its type. Taken are the mission's own positions, chats, alerts, marks, places of
 * sensors, drawings and routes, and what clients tell each other about their connection. Everything else,
 * taskings and places somebody else's sensor looks at among it, is refused with the reason.
 */
export function cotPurpose({ type }: Pick<CotEvent, "type">): CotPurpose {
  if (isGroundTrackOfOthers(type)) {
    return { refused: "a unit on the ground that is not the mission's own" };
  }
  if (/^a-[fn](-|$)/.test(type)) return "own-position";
  if (/^a(-|$)/.test(type)) return { refused: "a position that is not the mission's own" };
  if (/^b-t-f(-|$)/.test(type)) return "chat";
  if (/^b-a(-|$)/.test(type)) return "alert";
  if (type === "b-m-p-s-p-loc") return "sensor-point";
  if (type === "b-m-p-s-m" || type === "b-m-p-w" || type === "b-m-p-c") return "mark";
  if (/^u-(d|rb?)(-|$)/.test(type) || type === "b-m-r") return "drawing";
  if (/^t-x-(takp|c|d)(-|$)/.test(type)) return "control";
  return { refused: `events of type ${type} are not taken` };
}
