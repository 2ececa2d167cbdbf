// How long does a report over a million observations take, how long twenty pages of PDF, and what does
// the release function add to an export?
import { readFileSync } from "node:fs";
import { parseAgreement, prepareAgreement } from "@truceline/agreement";
import { areaOfObservation, middleOfArea } from "@truceline/fusion";
import { Gazetteer } from "@truceline/geo";
import { derivedId, type Observation, reportingPeriod } from "@truceline/model";
import { renderPdf } from "@truceline/pdf-typst";
import { releaseObservation } from "@truceline/release";
import {
  buildDailyReport,
  type DailyReport,
  type DailyReportInput,
  ObservationTally,
  observationRowMax,
  renderCsv,
  renderHtml,
  renderMarkdown,
} from "@truceline/reporting";
import { regionFinder, regionsOf, releasedReading } from "@truceline/watch";
import { median, printLine } from "./bench-line.ts";
import { madeObservations } from "./made-observations.ts";

const observationCount = 1_000_000;
const floorMs = 5_000;
const pageCountMin = 20;
const pdfFloorMs = 3_000;
const exportCount = 20_000;
const releaseFloorRatio = 0.1;
const roundCount = 5;

const folder = new URL("../fixtures/agreements/mid-ocean/", import.meta.url);
const text = (path: string) => readFileSync(new URL(path, folder), "utf8");
const parsed = parseAgreement({
  path: "agreement.yaml",
  text: text("agreement.yaml"),
  readFile: text,
});
if (parsed.compiled === undefined) throw new Error("the agreement has faults");
const agreement = prepareAgreement(parsed.compiled);
const { compiled } = agreement;
const period = "2026-03-10";
const { fromMs } = reportingPeriod(period, compiled.cutOff, compiled.timezone);
const places = new Gazetteer([]);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

function inputOf(tally: ObservationTally): DailyReportInput {
  return {
    kind: "daily",
    agreement: compiled,
    origin: "observed",
    level: "internal",
    from: period,
    to: period,
    knownAtMs: fromMs + 86_400_000,
    regions: regionsOf(agreement),
    tally,
    desk: {
      denials: [],
      casualties: [],
      inspections: [],
      siteVisits: [],
      windows: [],
      weapons: [],
      missing: new Map(),
    },
    corrections: [],
    claims: { count: 0, untypedCount: 0, storedCount: 0, storedUntypedCount: 0 },
    assessments: [],
    clauses: [],
    bySide: [],
    quarantine: { waitingCount: 0, readmittedCount: 0, countByCode: {} },
    map: null,
    names: {},
  };
}

const newTally = () =>
  new ObservationTally({
    timezone: compiled.timezone,
    cutOff: compiled.cutOff,
    from: period,
    to: period,
    regionOf: regionFinder(agreement, places),
  });

/**
 * The bytes as they stream from a store: one block with the ends of its records. A million buffers held
 * at once, which no report holds, would be looked through by every collection of garbage and timed with it.
 */
interface StoredBlock {
  readonly bytes: Uint8Array;
  readonly ends: Float64Array;
}

function storedBlock(count: number): StoredBlock {
  let bytes = new Uint8Array(count * 600);
  const ends = new Float64Array(count);
  let [index, end] = [0, 0];
  for (const line of madeObservations(count, "report", fromMs)) {
    const record = JSON.parse(line) as Observation;
    const id = derivedId("bench-report", index);
    const text = JSON.stringify({ ...record, id, recordedAtMs: fromMs + 1 });
    if (end + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    end += encoder.encodeInto(text, bytes.subarray(end)).written;
    ends[index++] = end;
  }
  return { bytes, ends };
}

function* recordsOf({ bytes, ends }: StoredBlock, count = ends.length): Generator<Observation> {
  let begin = 0;
  for (let index = 0; index < count; index++) {
    const end = ends[index] ?? begin;
    yield JSON.parse(decoder.decode(bytes.subarray(begin, end))) as Observation;
    begin = end;
  }
}

function reportOf(stored: StoredBlock, count?: number): DailyReport {
  const tally = newTally();
  for (const observation of recordsOf(stored, count)) tally.add(observation);
  return buildDailyReport(inputOf(tally));
}

const stored = storedBlock(observationCount);
reportOf(stored, 20_000);
const wallStartMs = performance.now();
let report = reportOf(stored, 0);
const tookMs = timeOf(() => {
  report = reportOf(stored);
});
const wallMs = performance.now() - wallStartMs;
// The yardstick: the same bytes only read, nothing counted.
let readCount = 0;
const onlyReadMs = timeOf(() => {
  for (const observation of recordsOf(stored)) if (observation !== null) readCount++;
});
const counted = report.figures.find(({ key }) => key === "fire/whole/all")?.value;
printLine({
  name: "report",
  value: tookMs,
  unit: `ms of the processor for a report over ${observationCount} stored observations of one period, from their bytes to the model`,
  against: `floor ${floorMs} ms; only parsing the same bytes ${Math.round(onlyReadMs)} ms`,
  ratio: floorMs / tookMs,
  detail: {
    counted,
    readCount,
    leftOut: report.observationsLeftOutCount,
    besidesParsingMs: Math.round(tookMs - onlyReadMs),
    wallMs: Math.round(wallMs),
    heapMB: Math.round(process.memoryUsage().heapUsed / 1e6),
  },
});

// Twenty pages: as many rows as fill them.
const tally = newTally();
for (const observation of recordsOf(stored, 700)) tally.add(observation);
const long = buildDailyReport(inputOf(tally));
let pdf = renderPdf(long, "en");
const pagesOf = (bytes: Uint8Array) =>
  [...new TextDecoder("latin1").decode(bytes).matchAll(/\/Type ?\/Page\b(?!s)/g)].length;
const times: number[] = [];
for (const language of ["uk", "en", "fr", "ru", "uk"] as const) {
  // Another instant, so that nothing is taken from the compiler's memory.
  const other = { ...long, knownAtMs: long.knownAtMs + times.length * 60_000 };
  times.push(
    timeOf(() => {
      pdf = renderPdf(other, language);
    }),
  );
}
const pageCount = pagesOf(pdf);
if (pageCount < pageCountMin) throw new Error(`only ${pageCount} pages`);
printLine({
  name: "report pdf",
  value: (median(times) * pageCountMin) / pageCount,
  unit: `ms of the processor for ${pageCountMin} pages of PDF/A-2b (of ${pageCount}, per page), from the model`,
  against: `floor ${pdfFloorMs} ms`,
  ratio: pdfFloorMs / ((median(times) * pageCountMin) / pageCount),
  detail: {
    wholeMs: Math.round(median(times)),
    firstMs: Math.round(times[0] ?? 0),
    bytes: pdf.byteLength,
    markdownMs: Math.round(timeOf(() => renderMarkdown(long, "en"))),
  },
});

/** The median of some rounds after one that is not counted. */
function rounds(work: () => unknown): number {
  work();
  return median(Array.from({ length: roundCount }, () => timeOf(work)));
}

/** By the processor's time, so that other programs do not count; the collector's own threads do. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

// What leaves the house is a report: its export (model, page and table) with all rows it may have, and
// what the release function takes of that, with the area and the sector of each observation found anew.
const dayRows = [...recordsOf(stored, observationRowMax)];
const reading = {
  level: "parties",
  nowMs: fromMs + 10 * 86_400_000,
  terms: compiled.release,
} as const;
const releasedHere = () =>
  releasedReading({ agreement, places, context: reading, coverageFollowsAtMs: undefined });
/** From the bytes of a day's records to the files that a reader gets. */
const reportExport = (level: "internal" | "parties") => () => {
  const own = newTally();
  for (const observation of recordsOf(stored, observationRowMax)) own.add(observation);
  const input = inputOf(own);
  const model = buildDailyReport(
    level === "internal" ? input : { ...input, level, released: releasedHere() },
  );
  return [renderHtml(model, "en"), renderCsv(model, "en")];
};
const releaseOfReport = () => {
  const released = releasedHere();
  return dayRows.map((observation) => released.observation(observation));
};
const reportExportMs = rounds(reportExport("internal"));
const outsideExportMs = rounds(reportExport("parties"));
const reportReleaseMs = rounds(releaseOfReport);
const addsRatio = (outsideExportMs - reportExportMs) / reportExportMs;
printLine({
  name: "report release",
  value: addsRatio,
  unit: `what a report's export for the parties takes more than that for the house (${dayRows.length} observations, from their bytes to HTML and CSV), as a share of the latter`,
  against: `floor ${releaseFloorRatio}`,
  ratio: (1 + releaseFloorRatio) / (1 + addsRatio),
  detail: {
    internalMs: reportExportMs,
    outsideMs: outsideExportMs,
    releaseAloneMs: reportReleaseMs,
    // What outsiders are told is less to write: alone the function takes more than it adds.
    releaseAloneRatio: reportReleaseMs / outsideExportMs,
  },
});

// An export as lines of JSON, as it is and through the release function. Both read each record from the
// store's bytes and write it as a line; the released one also finds its area and its sector.
const exportedBytes = [...recordsOf(stored, exportCount)].map((one) =>
  encoder.encode(JSON.stringify(one)),
);
const context = {
  level: "parties",
  nowMs: fromMs + 10 * 86_400_000,
  terms: compiled.release,
} as const;
const placed = (one: Observation) => {
  const area = areaOfObservation(one);
  const middle = area === null ? undefined : middleOfArea(area);
  return {
    area,
    sectorIds: middle === undefined ? [] : [agreement.sectorOf(middle, one.span.fromMs)],
  };
};
const newline = Buffer.from("\n");
const copied = () => Buffer.concat(exportedBytes.flatMap((bytes) => [Buffer.from(bytes), newline]));
const exported = () =>
  exportedBytes.map((bytes) =>
    encoder.encode(`${JSON.stringify(JSON.parse(decoder.decode(bytes)))}\n`),
  );
const released = () =>
  exportedBytes.map((bytes) => {
    const one = JSON.parse(decoder.decode(bytes)) as Observation;
    const told = releaseObservation(one, placed(one), context);
    return told.is === "released" ? encoder.encode(`${JSON.stringify(told.value)}\n`) : undefined;
  });
// The release function alone, and what it is given, each by itself.
const observations = exportedBytes.map((bytes) => JSON.parse(decoder.decode(bytes)) as Observation);
const givenPlaces = observations.map(placed);
const only = () =>
  observations.map((one, index) =>
    releaseObservation(one, givenPlaces[index] ?? { area: null, sectorIds: [] }, context),
  );
const onlyPlaced = () => observations.map(placed);
const [copyMs, plainMs, releasedMs] = [rounds(copied), rounds(exported), rounds(released)];
const [onlyMs, placedMs] = [rounds(only), rounds(onlyPlaced)];
printLine({
  name: "report release of lines",
  value: onlyMs / plainMs,
  unit: `share of reading and writing ${exportCount} observations that the release function takes, its area and sector given`,
  against: `floor ${releaseFloorRatio}`,
  ratio: releaseFloorRatio / (onlyMs / plainMs),
  detail: {
    copyOfBytesMs: copyMs,
    exportMs: plainMs,
    releaseOnlyMs: onlyMs,
    areaAndSectorMs: placedMs,
    releasedExportMs: releasedMs,
    wholeAddsRatio: (releasedMs - plainMs) / plainMs,
  },
});
