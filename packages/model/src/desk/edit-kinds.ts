/** Kinds that people write, version by version. */
export const editKinds = [
  "log-entry",
  "patrol",
  "denial",
  "call",
  "silence-window",
  "watch-note",
  "handover",
  "holding",
  "inspection",
  "site-visit",
  "casualty",
  "issued-report",
  "deployment",
] as const;
export type EditKind = (typeof editKinds)[number];
