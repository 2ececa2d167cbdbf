import type { EditKind, Role } from "@truceline/model";

/** The resources of the desk that people write by PUT, and the kind of record each holds. */
export const deskKindByPath = {
  "log-entries": "log-entry",
  patrols: "patrol",
  denials: "denial",
  calls: "call",
  "silence-windows": "silence-window",
  "watch-notes": "watch-note",
  handovers: "handover",
  holdings: "holding",
  inspections: "inspection",
  "site-visits": "site-visit",
  casualties: "casualty",
} as const satisfies Readonly<Record<string, EditKind>>;

export type DeskPath = keyof typeof deskKindByPath;
export type DeskKind = (typeof deskKindByPath)[DeskPath];
export const deskPaths = Object.keys(deskKindByPath) as readonly DeskPath[];

/** Who writes at the desk. Administrators look after accounts, not after the record. */
export const deskWriters: readonly Role[] = [
  "observer",
  "analyst",
  "reporting-officer",
  "head-of-mission",
];
