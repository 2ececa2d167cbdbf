import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { cataloguePage } from "../fixtures/catalogue-page.ts";
import { figuresOf } from "./assumed-share.ts";
import { climateWeather, defaultCatalogue, publicOrbits } from "./index.ts";

const page = new URL("../../../docs/reference/sensing-catalogue.md", import.meta.url);
const climates = [0, 25, 48, 60].flatMap((latDeg) =>
  [1, 4, 7, 10].map((month) => climateWeather([0, latDeg], month)),
);
const text = cataloguePage(defaultCatalogue, publicOrbits, climates);

test("[SEN-040] docs/reference/sensing-catalogue.md is made from the catalogue", () => {
  expectGolden(page, text);
});

test("[SEN-040] the page has every means, and every source but `assumed`", () => {
  for (const entry of defaultCatalogue) {
    expect(text).toContain(`## ${entry.title} (\`${entry.id}\`)`);
    for (const { source } of figuresOf(entry)) expect(text).toContain(source);
  }
});
