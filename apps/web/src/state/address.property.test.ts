import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Address,
  addressText,
  agreementParts,
  expectedBreaches,
  home,
  layerGroups,
  proposalsBy,
  readAddress,
  screens,
  sensorsParts,
} from "./address.ts";

const arbName = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== "");
const arbAddress: fc.Arbitrary<Address> = fc.record({
  screen: fc.constantFrom(...screens),
  select: fc.option(arbName),
  knownAtMs: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
  span: fc.constantFrom("6h", "24h", "7d"),
  filter: fc.string({ maxLength: 40 }),
  list: fc.constantFrom("need", "map"),
  hidden: fc.subarray([...layerGroups]),
  veil: fc.option(arbName),
  period: fc.constantFrom("today", "yesterday", "2026-03-10"),
  cell: fc.option(fc.record({ articleId: arbName, sectorId: arbName })),
  sector: fc.option(arbName),
  article: fc.option(arbName),
  opened: fc.boolean(),
  part: fc.option(fc.constantFrom(...agreementParts)),
  text: fc.option(fc.constantFrom("en", "uk", "ru", "fr")),
  sensorsPart: fc.constantFrom(...sensorsParts),
  planAsk: fc.record({
    people: fc.option(fc.integer({ min: 0, max: 2_000_000 })),
    eurM: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    technical: fc.boolean(),
    byDay: fc.boolean(),
  }),
  expected: fc.constantFrom(...expectedBreaches),
  by: fc.constantFrom(...proposalsBy),
  figure: fc.option(fc.record({ rowId: arbName, proposalId: arbName })),
});

test("[WEB-005] an address opens the view it was written from", () => {
  fc.assert(
    fc.property(arbAddress, (address) => {
      const text = addressText(address);
      expect(readAddress(text)).toEqual({
        ...address,
        hidden: layerGroups.filter((group) => address.hidden.includes(group)),
      });
    }),
  );
});

test("[WEB-005] any text opens something, and what cannot be read stands as usual", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(layerGroups).toEqual(expect.arrayContaining([...readAddress(`?${text}`).hidden]));
    }),
  );
  expect(readAddress("?screen=nothing&known=when&span=1y&period=always")).toEqual(home);
  expect(addressText(home)).toBe("");
});
