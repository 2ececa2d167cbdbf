import { claimNames, claimRecord, type Origin } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type ClaimDraft, openRecordReader } from "../index.ts";

const atMs = Date.UTC(2026, 0, 1, 12);
const origin: Origin = "observed";
const options = { name: "test", source: "feed/test", origin };

function read(format: "cap" | "cot", text: string) {
  const reader = openRecordReader(format, options);
  const bytes = new TextEncoder().encode(text);
  const heard = [...reader.push(bytes, atMs), ...reader.finish(atMs)];
  const claims = heard.flatMap(({ records }) =>
    records.map(({ record }) => {
      const whole = { ...record, id: "018f0000-0000-7000-8000-000000000001", recordedAtMs: atMs };
      expect(claimRecord.faults(whole)).toEqual([]);
      return record as ClaimDraft;
    }),
  );
  return { claims, faults: reader.takeFaults() };
}

const isAbout = (about: ClaimDraft["about"], sourceId: string): boolean =>
  claimNames(sourceId).some((name) => about?.sourceIds.includes(name) === true);

const ring = "0,-30 0,-29 1,-29 0,-30";
interface Info {
  readonly event: string;
  readonly language?: string;
  readonly areas: string;
  readonly severity?: string;
  readonly headline?: string;
}
const info = ({ event, language = "en", areas, severity = "Severe", headline = event }: Info) =>
  `<info><language>${language}</language><category>Met</category><event>${event}</event>` +
  `<urgency>Immediate</urgency><severity>${severity}</severity><certainty>Likely</certainty>` +
  `<expires>2026-01-01T18:00:00-00:00</expires><headline>${headline}</headline>${areas}</info>`;
const area = (name: string, inside: string) => `<area><areaDesc>${name}</areaDesc>${inside}</area>`;
const polygon = `<polygon>${ring}</polygon>`;
const circle = "<circle>0.5,-30 10</circle>";

const alert = (type: string, inside: string, id = "A-1") =>
  `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier>` +
  `<sender>met.example</sender><sent>2026-01-01T11:00:00-00:00</sent><status>Actual</status>` +
  `<msgType>${type}</msgType><scope>Public</scope>${inside}</alert>`;
const references = "<references>met.example,A-1,2026-01-01T12:00:00+01:00</references>";

describe("alerts as claims", () => {
  test("[INT-300] each thing that is the matter is a claim of its own, with its own area", () => {
    const { claims, faults } = read(
      "cap",
      alert(
        "Alert",
        info({ event: "Gale", areas: area("West", polygon) }) +
          info({ event: "Flood", severity: "Minor", areas: area("East", circle) }),
      ),
    );
    expect(faults).toEqual([]);
    expect(claims).toMatchObject([
      { place: "West", area: { shape: "polygon" }, statement: "Gale" },
      { place: "East", area: { shape: "circle" }, statement: "Flood" },
    ]);
    expect(claims[1]?.types).toContain("severity Minor");
    expect(new Set(claims.map(({ sourceId }) => sourceId)).size).toBe(2);
  });

  test("[INT-300] what is said in two languages is one claim with both texts", () => {
    const { claims } = read(
      "cap",
      alert(
        "Alert",
        info({ event: "Gale", areas: area("West", polygon) }) +
          info({ event: "Tempête", language: "fr", areas: area("Ouest", polygon) }),
      ),
    );
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({ place: "West", statement: "Gale\n\nTempête" });
    expect(claims[0]?.types).toEqual(expect.arrayContaining(["Gale", "Tempête"]));
  });

  test("[INT-300] two things in two languages stay two, in the same area as well", () => {
    const inside = (["en", "fr"] as const).flatMap((language) => [
      info({ event: `Gale ${language}`, language, areas: area("West", polygon) }),
      info({
        event: `Flood ${language}`,
        language,
        areas: area("West", polygon),
        severity: "Minor",
      }),
    ]);
    const { claims } = read("cap", alert("Alert", inside.join("")));
    expect(claims.map(({ statement }) => statement)).toEqual([
      "Gale en\n\nGale fr",
      "Flood en\n\nFlood fr",
    ]);
  });

  test("[INT-300] each shape of an area is a claim; none is lost", () => {
    const two = area("West", polygon + circle) + area("East", polygon);
    const { claims, faults } = read("cap", alert("Alert", info({ event: "Gale", areas: two })));
    expect(faults).toEqual([]);
    expect(claims.map(({ area: shape, place }) => [shape?.shape, place])).toEqual([
      ["polygon", "West"],
      ["circle", "West"],
      ["polygon", "East"],
    ]);
    expect(new Set(claims.map(({ sourceId }) => sourceId)).size).toBe(3);
  });

  test("[INT-300] an area that is only named stands beside those that are drawn", () => {
    const areas = area("West", polygon) + area("North", "") + area("South", "");
    const { claims } = read("cap", alert("Alert", info({ event: "Gale", areas })));
    expect(claims.map(({ place }) => place)).toEqual(["West", "North; South"]);
  });

  test("[INT-300] a shape larger than a record holds is told, and the rest is kept", () => {
    const huge = area("All", "<circle>0,-30 900</circle>") + area("East", polygon);
    const { claims, faults } = read("cap", alert("Alert", info({ event: "Gale", areas: huge })));
    expect(claims.map(({ place }) => place)).toEqual(["All", "East"]);
    expect(claims[0]).not.toHaveProperty("area");
    expect(faults).toMatchObject([{ code: "TL_INT_CAP_SHAPE" }]);
    expect(faults[0]?.message).toContain("All");
  });

  test("[INT-301] an alert that takes another's place says which, by the name of its claims", () => {
    const [first] = read(
      "cap",
      alert("Alert", info({ event: "Gale", areas: area("West", polygon) })),
    ).claims;
    const update = alert(
      "Update",
      references + info({ event: "Gale", areas: area("East", circle) }),
      "A-2",
    );
    const [second] = read("cap", update).claims;
    expect(second?.about?.kind).toBe("replaces");
    expect(isAbout(second?.about, first?.sourceId ?? "")).toBe(true);
    expect(isAbout(second?.about, second?.sourceId ?? "")).toBe(false);
  });

  test("[INT-301] an alert that is cancelled is no claim that it is the case", () => {
    const both = alert("Alert", info({ event: "Gale", areas: area("West", polygon + circle) }));
    const earlier = read("cap", both).claims;
    const cancel = alert(
      "Cancel",
      references + info({ event: "Gale", areas: area("West", polygon) }),
      "A-3",
    );
    const [end, ...more] = read("cap", cancel).claims;
    expect(more).toEqual([]);
    expect(end).toMatchObject({ about: { kind: "ends" }, types: ["Cancel", "Gale"] });
    expect(end).not.toHaveProperty("area");
    expect(end?.span.toMs).toBe(end?.span.fromMs);
    for (const { sourceId } of earlier) expect(isAbout(end?.about, sourceId)).toBe(true);
    const bare = read(
      "cap",
      alert("Cancel", `<note>Sent in error</note>${references}`, "A-4"),
    ).claims;
    expect(bare).toMatchObject([{ about: { kind: "ends" }, statement: "Sent in error" }]);
  });
});

describe("calls for help as claims", () => {
  const event = (type: string, minute: number, detail: string) =>
    `<event version="2.0" uid="U-1-9-1-1" type="${type}" how="m-g" time="2026-01-01T12:0${minute}:00Z" ` +
    `start="2026-01-01T12:0${minute}:00Z" stale="2026-01-01T12:09:00Z"><point lat="0.5" lon="-30" ` +
    `hae="10" ce="25" le="9999999"/><detail>${detail}</detail></event>`;

  test.each([
    ["b-a-o-can", '<emergency cancel="true">U</emergency>'],
    ["b-a-o-can", ""],
    ["b-a-o-tbl", '<emergency type="911 Alert" cancel="true">U</emergency>'],
  ])(
    "[INT-302] one that is over (%s %s) ends the earlier ones and is none itself",
    (type, detail) => {
      const { claims } = read(
        "cot",
        event("b-a-o-tbl", 0, '<emergency type="911 Alert">U</emergency>') +
          event("b-a-o-tbl", 1, '<emergency type="911 Alert">U</emergency>') +
          event(type, 2, detail),
      );
      const [first, second, end] = claims;
      expect(claims).toHaveLength(3);
      expect(end?.types).not.toContain("call for help");
      expect(end).not.toHaveProperty("area");
      expect(end?.about?.kind).toBe("ends");
      for (const one of [first, second])
        expect(isAbout(end?.about, one?.sourceId ?? "")).toBe(true);
      expect(first).not.toHaveProperty("about");
    },
  );
});
