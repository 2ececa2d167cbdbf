import type { Mapping } from "../mapping/mapping-schema.ts";

/**
 * Events coded from news headlines, after VIINA 2.0. Claims, graded F6: the headline says so, nobody of
 * the mission saw it. Headlines belong to the news outlets and are not kept; the row's hash is.
 */
export const viinaMapping: Mapping = {
  truceline: "mapping/1",
  id: "viina",
  title: "VIINA 2.0, news events (claims)",
  record: "claim",
  source: "viina",
  timezone: "Europe/Kyiv",
  assumptions: [
    "The source states no time zone; Europe/Kyiv is assumed.",
    "00:00:00 stands for a date without a time: the whole local day.",
    "Coordinates are the centroid of the first place named, often tens of kilometres off: 25 km radius.",
    "Rows that are equal to the last character are told as duplicates; each keeps its own claim.",
  ],
  sourceId: { rowHash: true },
  keepRowHash: true,
  time: { from: "datetime", precisionOfTimes: "minute", midnightIsDay: true },
  fields: [
    { constant: "F", to: "grade.source" },
    { constant: "6", to: "grade.information" },
    { column: "place_name", to: "place" },
    { position: ["lon", "lat"], to: "area", radiusM: 25_000 },
    { column: "event_type", to: "types", split: "|", emptyList: true },
  ],
  ignore: ["headline"],
};
