import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { outsideWords } from "../outside/outside-words.ts";
import { planWords } from "../plan/plan-words.ts";
import { proposalsWords } from "../plan/proposals-words.ts";
import { en } from "./en.ts";

/** Every text of the table, functions called with something plausible. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    return [0, 1, 2].map((n) => String(value(...Array.from({ length: 5 }, () => n))));
  }
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

const avoided =
  /\b(attack|enem(y|ies)|adversar|terrorist|regime|provocation|liberat|occupied|front line|quiet|calm|obviously|judged|verdict|target|cheat|invalid)/i;

test("[WEB-014] no word of the page takes a side", () => {
  const all = [en, outsideWords, planWords, proposalsWords].flatMap(texts);
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter((text) => avoided.test(text))).toEqual([]);
});

test("the check would catch one", () => {
  expect(
    texts({ say: (n: number) => `${n} attacks`, deep: ["calm"] }).some((t) => avoided.test(t)),
  ).toBe(true);
});

test("[WEB-014] parts of the page hold no words of their own", () => {
  const folder = new URL("../", import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".tsx"),
  );
  expect(files.length).toBeGreaterThan(20);
  const own = files.flatMap((path) =>
    [
      ...readFileSync(new URL(path, folder), "utf8").matchAll(
        />\s*([A-Z][a-z]+ [a-z]+[^<>{}()=;]*)</g,
      ),
    ].map(([, text]) => `${path}: ${text}`),
  );
  expect(own).toEqual([]);
});
