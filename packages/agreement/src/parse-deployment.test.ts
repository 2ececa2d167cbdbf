import { expect, test } from "vitest";
import { parseDeployment } from "./index.ts";

const text = `schema: deployment/1
id: mid-ocean
posts:
  - { id: p1, position: [-30.1, 0.1], kind: mast }
  - { id: p2, position: [-29.9, 0.1], kind: observation-post, onWatchCount: 2 }
sensors:
  - { id: s1, means: camera, post: p1, heightM: 12, view: { bearingDeg: 90, fieldOfViewDeg: 60 } }
  - { id: s2, means: ear, post: p2, hours: { from: "06:00", to: "18:00" } }
`;
const catalogueIds = ["ear", "eye", "camera"];
const parse = (changed: string) =>
  parseDeployment({ path: "deployment.yaml", text: changed, catalogueIds });

test("[AGR-006] a deployment is read into the record of that name", () => {
  const { deployment, faults } = parse(text);
  expect(faults).toEqual([]);
  expect(deployment?.sensors[0]).toEqual({
    id: "s1",
    means: "camera",
    post: "p1",
    heightM: 12,
    view: { bearingDeg: 90, fieldOfViewDeg: 60 },
  });
});

test.each([
  {
    code: "TL_AGR_REFERENCE",
    from: "post: p2",
    to: "post: p3",
    line: 8,
    hint: "Known here: `p1`, `p2`",
  },
  { code: "TL_AGR_ID_TWICE", from: "id: s2", to: "id: s1", line: 8, hint: "own id" },
  {
    code: "TL_AGR_ID_TWICE",
    from: "sensors:",
    to: "  - { id: p2, position: [0, 0], kind: mast }\nsensors:",
    line: 6,
    hint: "own id",
  },
  { code: "TL_AGR_MEANS", from: "camera, post", to: "camra, post", line: 7, hint: "`camera`" },
  { code: "TL_AGR_VALUE", from: "kind: mast", to: "kind: tower", line: 4, hint: "Known here" },
  { code: "TL_AGR_KEY_UNKNOWN", from: "heightM", to: "height", line: 7, hint: "`heightM`" },
  { code: "TL_AGR_KEY_MISSING", from: "id: mid-ocean\n", to: "", line: 1, hint: "Add `id`" },
  {
    code: "TL_AGR_NUMBER_RANGE",
    from: "bearingDeg: 90",
    to: "bearingDeg: 360",
    line: 7,
    hint: "360",
  },
  { code: "TL_AGR_NUMBER_RANGE", from: "[-30.1, 0.1]", to: "[-30.1, 91]", line: 4, hint: "90" },
  {
    code: "TL_AGR_DAILY_WINDOW",
    from: '"18:00"',
    to: '"06:00"',
    line: 8,
    hint: "leave the key out",
  },
  { code: "TL_AGR_VALUE", from: '"18:00"', to: '"25:00"', line: 8, hint: "match" },
])("[AGR-006] $code for $to", ({ code, from, to, line, hint }) => {
  expect(text).toContain(from);
  const { faults, deployment } = parse(text.replace(from, to));
  expect(deployment).toBeUndefined();
  expect(faults.map((fault) => fault.code)).toEqual([code]);
  expect(faults[0]).toMatchObject({ line, file: "deployment.yaml" });
  expect(faults[0]?.hint).toContain(hint);
});
