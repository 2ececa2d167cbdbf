import type { IncidentEvidence } from "@truceline/watch";
import { evidenceWords as words } from "./evidence-words.ts";

/** What was measured of an event, in a sentence: the lines on the map say the same. */
export function EvidenceLines({ evidence }: { readonly evidence: IncidentEvidence }) {
  const { wedges, hyperbolas, circles, areas, alternatives, refusal } = evidence;
  const parts = [
    ...(wedges.length > 0 ? [words.bearings(wedges.length)] : []),
    ...(hyperbolas.length > 0 ? [words.arrivals(hyperbolas.length)] : []),
    ...(circles.length > 0 ? [words.distances(circles.length)] : []),
    ...(areas.length > 0 ? [words.areas(areas.length)] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <p class="s12 q">
      {words.placedBy(parts.join(", "))}
      {refusal !== null && ` ${words.refusals[refusal]}`}
      {alternatives.length > 0 && ` ${words.others(alternatives.length)}`}
    </p>
  );
}
