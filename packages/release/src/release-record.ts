import type { Call, Observation, ReleaseLevel, SilenceWindow } from "@truceline/model";
import {
  type ReleaseContext,
  type Released,
  tellableFromMs,
  type WithheldReason,
} from "./release-terms.ts";
import { type ObservationPlace, releaseObservation } from "./released-observation.ts";

/** A record on its way out, with what the rule for its kind needs to know beside it. */
export type Leaving =
  | { readonly kind: "observation"; readonly record: Observation; readonly place: ObservationPlace }
  | { readonly kind: "call"; readonly record: Call }
  | { readonly kind: "silence-window"; readonly record: SilenceWindow }
  | { readonly kind: WithheldKind; readonly record: unknown };

/** Kinds that never leave as records; what may be said of them is counted in a report. */
const withheldKinds = {
  claim: "not-addressed",
  "sensor-state": "own-people",
  incident: "assessment",
  assessment: "assessment",
  "coverage-cell": "own-people",
  "clause-state": "assessment",
  correction: "own-people",
  "patrol-track": "own-people",
  "position-report": "sighting",
  disturbance: "own-people",
  "traffic-event": "sighting",
  deployment: "own-people",
  "log-entry": "own-people",
  patrol: "own-people",
  denial: "own-people",
  "watch-note": "own-people",
  handover: "own-people",
  holding: "sighting",
  inspection: "sighting",
  "site-visit": "own-people",
  casualty: "not-addressed",
  "issued-report": "not-addressed",
} as const satisfies Record<string, WithheldReason>;
export type WithheldKind = keyof typeof withheldKinds;

/** Every kind of record that has a rule here. A kind without one does not leave the house. */
export const kindsWithRule: readonly Leaving["kind"][] = [
  "observation",
  "call",
  "silence-window",
  ...(Object.keys(withheldKinds) as WithheldKind[]),
];

/**
 * The one function that every record passes on its way out. Inside the house (`internal`) it is given
 * as it is; outside, each kind has its rule and what has none is withheld.
 *
 * Rules: DESIGN section 13. At `public` all is late and coarse as the agreement says; a place of fire
 * is never finer than 1 km nor younger than 30 minutes at any level outside; the mission's own people
 * have no place there.
 */
export function release(leaving: Leaving, context: ReleaseContext): Released<unknown> {
  if (isInside(context)) return { is: "released", value: leaving.record };
  const outside = { ...context, level: context.level === "public" ? "public" : "parties" } as const;
  switch (leaving.kind) {
    case "observation":
      return releaseObservation(leaving.record, leaving.place, outside);
    case "call":
      return releaseCall(leaving.record, outside);
    case "silence-window":
      return releaseWindow(leaving.record, outside);
    default:
      return {
        is: "withheld",
        // A kind that nobody thought of stays in the house.
        reason: (withheldKinds as Record<string, WithheldReason>)[leaving.kind] ?? "not-addressed",
      };
  }
}

function isInside({ level }: { readonly level: ReleaseLevel }): boolean {
  return level === "internal";
}

/** A call is between the mission and one party: that party may read it, and no other. */
function releaseCall(call: Call, { level, party }: ReleaseContext): Released<unknown> {
  if (level !== "parties" || party === undefined || party !== call.party) {
    return { is: "withheld", reason: "not-addressed" };
  }
  const { id, origin, atMs, about, answerDueMs, answer, state } = call;
  return {
    is: "released",
    value: {
      schema: "released-call/1",
      id,
      origin,
      release: level,
      party,
      atMs,
      about,
      state,
      ...(answerDueMs === undefined ? {} : { answerDueMs }),
      ...(answer === undefined ? {} : { answer }),
    },
  };
}

/** Both parties gave their word on it, so both know it; who of the mission arranged it stays inside. */
function releaseWindow(window: SilenceWindow, context: ReleaseContext): Released<unknown> {
  const { level, nowMs } = context;
  const fromMs = tellableFromMs(window.span.toMs, context);
  if (nowMs < fromMs && level === "public") return { is: "later", fromMs };
  const { id, origin, name, span, state, guarantees } = window;
  return {
    is: "released",
    value: {
      schema: "released-silence-window/1",
      id,
      origin,
      release: level,
      name,
      span,
      state,
      guarantees: guarantees
        .filter(({ withdrawnAtMs }) => withdrawnAtMs === undefined)
        .map(({ party, atMs }) => ({ party, atMs })),
    },
  };
}
