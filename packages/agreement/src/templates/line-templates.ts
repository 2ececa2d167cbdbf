import { areaFile, lineFile, type TemplateFile, templateHead } from "./template-parts.ts";

/** Fire stops along a line, heavy weapons go back from it, the mission has access. */
export function ceasefireLine(id: string): readonly TemplateFile[] {
  const head = templateHead(
    id,
    "Ceasefire along a line",
    "A ceasefire along a line: no fire, heavy weapons withdrawn, access for the mission.",
  );
  const text = `${head}zones:
  # A strip along the line, so wide on each party's side.
  - id: security-zone
    kind: security-zone
    name: { en: Security zone }
    build: { band: { line: line, a: 10 km, b: 10 km } }
  - id: withdrawal-zone
    kind: withdrawal-zone
    name: { en: Withdrawal zone }
    build: { band: { line: line, a: 15 km, b: 15 km } }
articles:
  - id: "1"
    text: { en: No fire in the security zone. }
    # any: what was fired counts before anyone is named. firedFrom: where it was fired from.
    rule: { prohibit: fire, by: any, tested: firedFrom, in: security-zone }
    # How probable a breach must be, and how many independent sources must have seen or heard it.
    standard: { probability: 0.9, independentSources: 2 }
  - id: "2"
    text: { en: Artillery and mortars of 100 mm and more stay 15 km from the line. }
    rule:
      withdraw: { class: [artillery, mortar], calibreMm: { min: 100 } }
      by: each
      beyond: 15 km
      of: line
      deadline: P14D
    standard: { probability: 0.9, independentSources: 1 }
    # A weapon stays where it was seen: look again within a day.
    persistence: { state: PT24H }
  - id: "3"
    text: { en: The mission has access to the whole security zone. }
    rule: { access: { of: mission, to: security-zone }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
  - id: "4"
    text: { en: The parties name a contact for the mission. }
    # What the language cannot say as a rule is shown and tracked, never assessed.
    rule: { narrative: true }
`;
  return [{ path: "agreement.yaml", text }, lineFile];
}

/** An area on the line that both sides leave. */
export function disengagement(id: string): readonly TemplateFile[] {
  const head = templateHead(
    id,
    "Disengagement area",
    "A disengagement area on a line: both sides leave it, nothing is built, the mission looks.",
  );
  const text = `${head}zones:
  - id: area
    kind: disengagement-area
    name: { en: Disengagement area }
    geometry: zones/area.geojson
articles:
  - id: "1"
    text: { en: No fire in the area. }
    rule: { prohibit: fire, by: any, tested: firedFrom, in: area }
    standard: { probability: 0.9, independentSources: 2 }
  - id: "2"
    text: { en: "No persons, vehicles or weapons of the parties are in the area." }
    rule: { prohibit: presence, by: each, tested: present, in: area }
    standard: { probability: 0.9, independentSources: 1 }
    # Somebody seen there is held to be there still: look again within half a day.
    persistence: { state: PT12H }
  - id: "3"
    text: { en: Nothing is built in the area. }
    rule: { prohibit: construction, by: each, in: area }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: P7D }
  - id: "4"
    text: { en: The mission has access to the area. }
    rule: { access: { of: mission, to: area }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
`;
  return [{ path: "agreement.yaml", text }, lineFile, areaFile];
}
