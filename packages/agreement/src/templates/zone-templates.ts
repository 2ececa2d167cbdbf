import { lineFile, type TemplateFile, templateHead } from "./template-parts.ts";

/** Forces limited in number on both sides of an area that nobody enters. */
export function limitedZone(id: string): readonly TemplateFile[] {
  const head = templateHead(
    id,
    "Zones of limited forces",
    "An area of separation that nobody enters, and zones of limited forces on both sides of it.",
  );
  const text = `${head}zones:
  - id: separation
    kind: buffer-zone
    name: { en: Area of separation }
    build: { band: { line: line, a: 2 km, b: 2 km } }
  - id: limitation
    kind: limited-zone
    name: { en: Zones of limitation }
    # From the edge of the area of separation to this distance from the line.
    build: { between: { line: line, from: 2 km, to: 10 km } }
articles:
  - id: "1"
    text: { en: No fire into or out of the zones. }
    rule: { prohibit: fire, by: any, tested: firedFrom, in: { within: 10 km, of: line } }
    standard: { probability: 0.9, independentSources: 2 }
  - id: "2"
    text: { en: "No persons, vehicles or weapons of the parties are in the area of separation." }
    rule: { prohibit: presence, by: each, tested: present, in: separation }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: PT12H }
  - id: "3"
    text: { en: Each party has at most 75 tanks in the zones of limitation. }
    rule: { limit: { weapons: 75 }, with: { class: tank }, by: each, in: limitation }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: P7D }
  - id: "4"
    text: { en: Each party has at most 6000 persons in the zones of limitation. }
    rule: { limit: { persons: 6000 }, by: each, in: limitation }
    standard: { probability: 0.9, independentSources: 1 }
    persistence: { state: P14D }
  - id: "5"
    text: { en: The mission has access to both. }
    rule: { access: { of: mission, to: { within: 10 km, of: line } }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
`;
  return [{ path: "agreement.yaml", text }, lineFile];
}

/** Hours in which nothing is fired, so that something can be repaired, fetched or buried. */
export function windowsOfSilence(id: string): readonly TemplateFile[] {
  const head = templateHead(
    id,
    "Windows of silence",
    "Windows of silence around a site: by date, and every day at the same hours.",
  );
  const text = `${head}sites:
  - { id: works, kind: water-works, name: { en: Water works }, at: [-30, 0.05] }
zones:
  - id: works-area
    kind: window-area
    name: { en: Area around the works }
    build: { band: { line: line, a: 5 km, b: 5 km } }
articles:
  - id: "1"
    text: { en: No fire around the works while the repair teams are there. }
    rule:
      prohibit: fire
      by: any
      tested: firedFrom
      in: works-area
      # One span for each window that the parties have guaranteed.
      time:
        spans:
          - { from: 2030-01-07T08:00Z, to: 2030-01-07T16:00Z }
          - { from: 2030-01-09T08:00Z, to: 2030-01-09T16:00Z }
    standard: { probability: 0.9, independentSources: 2 }
  - id: "2"
    text: { en: No fire around the works from 06:00 to 09:00 every day. }
    rule: { prohibit: fire, by: any, tested: firedFrom, in: works-area, time: { daily: ["06:00", "09:00"] } }
    standard: { probability: 0.9, independentSources: 2 }
  - id: "3"
    text: { en: The mission goes with the repair teams. }
    rule: { access: { of: mission, to: works-area }, by: each }
    standard: { probability: 0.9, independentSources: 1 }
`;
  return [{ path: "agreement.yaml", text }, lineFile];
}
