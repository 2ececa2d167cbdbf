import type { IncidentEvidence } from "@truceline/watch";

/** Words of the evidence of an incident, in English. Whole messages, never glued from parts. */
const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const evidenceWords = {
  placedBy: (parts: string) => `Placed by ${parts}.`,
  bearings: (n: number) => `${n} ${plural(n, "bearing", "bearings")} (dashed wedges)`,
  arrivals: (n: number) => `${n} ${plural(n, "difference", "differences")} of arrival (curves)`,
  distances: (n: number) => `${n} ${plural(n, "distance", "distances")} (dashed circles)`,
  areas: (n: number) => `${n} ${plural(n, "report", "reports")} in words (dotted)`,
  others: (n: number) =>
    `${n} ${plural(n, "other place fits", "other places fit")} about as well, each drawn with its share.`,
  refusals: {
    "too-few-equations": "The measurements alone do not fix a place.",
    "collinear-arrays": "The devices stand on one line: a mirror image fits as well.",
    "poor-crossing": "The bearings cross too flat to fix a place.",
    "ellipse-too-large": "The measurements fix a place to more than 10 km only.",
    ambiguous: "Two places fit about as well.",
  } satisfies Record<NonNullable<IncidentEvidence["refusal"]>, string>,
};
