import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type PublishedTotal, readPublishedTotals } from "@truceline/interop";
import { addDays, type Language, languages, type Origin, origins } from "@truceline/model";
import {
  type DailyReport,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
} from "@truceline/reporting";
import { defaultCatalogue } from "@truceline/sensing";
import { assembleReport, createViews, type ReportRequest } from "@truceline/watch";
import { type Command, Option } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { readFileText } from "../read-file.ts";
import { askServer, type ServerAddress } from "../records/api-client.ts";
import { openRoomStore, readRoomGround } from "../records/room-store.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

const formats = ["md", "html", "pdf", "csv", "json"] as const;
type Format = (typeof formats)[number];
const kinds = ["daily", "weekly", "thematic"] as const;
const weekPeriodCount = 7;
const traceCountMax = 100;

interface ReportOptions extends WhereFlags {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind: (typeof kinds)[number];
  readonly theme?: string;
  readonly format: Format;
  readonly language: Language;
  readonly release: ReportRequest["level"];
  readonly totals?: string;
  readonly traces: string;
  readonly knownAt?: string;
  readonly origin: Origin;
  readonly deployment?: string;
  readonly out?: string;
}

/** `truceline report`: what happened in a reporting period, in the mission's own form. */
export function addReport(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("report")
    .description("Report on a reporting period, a week or a theme, in the mission's own form.")
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option("--period <date>", "the period that ends on this day; the last one of a week")
    .option("--from <date>", "first of several periods, with --to")
    .option("--to <date>", "last of several periods")
    .addOption(new Option("--kind <kind>").choices([...kinds]).default("daily"))
    .option("--theme <theme>", "sector:ID, area:ID or article:ID, with --kind thematic")
    .addOption(new Option("--format <format>").choices([...formats]).default("md"))
    .addOption(new Option("--language <language>").choices([...languages]).default("en"))
    .addOption(
      new Option("--release <level>", "who may read it")
        .choices(["internal", "parties", "public"])
        .default("internal"),
    )
    .option("--totals <file>", "published totals (CSV) to set beside ours")
    .option("--traces <count>", "tell how this many assessments came about", "0")
    .option("--known-at <instant>", "as it was known then, ISO 8601 with offset")
    .option("--deployment <file>", "posts and sensors; else the deployment.yaml beside it")
    .option("--out <file>", "write it there; needed for PDF");
  addWhereOptions(command)
    .addOption(
      new Option("--origin <origin>", "without --server").choices([...origins]).default("observed"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline report scenarios/minsk-2015 --period 2018-09-21 --language uk --format pdf --out 2018-09-21.pdf",
    )
    .action(async (path: string, options: ReportOptions) => {
      const { format, language } = options;
      if (format === "pdf" && options.out === undefined) refuse("--format pdf needs --out");
      const where = whereOf(options, terminal);
      const request = requestOf(options, readTotals(options.totals, terminal));
      if (where.at === "server") {
        const bytes = await reportOfServer(where.server, request, options);
        write(bytes, options, terminal);
      } else {
        const report = await reportOfStore(path, request, options, where.settings, terminal);
        write(await rendered(report, format, language), options, terminal);
      }
      finish(exitCode.ok);
    });
}

async function rendered(
  report: DailyReport,
  format: Format,
  language: Language,
): Promise<string | Uint8Array> {
  switch (format) {
    case "md":
      return renderMarkdown(report, language);
    case "html":
      return renderHtml(report, language);
    case "csv":
      return renderCsv(report, language);
    case "json":
      return renderJson(report);
    case "pdf": {
      // The compiler of PDF takes a while to load, and most reports are not printed.
      const { renderPdf } = await import("@truceline/pdf-typst");
      return renderPdf(report, language);
    }
  }
}

function write(
  text: string | Uint8Array,
  { out }: Pick<ReportOptions, "out">,
  terminal: Terminal,
): void {
  if (out === undefined) {
    terminal.out((typeof text === "string" ? text : new TextDecoder().decode(text)).trimEnd());
    return;
  }
  const path = resolve(terminal.workingDir, out);
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const message = `${path} cannot be written`;
    throw new CliError(
      "TL_CLI_FILE",
      { path, faults: [{ code: "TL_CLI_FILE", message }] },
      { cause },
    );
  }
  terminal.say(`Written to ${path}.`);
}

async function reportOfStore(
  path: string,
  request: ReportRequest,
  { deployment, origin }: ReportOptions,
  settings: Settings,
  terminal: Terminal,
): Promise<DailyReport> {
  const ground = readRoomGround(path, deployment, terminal);
  const { store, close } = await openRoomStore(ground.id, origin, settings);
  try {
    const clock = { nowMs: () => terminal.nowMs() };
    const views = createViews({ store, ...ground, origin, clock, catalogue: defaultCatalogue });
    const onStep = (step: string) => terminal.progress(`${step} …`);
    const source = { store, views, ...ground, origin, clock };
    return await assembleReport(source, { ...request, onStep });
  } finally {
    terminal.progress(undefined);
    await close();
  }
}

/** The server makes it: from its own store, at the level its caller may read. */
async function reportOfServer(
  server: ServerAddress,
  { kind, from, to, theme, level, knownAtMs, totals, traceCount }: ReportRequest,
  { format, language }: ReportOptions,
): Promise<Uint8Array> {
  if (totals !== undefined) refuse("--totals needs the records here: give --data or --db");
  if ((traceCount ?? 0) > 0) refuse("--traces needs the records here: give --data or --db");
  const asked = new URLSearchParams({ kind, period: to, from, language, level, format });
  if (theme !== undefined) {
    asked.set("theme", theme.is);
    asked.set("themeId", theme.id);
  }
  if (knownAtMs !== undefined) asked.set("knownAt", String(knownAtMs));
  const response = await askServer(server, `report?${asked}`);
  return new Uint8Array(await response.arrayBuffer());
}

function requestOf(
  options: ReportOptions,
  totals: readonly PublishedTotal[] | undefined,
): ReportRequest {
  const traceCount = Number(options.traces);
  if (!Number.isInteger(traceCount) || traceCount < 0 || traceCount > traceCountMax) {
    refuse(`--traces is a number from 0 to ${traceCountMax}`);
  }
  const { kind, release: level } = options;
  if ((kind === "thematic") !== (options.theme !== undefined)) {
    refuse("--theme belongs to --kind thematic, and --kind thematic needs one");
  }
  return {
    kind,
    ...periodsOf(options),
    theme: themeOf(options.theme),
    level,
    knownAtMs: instantOf(options.knownAt),
    totals,
    traceCount,
  };
}

function themeOf(text: string | undefined): ReportRequest["theme"] {
  if (text === undefined) return undefined;
  const [, word = "", id = ""] = /^(sector|area|article):(.{1,200})$/.exec(text) ?? [];
  if (word === "sector" || word === "article") return { is: word, id };
  if (word === "area") return { is: "disengagement-area", id };
  return refuse("--theme is sector:ID, area:ID or article:ID");
}

function periodsOf({ period, from, to, kind }: ReportOptions): { from: string; to: string } {
  const isDay = (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (period !== undefined && from === undefined && to === undefined) {
    if (!isDay(period)) refuse("--period is a day, such as 2018-09-21");
    return { from: kind === "weekly" ? addDays(period, 1 - weekPeriodCount) : period, to: period };
  }
  if (period !== undefined || from === undefined || to === undefined) {
    refuse("give --period, or --from and --to");
  }
  if (!isDay(from) || !isDay(to) || from > to) refuse("--from and --to are days, in this order");
  return { from, to };
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const atMs = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) refuse("--known-at is an instant such as 2018-09-21T19:30+03:00");
  return atMs;
}

function readTotals(
  path: string | undefined,
  terminal: Terminal,
): readonly PublishedTotal[] | undefined {
  if (path === undefined) return undefined;
  const { totals, faults } = readPublishedTotals(readFileText(path, terminal), { name: path });
  if (faults.length > 0) throw new CliError("TL_CLI_FILE", { path, faults });
  return totals;
}
