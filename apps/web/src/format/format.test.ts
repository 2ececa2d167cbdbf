import { describe, expect, test } from "vitest";
import {
  distance,
  kilometres,
  percent,
  probability,
  rate,
  whole,
  wordOfProbability,
} from "./numbers.ts";
import { partyName } from "./party.ts";
import {
  clockSeconds,
  duration,
  isoDate,
  shortDate,
  sinceMidnightMs,
  startOfDayMs,
} from "./time.ts";

describe("probability", () => {
  test.each([
    [1, "almost certain", "> 0.99"],
    [0.95, "almost certain", "0.95"],
    [0.9499, "almost certain", "0.95"],
    [0.8, "very likely", "0.80"],
    [0.6, "likely", "0.60"],
    [0.4, "about even", "0.40"],
    [0.2, "unlikely", "0.20"],
    [0.05, "very unlikely", "0.05"],
    [0.049, "very unlikely", "0.05"],
    [0.0049, "remote", "< 0.01"],
    [0, "remote", "< 0.01"],
  ] as const)("[WEB-004] %d is said as %s, written as %s", (p, word, text) => {
    expect(wordOfProbability(p)).toBe(word);
    expect(probability(p)).toBe(text);
  });
});

describe("share", () => {
  test.each([
    [0, "0\u00a0%"],
    [0.001, "<\u00a01\u00a0%"],
    [0.29, "29\u00a0%"],
    [0.388, "38\u00a0%"],
    [0.7999, "79\u00a0%"],
    [0.9999, "99\u00a0%"],
    [1, "100\u00a0%"],
  ])("[WEB-004] %d is %s: neither nothing nor everything by rounding", (ratio, text) => {
    expect(percent(ratio)).toBe(text);
  });
});

test.each([
  [6400, "6\u2009400"],
  [999, "999"],
  [1_234_567, "1\u2009234\u2009567"],
])("%d is written %s", (count, text) => expect(whole(count)).toBe(text));

test("lengths carry their unit", () => {
  expect(kilometres(412_000)).toBe("412\u00a0km");
  expect(distance(620)).toBe("620\u00a0m");
  expect(distance(2_500)).toBe("2.5\u00a0km");
  expect(rate(5.62)).toBe("5.6");
  expect(rate(56.2)).toBe("56");
});

test("a party by its name, a mapper by its word", () => {
  const parties = [{ id: "a", name: "Side A" }];
  expect(partyName("a", parties)).toBe("Side A");
  expect(partyName("open-map", parties)).toBe("open map");
});

describe("time", () => {
  const atMs = Date.UTC(2026, 2, 10, 12, 52, 18);
  const kyiv = "Europe/Kyiv";
  test("is local and of the right day", () => {
    expect(clockSeconds(atMs, kyiv)).toBe("14:52:18");
    expect(shortDate(atMs, kyiv)).toBe("Tue 10 Mar");
    expect(isoDate(Date.UTC(2026, 2, 10, 23), kyiv)).toBe("2026-03-11");
    expect(startOfDayMs(atMs, kyiv)).toBe(Date.UTC(2026, 2, 9, 22));
    expect(sinceMidnightMs(atMs + 250, kyiv)).toBe(((14 * 60 + 52) * 60 + 18) * 1000 + 250);
  });
  test.each([
    [12_400, "12 s"],
    [252_000, "4 min 12 s"],
    [11_100_000, "3 h 05 min"],
  ])("%d ms last %s", (ms, text) => expect(duration(ms)).toBe(text));
});
