import type { Mapping } from "../mapping/mapping-schema.ts";

/**
 * Air-raid warnings by region, from the first to the last of a region's own. Claims: that a warning was
 * given says that somebody feared something, not that anything came. Graded F6, as nobody graded the lists.
 */
export const oblastAlertsMapping: Mapping = {
  truceline: "mapping/1",
  id: "oblast-alerts",
  title: "Air-raid warnings by region (claims)",
  record: "claim",
  source: "oblast-alerts",
  timezone: "UTC",
  assumptions: [
    "A row is made of a region's warnings that overlap; how many, the list says, the claim does not.",
    "Warnings that were never ended keep the end the list gives and are marked air-raid-warning-never-ended.",
    "A region that is absent is not quiet: some were under warning all the time and left out.",
    "No area is given: the name is the region's, and outlines differ by who drew them.",
  ],
  sourceId: { template: "{region}/{started_at}" },
  keepRowHash: true,
  time: { from: "started_at", until: "finished_at" },
  fields: [
    { constant: "F", to: "grade.source" },
    { constant: "6", to: "grade.information" },
    { column: "region", to: "place" },
    {
      column: "is_anomaly_duration",
      to: "types",
      split: "|",
      values: { false: "air-raid-warning", true: "air-raid-warning-never-ended" },
    },
  ],
  ignore: ["n_subalerts", "duration_minutes"],
};
