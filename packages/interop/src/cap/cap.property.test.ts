import { lonLat } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CapAlert, readCap, writeCap } from "../index.ts";
import { arbTrimmedText } from "../testing/xml-text.ts";
import { capWords } from "./cap-alert.ts";

const arbText = arbTrimmedText(12);
const arbId = arbText.filter((text) => !/[\s,<&]/.test(text));
const arbAtMs = fc.integer({ min: -2_000_000_000, max: 7_000_000_000 }).map((at) => at * 1000);
const arbZone = fc.integer({ min: -14 * 60, max: 14 * 60 });
const rounded = (value: number, per: number) => Math.round(value * per) / per + 0;
const arbLonLat = fc
  .tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  )
  .map(([lon, lat]) => lonLat(rounded(lon, 1e7), rounded(lat, 1e7)));
const arbRing = fc
  .array(arbLonLat, { minLength: 3, maxLength: 6 })
  .map((ring) => [...ring, ring[0] ?? lonLat(0, 0)]);
const arbMetres = fc.double({ min: 0, max: 50_000, noNaN: true }).map((m) => rounded(m, 1000));
const arbValue = fc.record({ valueName: arbText, value: arbText });
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });
const word = <K extends keyof typeof capWords>(name: K) =>
  fc.constantFrom(...(capWords[name] as readonly (typeof capWords)[K][number][]));

const arbArea = fc.record(
  {
    description: arbText,
    rings: some(arbRing),
    circles: some(fc.record({ centre: arbLonLat, radiusM: arbMetres })),
    geocodes: some(arbValue),
    floorM: arbMetres,
    ceilingM: arbMetres,
  },
  { requiredKeys: ["description", "rings", "circles", "geocodes"] },
);
const arbResource = fc.record(
  {
    description: arbText,
    mimeType: arbText,
    sizeBytes: fc.nat(),
    uri: arbText,
    derefUri: fc.base64String({ minLength: 4 }),
    digest: arbText,
  },
  { requiredKeys: ["description", "mimeType"] },
);
const arbInfo = fc.record(
  {
    language: fc.constantFrom("en", "uk", "en-GB"),
    categories: fc.array(word("category"), { minLength: 1, maxLength: 2 }),
    event: arbText,
    responseTypes: some(word("responseType")),
    urgency: word("urgency"),
    severity: word("severity"),
    certainty: word("certainty"),
    audience: arbText,
    eventCodes: some(arbValue),
    effectiveAtMs: arbAtMs,
    onsetAtMs: arbAtMs,
    expiresAtMs: arbAtMs,
    senderName: arbText,
    headline: arbText,
    description: arbText,
    instruction: arbText,
    web: arbText,
    contact: arbText,
    parameters: some(arbValue),
    resources: some(arbResource),
    areas: some(arbArea),
  },
  {
    requiredKeys: [
      ...(["categories", "event", "responseTypes", "urgency", "severity", "certainty"] as const),
      ...(["eventCodes", "parameters", "resources", "areas"] as const),
    ],
  },
);
const arbReference = fc.record({
  sender: arbId,
  identifier: arbId,
  sentAtMs: arbAtMs,
  sentZoneMin: arbZone,
});
const arbAlert: fc.Arbitrary<CapAlert> = fc.record(
  {
    identifier: arbId,
    sender: arbId,
    sentAtMs: arbAtMs,
    sentZoneMin: arbZone,
    status: word("status"),
    messageType: word("msgType"),
    scope: word("scope"),
    source: arbText,
    restriction: arbText,
    addresses: arbText,
    codes: some(arbText),
    note: arbText,
    references: fc.array(arbReference, { minLength: 1, maxLength: 2 }),
    incidents: arbText,
    infos: some(arbInfo),
  },
  {
    requiredKeys: [
      ...(["identifier", "sender", "sentAtMs", "sentZoneMin", "status", "messageType"] as const),
      ...(["scope", "codes", "references", "infos"] as const),
    ],
  },
);

test("[INT-211] what is written as CAP is read as the same", () => {
  fc.assert(
    fc.property(arbAlert, (alert) => {
      const { alerts, faults } = readCap(new TextEncoder().encode(writeCap(alert)), { name: "x" });
      expect(faults).toEqual([]);
      expect(alerts[0]?.alert).toEqual(alert);
    }),
    { numRuns: 300 },
  );
});

test("[INT-213] a damaged alert is read, told or refused with a code", () => {
  fc.assert(
    fc.property(
      arbAlert,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (alert, changes) => {
        const bytes = new TextEncoder().encode(writeCap(alert));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        try {
          const { alerts, faults } = readCap(bytes, { name: "x" });
          expect(alerts.length + faults.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^TL_INT_XML/) });
        }
      },
    ),
  );
});
