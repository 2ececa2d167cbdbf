import { describe, expect, test } from "vitest";
import { smallAgreement } from "../testing/small-world.ts";
import { standingOf } from "./standing.ts";

const onLine: readonly [number, number] = [-30, 0];
const farOut: readonly [number, number] = [-29, 0];
const fire = `  - id: fire
    text: { en: No fire. }
    rule: { prohibit: fire, by: any, tested: firedFrom, in: band }
    standard: { probability: 0.9, independentSources: 2 }
    count: incident
`;
const access = `  - id: access
    text: { en: Access. }
    rule: { access: { of: mission, to: band }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
    count: incident
`;
const noTroops = `  - id: no-troops
    text: { en: No troops of the force. }
    rule: { prohibit: presence, by: [force], tested: present, in: band }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: P1D }
    count: incident
`;
const left = `  - id: left
    text: { en: Nobody of the parties. }
    rule: { prohibit: presence, by: each, tested: present, in: band }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: P1D }
    count: incident
`;
const force = `thirdParties: [ { id: force, name: { en: Force }, role: contributor } ]`;
const standing = (articles: string, sections = "") => {
  const prepared = smallAgreement({ articles, sections });
  return standingOf(prepared, prepared.compiled.inForce.fromMs);
};

describe("standingOf", () => {
  test("[PLN-056] a silent agreement grants every place, and it is told", () => {
    const { mayStand, notes } = standing(fire);
    expect(mayStand(onLine, true) && mayStand(farOut, true)).toBe(true);
    expect(notes[0]).toContain("does not say");
  });

  test("[PLN-056] with an article of access posts stand on its ground alone", () => {
    const { mayStand } = standing(fire + access);
    expect(mayStand(onLine, true)).toBe(true);
    expect(mayStand(farOut, true)).toBe(false);
  });

  test("[PLN-056] ground that both parties leave is the mission's to watch", () => {
    const { mayStand } = standing(fire + left);
    expect(mayStand(onLine, true)).toBe(true);
    expect(mayStand(farOut, true)).toBe(false);
  });

  test("[PLN-056] a zone barred to all who give people takes no people, but equipment", () => {
    const { mayStand, notes } = standing(fire + access + noTroops, force);
    expect(mayStand(onLine, true)).toBe(false);
    expect(mayStand(onLine, false)).toBe(true);
    expect(notes.join(" ")).toContain("force");
  });
});
