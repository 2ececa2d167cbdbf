import { setImmediate as immediate } from "node:timers/promises";
import { type LonLat, lonLat, type Origin, origins } from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import {
  createViews,
  type LostHours,
  lostHoursGroupings,
  type OneMore,
  type WorstKilometres,
} from "@truceline/watch";
import { type Command, Option } from "commander";
import { exitCode } from "../exit-code.ts";
import { instantOption } from "../instant-option.ts";
import { lostHoursText, oneMoreText, worstText } from "../ledger/ledger-text.ts";
import { askServer, type ServerAddress } from "../records/api-client.ts";
import { openRoomStore, readRoomGround } from "../records/room-store.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Terminal } from "../terminal.ts";

interface CoverageOptions extends WhereFlags {
  readonly from: string;
  readonly to: string;
  readonly by: LostHours["by"];
  readonly article?: string;
  readonly knownAt?: string;
  readonly worst?: string;
  readonly oneMore?: string;
  readonly at?: string;
  readonly origin: Origin;
  readonly json?: boolean;
}

type Question =
  | { readonly ask: "lost-hours"; readonly by: LostHours["by"] }
  | { readonly ask: "worst-kilometres"; readonly count: number }
  | { readonly ask: "one-more"; readonly means: string; readonly position: LonLat };

/** What is asked of the ledger, wherever it is. */
interface Asked {
  readonly question: Question;
  readonly fromMs: number;
  readonly toMs: number;
  readonly articleId: string | undefined;
  readonly knownAtMs: number | undefined;
}

/** `truceline coverage`: what the mission could not see over a period, and what took it. */
export function addCoverage(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("coverage")
    .description(
      "Hours lost over a period and to what; where least was seen; what one more sensor would have given. Internal.",
    )
    .argument("[agreement]", "folder with an agreement.yaml; needed without --server")
    .requiredOption("--from <instant>", "begin, such as 2025-04-01T00:00Z")
    .requiredOption("--to <instant>", "end")
    .addOption(new Option("--by <what>").choices([...lostHoursGroupings]).default("sector"))
    .option("--article <id>", "the article asked of; else the one the map shows")
    .option("--known-at <instant>", "as it was known then")
    .option("--worst <count>", "in place of lost hours: where along the line least was seen")
    .option("--one-more <means>", "in place of lost hours: what one more sensor would have given")
    .option("--at <lon,lat>", "where it would stand, for --one-more");
  addWhereOptions(command)
    .addOption(
      new Option("--origin <origin>", "without --server").choices([...origins]).default("observed"),
    )
    .option("--json", "write the answer as JSON")
    .addHelpText(
      "after",
      "\nExample:\n  truceline coverage scenarios/minsk-2015 --from 2025-04-01T00:00Z --to 2025-04-02T00:00Z" +
        "\n  truceline coverage --server http://127.0.0.1:8480 --from 2025-04-01T00:00Z --to 2025-04-02T00:00Z --by sensor" +
        "\n  truceline coverage scenarios/minsk-2015 --from 2025-04-01T00:00Z --to 2025-04-02T00:00Z --one-more camera --at 37.9,48.1",
    )
    .action(async (path: string | undefined, options: CoverageOptions) => {
      const asked = readOptions(options);
      const where = whereOf(options, terminal);
      const { answer, timezone } =
        where.at === "server"
          ? { answer: await askLedger(where.server, asked), timezone: "Etc/UTC" }
          : await readLedger(path, options.origin, asked, where.settings, terminal);
      if (answer === undefined)
        refuse(
          `in that period nothing is asked of ${asked.articleId === undefined ? "any article" : `an article ${asked.articleId}`}, or it has no ground`,
        );
      if (options.json === true) terminal.out(JSON.stringify(answer));
      else for (const line of textOf(asked.question, answer, timezone)) terminal.out(line);
      finish(exitCode.ok);
    });
}

function readOptions({
  from,
  to,
  by,
  article,
  knownAt,
  worst,
  oneMore,
  at,
}: CoverageOptions): Asked {
  const fromMs = instantOption("--from", from);
  const toMs = instantOption("--to", to);
  if (!(fromMs < toMs)) refuse("--from must come before --to");
  if (worst !== undefined && oneMore !== undefined) refuse("--worst or --one-more, not both");
  if ((oneMore === undefined) !== (at === undefined)) refuse("--one-more and --at go together");
  return {
    question: questionOf({ by, worst, oneMore, at }),
    fromMs,
    toMs,
    articleId: article,
    knownAtMs: knownAt === undefined ? undefined : instantOption("--known-at", knownAt),
  };
}

function questionOf({
  by,
  worst,
  oneMore,
  at,
}: Record<"worst" | "oneMore" | "at", string | undefined> & Pick<CoverageOptions, "by">): Question {
  if (worst !== undefined) {
    const count = Number(worst);
    if (!Number.isInteger(count) || count < 1 || count > 50) refuse("--worst is from 1 to 50");
    return { ask: "worst-kilometres", count };
  }
  if (oneMore === undefined || at === undefined) return { ask: "lost-hours", by };
  const known = defaultCatalogue.map(({ id }) => id);
  if (!known.includes(oneMore)) refuse(`--one-more ${oneMore} is none of ${known.join(", ")}`);
  const [lonDeg = Number.NaN, latDeg = Number.NaN, ...others] = at
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const isPlace = Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90 && others.length === 0;
  if (!isPlace) refuse("--at is longitude,latitude in degrees, such as 37.9,48.1");
  return { ask: "one-more", means: oneMore, position: lonLat(lonDeg, latDeg) };
}

async function askLedger(server: ServerAddress, asked: Asked): Promise<unknown> {
  const { question, fromMs, toMs, articleId, knownAtMs } = asked;
  const query = new URLSearchParams({ from: String(fromMs), to: String(toMs) });
  if (articleId !== undefined) query.set("article", articleId);
  if (knownAtMs !== undefined) query.set("knownAt", String(knownAtMs));
  if (question.ask === "lost-hours") query.set("by", question.by);
  else if (question.ask === "worst-kilometres") query.set("count", String(question.count));
  else {
    query.set("means", question.means);
    query.set("lon", String(question.position[0]));
    query.set("lat", String(question.position[1]));
  }
  return (await askServer(server, `ledger/${question.ask}?${query}`)).json();
}

async function readLedger(
  path: string | undefined,
  origin: Origin,
  { question, fromMs, toMs, articleId, knownAtMs }: Asked,
  settings: Parameters<typeof openRoomStore>[2],
  terminal: Terminal,
): Promise<{ readonly answer: unknown; readonly timezone: string }> {
  if (path === undefined) refuse("name the agreement, or a --server");
  const { id, ...ground } = readRoomGround(path, undefined, terminal);
  const room = await openRoomStore(id, origin, settings);
  try {
    const clock = { nowMs: () => Date.now() };
    const { store } = room;
    const views = createViews({ store, ...ground, origin, clock, catalogue: defaultCatalogue });
    const pause = async () => {
      await immediate();
    };
    const period = { fromMs, toMs, articleId };
    const answer =
      question.ask === "lost-hours"
        ? await views.ledger.lostHours({ ...period, by: question.by }, pause, knownAtMs)
        : question.ask === "worst-kilometres"
          ? await views.ledger.worstKilometres(
              { ...period, count: question.count },
              pause,
              knownAtMs,
            )
          : await views.ledger.oneMore({ ...period, ...question }, pause, knownAtMs);
    return { answer, timezone: ground.agreement.compiled.timezone };
  } finally {
    await room.close();
  }
}

function textOf({ ask }: Question, answer: unknown, timezone: string): readonly string[] {
  switch (ask) {
    case "lost-hours":
      return lostHoursText(answer as LostHours, timezone);
    case "worst-kilometres":
      return worstText(answer as WorstKilometres, timezone);
    case "one-more":
      return oneMoreText(answer as OneMore, timezone);
  }
}
