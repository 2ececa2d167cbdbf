import { type PublishedTotal, readPublishedTotals } from "@truceline/interop";
import { addDays, type Observation, type Origin, origins } from "@truceline/model";
import {
  assessmentsToTrace,
  buildReport,
  observationSentence,
  observationsNeeded,
  type Report,
  type ReportedClause,
  reportMarkdown,
  type Trace,
  traceOf,
} from "@truceline/reporting";
import { type Command, Option } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { readFileText } from "../read-file.ts";
import { regionFinder, regionsOf } from "../records/region-of.ts";
import {
  type ReportRecords,
  reportRecordsOfServer,
  reportRecordsOfStore,
} from "../records/report-records.ts";
import { type RoomGround, readRoomGround } from "../records/room-store.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Terminal } from "../terminal.ts";

interface ReportOptions extends WhereFlags {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format: "md" | "json";
  readonly release: "internal";
  readonly totals?: string;
  readonly traces: string;
  readonly knownAt?: string;
  readonly origin: Origin;
  readonly deployment?: string;
}

/** Clauses are worked out for at most this many periods in one report. */
const clausePeriodCountMax = 31;
const traceCountMax = 100;
const traceObservationCountMax = 50;

/** `truceline report`: what happened in a reporting period, in the mission's own form. */
export function addReport(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const command = program
    .command("report")
    .description("Report on a reporting period: observations, counts, clauses, what was not seen.")
    .argument("<agreement>", "folder with an agreement.yaml, or the file")
    .option("--period <date>", "the period that ends on this day")
    .option("--from <date>", "first of several periods, with --to")
    .option("--to <date>", "last of several periods")
    .addOption(new Option("--format <format>").choices(["md", "json"]).default("md"))
    .addOption(
      new Option("--release <level>", "who may read it").choices(["internal"]).default("internal"),
    )
    .option("--totals <file>", "published totals (CSV) to set beside ours")
    .option("--traces <count>", "tell how this many assessments came about", "0")
    .option("--known-at <instant>", "as it was known then, ISO 8601 with offset")
    .option("--deployment <file>", "posts and sensors; else the deployment.yaml beside it");
  addWhereOptions(command)
    .addOption(
      new Option("--origin <origin>", "without --server").choices([...origins]).default("observed"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  truceline report scenarios/minsk-2015 --period 2018-09-21 --totals fixtures/smm/totals.csv --traces 3",
    )
    .action(async (path: string, options: ReportOptions) => {
      const periods = periodsOf(options);
      const knownAtMs = instantOf(options.knownAt);
      const traceCount = Number(options.traces);
      if (!Number.isInteger(traceCount) || traceCount < 0 || traceCount > traceCountMax) {
        refuse(`--traces is a number from 0 to ${traceCountMax}`);
      }
      const totals = readTotals(options.totals, terminal);
      const ground = readRoomGround(path, options.deployment, terminal);
      const where = whereOf(options, terminal);
      const records =
        where.at === "server"
          ? await reportRecordsOfServer(where.server, knownAtMs, terminal)
          : await reportRecordsOfStore(ground, options.origin, knownAtMs, where.settings, terminal);
      try {
        const report = await assemble(ground, records, periods, totals, traceCount, terminal);
        terminal.out(
          options.format === "json" ? JSON.stringify(report) : reportMarkdown(report).trimEnd(),
        );
      } finally {
        terminal.progress(undefined);
        await records.close();
      }
      finish(exitCode.ok);
    });
}

async function assemble(
  ground: RoomGround,
  records: ReportRecords,
  { from, to }: Periods,
  totals: readonly PublishedTotal[] | undefined,
  traceCount: number,
  terminal: Terminal,
): Promise<Report> {
  const { compiled } = ground.agreement;
  const { origin, knownAtMs } = records;
  terminal.progress("reading observations …");
  const needed = observationsNeeded(compiled, from, to);
  const observations = await records.observations(needed.fromMs, needed.toMs);
  const clauses = await clausesOf(records, { from, to }, terminal);
  const input = {
    agreement: compiled,
    origin,
    from,
    to,
    knownAtMs,
    regions: regionsOf(ground),
    regionOf: regionFinder(ground),
    observations,
    claims: await records.claims(),
    clauses,
    quarantine: await records.quarantine(),
    totals,
  };
  const { fromMs, toMs } = buildReport({ ...input, assessments: [] });
  const assessments = (await records.assessments(fromMs, toMs)).filter(
    ({ withdrawn, agreementHash, atMs }) =>
      withdrawn === undefined && agreementHash === compiled.hash && atMs >= fromMs && atMs < toMs,
  );
  const traces: Trace[] = [];
  for (const assessment of assessmentsToTrace(assessments, traceCount)) {
    const incident = await records.incident(assessment.incidentId);
    const ids = (incident?.observationIds ?? []).slice(0, traceObservationCountMax);
    const told = await Promise.all(ids.map((id) => records.observation(id)));
    const sentences = told
      .filter((one): one is Observation => one !== undefined)
      .map((one) => observationSentence(one, { timezone: compiled.timezone }));
    traces.push(traceOf(assessment, sentences));
  }
  return buildReport({ ...input, assessments, traces });
}

async function clausesOf(
  records: ReportRecords,
  { from, to }: Periods,
  terminal: Terminal,
): Promise<ReportedClause[]> {
  const dates: string[] = [];
  for (let date = from; date <= to && dates.length <= clausePeriodCountMax; date = addDays(date, 1))
    dates.push(date);
  if (dates.length > clausePeriodCountMax) {
    terminal.say(
      `Clauses are left out: they are told for at most ${clausePeriodCountMax} periods.`,
    );
    return [];
  }
  const clauses: ReportedClause[] = [];
  for (const period of dates) {
    terminal.progress(`clauses of ${period} …`);
    const board = await records.clauses(period);
    const names = new Map(board.sectors.map(({ id, name }) => [id, name]));
    for (const cell of board.cells) {
      if (cell === null) continue;
      const { foundCount: _found, incidents: _incidents, ...own } = cell;
      clauses.push({
        ...own,
        period,
        sectorName: names.get(own.sectorId) ?? own.sectorId,
        losses: [...own.losses],
      });
    }
  }
  return clauses;
}

interface Periods {
  readonly from: string;
  readonly to: string;
}

function periodsOf({ period, from, to }: ReportOptions): Periods {
  const isDay = (text: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (period !== undefined && from === undefined && to === undefined) {
    if (!isDay(period)) refuse("--period is a day, such as 2018-09-21");
    return { from: period, to: period };
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
