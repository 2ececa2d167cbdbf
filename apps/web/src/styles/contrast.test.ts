import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** Colours of one theme, before the contrast modes that come after it. */
function themeColours(name: "dark" | "light"): ReadonlyMap<string, string> {
  const start = css.indexOf(`[data-theme="${name}"] {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map(([, token = "", hex = ""]) => [
      token,
      hex,
    ]),
  );
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The page gives one decimal. */
const roundedBy = 0.06;
const grounds = ["bg-0", "bg-1", "bg-2", "bg-3"];
/** UI.md section 9: token, on bg-1 and on the worst ground, dark and light. */
const measured = [
  ["ink-1", 14.8, 11.2, 17.2, 14.0],
  ["ink-2", 9.8, 7.4, 9.0, 7.3],
  ["ink-3", 6.2, 4.7, 5.7, 4.6],
  ["edge", 4.5, 3.4, 4.4, 3.5],
  ["accent", 16.3, 12.3, 15.7, 12.7],
  ["met", 7.6, 5.8, 6.3, 5.2],
  ["breached", 7.3, 5.5, 7.2, 5.9],
  ["undet", 8.2, 6.2, 7.3, 6.0],
  ["attn", 10.7, 8.1, 5.7, 4.6],
  ["exer", 7.7, 5.9, 7.3, 5.9],
] as const;

describe.each(["dark", "light"] as const)("%s", (name) => {
  const colours = themeColours(name);
  const of = (token: string): string => {
    const found = colours.get(token);
    if (found === undefined) throw new Error(`tokens.css has no --${token} in ${name}`);
    return found;
  };

  test.each(measured)("[WEB-003] %s is as readable as it is said to be", (token, ...said) => {
    const [onPanel, worst] = name === "dark" ? said.slice(0, 2) : said.slice(2);
    expect(Math.abs(contrast(of(token), of("bg-1")) - (onPanel ?? 0))).toBeLessThan(roundedBy);
    const least = Math.min(...grounds.map((ground) => contrast(of(token), of(ground))));
    expect(Math.abs(least - (worst ?? 0))).toBeLessThan(roundedBy);
    expect(least).toBeGreaterThanOrEqual(token === "edge" ? 3 : 4.5);
  });

  test.each(["met", "breached", "undet", "attn", "exer"])(
    "[WEB-003] %s is readable on its own tint",
    (token) => {
      expect(contrast(of(token), of(`${token}-bg`))).toBeGreaterThanOrEqual(
        name === "dark" ? 6.15 : 5.05,
      );
    },
  );

  test.each([
    ["m-line", 16.5, 15.2],
    ["m-sensor", 11.5, 9.2],
    ["m-label", 6.4, 5.6],
    ["m-zone", 7.4, 3.7],
  ] as const)("[WEB-003] %s stands out on the map", (token, dark, light) => {
    const said = name === "dark" ? dark : light;
    expect(Math.abs(contrast(of(token), of("m-land")) - said)).toBeLessThan(roundedBy);
  });
});

test("the check sees colours, and would catch a faint one", () => {
  expect(themeColours("dark").size).toBeGreaterThan(25);
  expect(themeColours("light").size).toBeGreaterThan(25);
  expect(contrast("#777777", "#888888")).toBeLessThan(3);
});
