import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAgreement } from "../parse-agreement.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";

const folder = new URL("../../../../fixtures/agreements/faulty/", import.meta.url);
const names = readdirSync(folder).filter((name) => /^remark-.*\.yaml$/.test(name));
const textOf = (file: string) =>
  existsSync(new URL(file, folder)) ? readFileSync(new URL(file, folder), "utf8") : undefined;

/** The events that stand as witnesses in a document's remarks, with what they must show. */
function witnessesOf(name: string) {
  const { compiled, remarks } = parseAgreement({
    path: name,
    text: textOf(name) ?? "",
    readFile: textOf,
  });
  if (compiled === undefined) throw new Error(`${name} has a fault`);
  const prepared = prepareAgreement(compiled);
  return remarks.flatMap(({ code, witness }) => {
    const event = witness?.["event"] as CalculusEvent | undefined;
    if (event === undefined) return [];
    const answers = compiled.articles.map(({ id }) => ({ id, ...breachOf(prepared, id, event) }));
    return [{ code, witness: witness ?? {}, event, prepared, answers }];
  });
}

test("[AGR-031] every witness is an event that shows what the remark says, by `breachOf`", () => {
  const seen = new Set<string>();
  for (const { code, witness, event, prepared, answers } of names.flatMap(witnessesOf)) {
    seen.add(code);
    const broken = answers.filter(({ breached }) => breached).map(({ id }) => id);
    if (code.startsWith("TL_AGR_REMARK_GAP")) {
      expect(broken, code).toEqual([]);
    } else if (code === "TL_AGR_REMARK_EXEMPTION_SWALLOWS") {
      const id = String(witness["article"]);
      expect(breachOf(prepared, id, event).because).toBe("exempt");
      expect(breachOf(prepared, id, { ...event, purpose: null }).breached).toBe(true);
    } else if (code === "TL_AGR_REMARK_ONE_SIDED") {
      const by = (party: unknown) =>
        answers.filter(
          ({ id }) => breachOf(prepared, id, { ...event, by: String(party) }).breached,
        );
      expect(by(witness["breachBy"]).length).toBeGreaterThan(by(witness["noBreachBy"]).length);
    } else {
      // Two articles at odds: the event breaches one of them and not the other.
      const articles = witness["articles"] as readonly string[];
      expect(
        articles.filter((id) => broken.includes(id)),
        code,
      ).toHaveLength(1);
    }
  }
  expect([...seen].sort()).toEqual(
    [
      "ACCESS_FORBIDDEN",
      "EXEMPTION_SWALLOWS",
      "GAP_CALIBRE",
      "GAP_DISTANCE",
      "GAP_TIME",
      "LIMIT_EMPTIED",
      "LIMIT_IDLE",
      "LIMIT_TWICE",
      "NOTIFY_FORBIDDEN",
      "ONE_SIDED",
      "PERMIT_FORBIDDEN",
      "WITHDRAWAL_TWICE",
    ].map((name) => `TL_AGR_REMARK_${name}`),
  );
});
