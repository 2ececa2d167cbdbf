import { type Deployment, lonLat } from "@truceline/model";
import { type CatalogueEntry, defaultCatalogue } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { clauseObservability } from "./clause-observability.ts";
import { hourlyReaches, remarkOnHours } from "./remark-on-hours.ts";

function compile(change: (text: string) => string = (text) => text) {
  const { compiled, faults, remarks } = parseMidOcean(change);
  expect(faults).toEqual([]);
  if (compiled === undefined) throw new Error("the example does not compile");
  return { compiled, remarks };
}
const { compiled } = compile();
const codesOf = (change: (text: string) => string) =>
  compile(change).remarks.map(({ code, witness }) => [code, witness?.["article"]]);

describe("clauseObservability", () => {
  test("[AGR-036] each assessed clause has its means, each with the range it is good for", () => {
    const clauses = clauseObservability(compiled.articles);
    expect(clauses.map(({ article }) => article)).toEqual(["1", "2", "3", "4", "5", "6"]);
    const presence = clauses.find(({ article }) => article === "4");
    const eye = presence?.means.find(({ means }) => means === "eye");
    const drone = presence?.means.find(({ means }) => means === "drone");
    expect(eye?.rangeM.day).toBeGreaterThan(100);
    expect(eye?.rangeM.night).toBeNull();
    // What works by itself is not harmed by jamming; a drone is, wholly.
    expect(eye?.rangeM["jammed-day"]).toBe(eye?.rangeM.day);
    expect(drone?.rangeM.day).toBeGreaterThan(1_000);
    expect(drone?.rangeM["jammed-day"]).toBeNull();
  });

  test("[AGR-036] a post has every means but what flies from a base, is on patrol or passes overhead", () => {
    const presence = clauseObservability(compiled.articles).find(({ article }) => article === "4");
    const own = (means: string) => presence?.means.find((one) => one.means === means)?.rangeM.day;
    // From its base it sees farther than anything at a post; that is told of it alone.
    expect(own("uav-long")).toBeGreaterThan(80_000);
    expect(own("all")).toBeLessThan(50_000);
    expect(presence?.means.map(({ means }) => means)).toContain("foot-patrol");
    const onlyPatrols = defaultCatalogue.filter(({ stands }) => stands === "patrol");
    const [reach] = clauseObservability(compiled.articles, onlyPatrols);
    expect(reach?.means.at(-1)?.means).toBe("all");
  });

  test("[AGR-036] one source of a flat curve reaches to its end, two posts reach what one cannot", () => {
    const figure = (value: number) => ({ value, source: "assumed" });
    const [ear] = defaultCatalogue;
    if (ear === undefined) throw new Error("the catalogue has an ear");
    const flat = (chance: number): CatalogueEntry => ({
      ...ear,
      kindGroups: [
        {
          kinds: ["access-denied"],
          curve: {
            type: "table",
            points: [
              { rangeM: figure(0), chance: figure(chance) },
              { rangeM: figure(500), chance: figure(chance) },
            ],
          },
          dayFactor: figure(1),
          nightFactor: figure(0.5),
          weatherFactors: { clear: figure(1) },
        },
      ],
    });
    const access = compiled.articles.filter(({ rule }) => rule.kind === "access");
    const reach = (chance: number) => clauseObservability(access, [flat(chance)])[0]?.means[0];
    // The article asks for one source and coverage 0.8.
    expect(reach(0.8)).toMatchObject({ postCount: 1, rangeM: { day: 500, night: null } });
    // Two of 0.6: 1 − 0.4² = 0.84; by night 1 − 0.7² = 0.51.
    expect(reach(0.6)).toMatchObject({ postCount: 2, rangeM: { day: 500, night: null } });
    // Three of 0.4: 1 − 0.6³ = 0.784, too little still.
    expect(reach(0.4)).toMatchObject({ postCount: null, rangeM: { day: null, night: null } });
  });

  test("[AGR-036] clauses that nobody could ever establish are remarked on", () => {
    const mines = (text: string) =>
      text
        .replace("prohibit: presence", "prohibit: mines")
        .replace(
          "in: gorse }\n    standard: { probability: 0.9, independentSources: 1 }",
          "in: gorse }\n    standard: { probability: 0.9, independentSources: 2 }\n    coverage: 0.95",
        );
    expect(codesOf(mines)).toContainEqual(["TL_AGR_REMARK_STANDARD_UNMET", "4"]);
    expect(codesOf((text) => text)).not.toContainEqual(["TL_AGR_REMARK_STANDARD_UNMET", "4"]);
  });
});

describe("hourlyReaches", () => {
  const prepared = prepareAgreement(compiled);
  const near: Deployment = {
    schema: "deployment/1",
    id: "near",
    posts: [{ id: "p", kind: "mast", position: lonLat(-30, -0.09) }],
    sensors: [{ id: "s", post: "p", means: "eye" }],
  };

  test("[AGR-037] an eye alone covers presence in no hour of the night", () => {
    const [reach] = hourlyReaches(prepared, near).filter(({ article }) => article === "4");
    expect(reach?.cellCount).toBeGreaterThan(0);
    expect(reach?.blindHours).toEqual(expect.arrayContaining([0, 1, 2, 3, 22, 23]));
    expect(reach?.reachedRatio).toBeLessThan(0.6);
  });

  test("[AGR-037] no deployment covers nothing, and is told so for each article", () => {
    const none: Deployment = { ...near, posts: [], sensors: [] };
    for (const { blindHours, blindCells, cellCount, reachedRatio } of hourlyReaches(
      prepared,
      none,
    )) {
      expect(blindHours).toHaveLength(24);
      expect(blindCells).toHaveLength(cellCount);
      expect(reachedRatio).toBe(0);
    }
    const remarks = remarkOnHours(prepared, none);
    expect(remarks.map(({ code }) => code)).toEqual(
      Array.from({ length: 6 }, () => "TL_AGR_REMARK_HOURS_UNREACHED"),
    );
    expect(remarks[0]?.witness).toMatchObject({ article: "1", reachedRatio: 0 });
  });
});
