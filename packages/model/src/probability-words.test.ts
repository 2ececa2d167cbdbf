import { describe, expect, test } from "vitest";
import { formatProbability, wordOfProbability } from "./probability-words.ts";

describe("a probability as word and number", () => {
  test.each([
    [1, "almost certain", "> 0.99"],
    [0.996, "almost certain", "> 0.99"],
    [0.95, "almost certain", "0.95"],
    [0.949, "almost certain", "0.95"],
    [0.944, "very likely", "0.94"],
    [0.8, "very likely", "0.80"],
    [0.79, "likely", "0.79"],
    [0.6, "likely", "0.60"],
    [0.4, "about even", "0.40"],
    [0.39, "unlikely", "0.39"],
    [0.2, "unlikely", "0.20"],
    [0.05, "very unlikely", "0.05"],
    [0.0499, "very unlikely", "0.05"],
    [0.04, "remote", "0.04"],
    [0.0099, "remote", "0.01"],
    [0.004, "remote", "< 0.01"],
    [0, "remote", "< 0.01"],
  ])("[VER-020] %d", (p, word, text) => {
    expect(wordOfProbability(p)).toBe(word);
    expect(formatProbability(p)).toBe(text);
  });

  test("[VER-020] certain is for the mission's own records", () => {
    expect(wordOfProbability(1, true)).toBe("certain");
    expect(formatProbability(1, true)).toBe("1.00");
    expect(wordOfProbability(0.999, true)).toBe("almost certain");
  });
});
