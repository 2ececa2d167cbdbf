import type { LonLat } from "@truceline/model";

/** The words of the standard, by element. */
export const capWords = {
  status: ["Actual", "Exercise", "System", "Test", "Draft"],
  msgType: ["Alert", "Update", "Cancel", "Ack", "Error"],
  scope: ["Public", "Restricted", "Private"],
  category: [
    ...(["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env"] as const),
    ...(["Transport", "Infra", "CBRNE", "Other"] as const),
  ],
  responseType: [
    ...(["Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess"] as const),
    ...(["AllClear", "None"] as const),
  ],
  urgency: ["Immediate", "Expected", "Future", "Past", "Unknown"],
  severity: ["Extreme", "Severe", "Moderate", "Minor", "Unknown"],
  certainty: ["Observed", "Likely", "Possible", "Unlikely", "Unknown"],
} as const;
type Word<K extends keyof typeof capWords> = (typeof capWords)[K][number];

/** A name and its value, in the sender's own terms. */
export interface CapValue {
  readonly valueName: string;
  readonly value: string;
}

/** Another alert, as it is referred to. */
export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sentAtMs: number;
  /** Minutes ahead of UTC in which its time is written. */
  readonly sentZoneMin: number;
}

export interface CapResource {
  readonly description: string;
  /** Absent in some alerts of version 1.1. */
  readonly mimeType?: string;
  readonly sizeBytes?: number;
  readonly uri?: string;
  /** The content itself, in base 64. */
  readonly derefUri?: string;
  /** SHA-1, in hexadecimal. */
  readonly digest?: string;
}

export interface CapArea {
  readonly description: string;
  /** Outlines; of each the first position is the last. */
  readonly rings: readonly (readonly LonLat[])[];
  readonly circles: readonly { readonly centre: LonLat; readonly radiusM: number }[];
  readonly geocodes: readonly CapValue[];
  /** Lowest height of the area above the sea, or its only one. To the millimetre. */
  readonly floorM?: number;
  readonly ceilingM?: number;
}

/** What an alert says, in one language. */
export interface CapInfo {
  /** Absent means en-US. */
  readonly language?: string;
  readonly categories: readonly Word<"category">[];
  readonly event: string;
  readonly responseTypes: readonly Word<"responseType">[];
  readonly urgency: Word<"urgency">;
  readonly severity: Word<"severity">;
  readonly certainty: Word<"certainty">;
  readonly audience?: string;
  readonly eventCodes: readonly CapValue[];
  readonly effectiveAtMs?: number;
  readonly onsetAtMs?: number;
  readonly expiresAtMs?: number;
  readonly senderName?: string;
  readonly headline?: string;
  readonly description?: string;
  readonly instruction?: string;
  readonly web?: string;
  readonly contact?: string;
  readonly parameters: readonly CapValue[];
  readonly resources: readonly CapResource[];
  readonly areas: readonly CapArea[];
}

/** An alert of the Common Alerting Protocol. */
export interface CapAlert {
  readonly identifier: string;
  readonly sender: string;
  readonly sentAtMs: number;
  /** Minutes ahead of UTC in which `sent` is written: others refer to the alert by that text. */
  readonly sentZoneMin: number;
  readonly status: Word<"status">;
  readonly messageType: Word<"msgType">;
  readonly scope: Word<"scope">;
  readonly source?: string;
  readonly restriction?: string;
  readonly addresses?: string;
  readonly codes: readonly string[];
  readonly note?: string;
  readonly references: readonly CapReference[];
  readonly incidents?: string;
  readonly infos: readonly CapInfo[];
}

/** In what order the elements of an info stand, for those that hold one text. */
export const infoTexts = {
  senderName: "senderName",
  headline: "headline",
  description: "description",
  instruction: "instruction",
  web: "web",
  contact: "contact",
} as const;
export const infoTimes = {
  effective: "effectiveAtMs",
  onset: "onsetAtMs",
  expires: "expiresAtMs",
} as const;
/** Messages that are about another one, which they have to name. */
export const referringTypes: ReadonlySet<string> = new Set(["Update", "Cancel", "Ack", "Error"]);
