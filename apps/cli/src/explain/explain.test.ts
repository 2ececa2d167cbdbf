import { Command } from "commander";
import { expect, test } from "vitest";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { addExplain } from "../verbs/explain.ts";
import { articleNamed } from "./article-named.ts";

const root = new URL("../../../../", import.meta.url).pathname;
const ocean = "fixtures/agreements/mid-ocean";

/** Runs the verb in this process; throws what it throws. */
async function run(...args: readonly string[]) {
  const terminal = quietTerminal(root);
  let code = -1;
  const program = new Command("truceline").exitOverride().configureOutput({ writeErr: () => {} });
  addExplain(program, terminal, (result) => {
    code = result;
  });
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => {} });
  await program.parseAsync(["explain", ...args], { from: "user" });
  return { code, text: terminal.written.join("\n") };
}
const messageOf = async (...args: readonly string[]) => {
  const thrown = await run(...args).then(
    () => undefined,
    (error: { code?: string; faults?: readonly { message: string }[] }) => error,
  );
  return { code: thrown?.code, messages: (thrown?.faults ?? []).map(({ message }) => message) };
};

test("[CLI-033] one article in sentences, with a breach, no breach and the edge", async () => {
  const { code, text } = await run(ocean, "2");
  expect(code).toBe(0);
  const plain = text.replaceAll("\u2009", " ");
  expect(plain).toContain("Article 2\n");
  expect(plain).not.toContain("Article 1\n");
  expect(plain).toContain("must stay 15 km or more from the line “Line of contact”");
  expect(plain).toContain("Clearly a breach: 1 weapon, artillery (122 mm)");
  expect(plain).toContain(
    "1 weapon, artillery (100 mm), a breach; 1 weapon, artillery (99 mm), no breach.",
  );
  expect(plain).toContain("Examples, made up");
});

test("[CLI-033] every article without a name, in another language", async () => {
  const { text } = await run(ocean, "--language", "uk");
  const headings = text
    .split("\n")
    .filter((line) => line.startsWith("Стаття ") && !line.includes(" діє"));
  expect(headings).toEqual(["1", "2", "3", "4", "5", "6", "7"].map((id) => `Стаття ${id}`));
});

test("[CLI-033] as one JSON value, the events as the calculus takes them", async () => {
  const { text } = await run(ocean, "1", "--format", "json");
  const told = JSON.parse(text) as {
    agreement: string;
    hash: string;
    articles: {
      article: string;
      sentences: unknown[];
      examples: { is: string; events: unknown[] }[];
    }[];
  };
  expect(told.agreement).toBe("mid-ocean");
  expect(told.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(told.articles.map(({ article }) => article)).toEqual(["1"]);
  const [article] = told.articles;
  expect(article?.sentences.length).toBeGreaterThan(8);
  expect(article?.examples.map(({ is, events }) => `${is} ${events.length}`)).toEqual([
    "breach 1",
    "no-breach 1",
    "edge 2",
    "edge 2",
  ]);
  expect(article?.examples[0]?.events[0]).toMatchObject({
    isMet: true,
    because: "all",
    event: { kind: "explosion", by: "b", purpose: null },
  });
});

test("[CLI-034] an unknown article is refused with the nearest names", async () => {
  const near = await messageOf("scenarios/minsk-2015", "2");
  expect(near.code).toBe("TL_CLI_USAGE");
  expect(near.messages).toHaveLength(1);
  expect(near.messages[0]).toContain("has no article `2`; nearest: `2a`, `2b`, `2c`");
  const { messages } = await messageOf(ocean, "zzz");
  expect(messages[0]).toBe(
    "the agreement has no article `zzz`; it has `1`, `2`, `3`, `4`, `5`, `6`, `7`",
  );
  expect((await messageOf("fixtures/agreements/faulty/alias-to-itself.yaml", "1")).code).toMatch(
    /^TL_/,
  );
});

test.each([
  ["2a", ["1", "2a"], { id: "2a" }],
  ["2A", ["1", "2a"], { id: "2a" }],
  ["2A", ["2a", "2A"], { id: "2A" }],
  [
    "FIRE",
    ["fire", "Fire"],
    { message: "the agreement has no article `FIRE`; nearest: `fire`, `Fire`" },
  ],
  [
    "silense",
    ["silence", "limit"],
    { message: "the agreement has no article `silense`; nearest: `silence`" },
  ],
])("[CLI-034] %s among %j", (name, ids, expected) => {
  expect(articleNamed(name, ids)).toEqual(expected);
});

test("[CLI-034] of many articles not all are listed", () => {
  const ids = Array.from({ length: 200 }, (_, index) => `article-${index}`);
  const told = articleNamed("zzz", ids);
  expect("message" in told && told.message.endsWith("`article-39` and 160 more")).toBe(true);
});

test("[CLI-033] a language that there is not is refused before anything is read", async () => {
  await expect(run(ocean, "1", "--language", "de")).rejects.toMatchObject({
    code: "commander.invalidArgument",
  });
});
