import { articleDefaults } from "./compile-articles.ts";
import type { CompiledAgreement, CompiledArticle } from "./compiled.ts";
import type { Cursor } from "./cursor.ts";
import type { Reporter } from "./faults.ts";
import { parseInstantMs } from "./quantities.ts";

/** What `check` has to say about a document that has no fault. Never a finding: people find. */
export interface Remark {
  readonly code: RemarkCode;
  /** `warning`: probably not meant so. `note`: worth knowing. */
  readonly severity: "warning" | "note";
  readonly message: string;
  /** What could be done about it. */
  readonly suggestion: string;
  readonly file?: string | undefined;
  /** Counted from 1. */
  readonly line?: number | undefined;
  /** Counted from 1. */
  readonly column?: number | undefined;
  /** JSON pointer into the document. */
  readonly path?: string | undefined;
  /** Something concrete that shows it: a place, a time, names. */
  readonly witness?: Readonly<Record<string, unknown>> | undefined;
}

/** Severity, sentence and suggestion of each remark. Codes are public and never reused. */
export const agreementRemarks = {
  TL_AGR_REMARK_LINE_NOT_ACCEPTED: {
    severity: "warning",
    message: "No version of the line is accepted by all its parties.",
    suggestion: "What lies between the versions will be assessed under each; agree on one version.",
  },
  TL_AGR_REMARK_LINE_LATE: {
    severity: "warning",
    message: "The line has no version yet when the agreement enters into force.",
    suggestion: "Give the line a version valid from entry into force or before.",
  },
  TL_AGR_REMARK_LINE_DIFFERS: {
    severity: "note",
    message: "Several authors' versions of the line are in force at once.",
    suggestion: "An event between them is assessed under each, and each result is given.",
  },
  TL_AGR_REMARK_ONE_SIDED: {
    severity: "warning",
    message: "The article binds some of the parties only.",
    suggestion: "Write `by: each`, or say in `note` why one side alone is bound.",
  },
  TL_AGR_REMARK_BAND_UNEVEN: {
    severity: "note",
    message: "The band is wider on one side of its line than on the other.",
    suggestion: "Check that the parties mean it so.",
  },
  TL_AGR_REMARK_ZONE_EMPTY: {
    severity: "warning",
    message: "The zone holds no place at all.",
    suggestion: "Give the band a width on at least one side.",
  },
  TL_AGR_REMARK_ZONE_UNUSED: {
    severity: "note",
    message: "No article speaks of the zone.",
    suggestion: "Name it in a rule, or leave it out.",
  },
  TL_AGR_REMARK_ZONE_OVERLAP: {
    severity: "warning",
    message: "Two zones overlap although the document says that they are apart.",
    suggestion: "Mend the geometry; the witness lies in both.",
  },
  TL_AGR_REMARK_SECTOR_OVERLAP: {
    severity: "warning",
    message: "Two sectors share a stretch of the line.",
    suggestion:
      "Let each sector begin where the one before it ends; what both hold counts in the first.",
  },
  TL_AGR_REMARK_SECTOR_GAP: {
    severity: "warning",
    message: "A stretch of the line belongs to no sector.",
    suggestion: "Lengthen a sector; what happens there is listed under no command.",
  },
  TL_AGR_REMARK_NO_SECTOR: {
    severity: "note",
    message: "The document has no sectors.",
    suggestion:
      "Everything is counted as one area; declare sectors to tell parts of the line apart.",
  },
  TL_AGR_REMARK_STANDARD_ASSUMED: {
    severity: "warning",
    message: "The article does not say which standard of evidence holds.",
    suggestion: "Write `standard: { probability: …, independentSources: … }`.",
  },
  TL_AGR_REMARK_STANDARD_WEAK: {
    severity: "warning",
    message: "The article's standard of evidence calls a breach what is as likely none.",
    suggestion: "Ask for a probability above 0.5.",
  },
  TL_AGR_REMARK_TIME_CLIPPED: {
    severity: "warning",
    message: "The rule's time reaches beyond that of the agreement.",
    suggestion: "Only the common part counts; bring the two in line.",
  },
  TL_AGR_REMARK_CUTOFF_ASSUMED: {
    severity: "note",
    message: "The document does not say when a reporting period ends.",
    suggestion: 'Local midnight is taken; write `reporting: { cutOff: "19:30" }` to change it.',
  },
  TL_AGR_REMARK_NOTHING_ASSESSED: {
    severity: "warning",
    message: "Every article is narrative: nothing will be assessed.",
    suggestion: "Give at least one article a rule of another kind.",
  },
  TL_AGR_REMARK_SOURCES_UNREACHED: {
    severity: "warning",
    message: "The article asks for more independent sources than the deployment has anywhere.",
    suggestion: "Lower `independentSources`, or deploy means on further posts.",
  },
} as const satisfies Record<
  `TL_AGR_REMARK_${string}`,
  { severity: Remark["severity"]; message: string; suggestion: string }
>;

export type RemarkCode = keyof typeof agreementRemarks;

/** Makes remarks of one document with their places. */
export class RemarkList {
  readonly #reporter: Reporter;
  readonly remarks: Remark[] = [];

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  add(
    code: RemarkCode,
    pointer: string,
    special?: string,
    witness?: Readonly<Record<string, unknown>>,
  ): void {
    const { severity, message, suggestion } = agreementRemarks[code];
    const place = this.#reporter.locate(pointer);
    this.remarks.push({
      code,
      severity,
      message: special === undefined ? message : `${message.replace(/\.$/, "")}: ${special}.`,
      suggestion,
      file: this.#reporter.file,
      path: pointer,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      ...(witness === undefined ? {} : { witness }),
    });
  }

  sorted(): readonly Remark[] {
    return [...this.remarks].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
  }
}

/** The remarks on a document and its compiled form, in the order of the document. */
export function remarkOn(
  compiled: CompiledAgreement,
  root: Cursor,
  reporter: Reporter,
): readonly Remark[] {
  const list = new RemarkList(reporter);
  remarkOnLines(compiled, list);
  remarkOnZones(compiled, root, list);
  remarkOnSectors(compiled, list);
  for (const [index, article] of compiled.articles.entries()) {
    remarkOnArticle(article, index, compiled, root, list);
  }
  if (compiled.articles.every(({ rule }) => rule.kind === "narrative")) {
    list.add("TL_AGR_REMARK_NOTHING_ASSESSED", "/articles");
  }
  if (!root.has("reporting")) list.add("TL_AGR_REMARK_CUTOFF_ASSUMED", "");
  return list.sorted();
}

function remarkOnLines(compiled: CompiledAgreement, list: RemarkList): void {
  const { fromMs } = compiled.inForce;
  for (const [index, line] of compiled.lines.entries()) {
    const pointer = `/lines/${index}`;
    const sides = [line.sides.left, line.sides.right];
    const isAccepted = line.versions.some(({ acceptedBy }) =>
      sides.every((side) => acceptedBy.includes(side)),
    );
    if (!isAccepted) {
      const authors = [...new Set(line.versions.map(({ drawnBy }) => drawnBy))];
      list.add("TL_AGR_REMARK_LINE_NOT_ACCEPTED", pointer, `drawn by ${authors.join(", ")}`, {
        line: line.id,
        drawnBy: authors,
      });
    }
    const inForce = line.versions.filter(({ validFromMs }) => validFromMs <= fromMs);
    if (inForce.length === 0) {
      const firstMs = Math.min(...line.versions.map(({ validFromMs }) => validFromMs));
      list.add("TL_AGR_REMARK_LINE_LATE", `${pointer}/versions/0`, undefined, {
        inForceFromMs: fromMs,
        firstVersionFromMs: firstMs,
      });
    }
    const authors = [...new Set(line.versions.map(({ drawnBy }) => drawnBy))];
    if (authors.length > 1) {
      list.add("TL_AGR_REMARK_LINE_DIFFERS", `${pointer}/versions`, authors.join(", "), {
        line: line.id,
        drawnBy: authors,
      });
    }
  }
}

function remarkOnZones(compiled: CompiledAgreement, root: Cursor, list: RemarkList): void {
  const used = new Set(
    compiled.articles.flatMap(({ rule }) =>
      rule.kind === "prohibit" || rule.kind === "access" ? [rule.zone] : [],
    ),
  );
  const named = new Set(
    root
      .get("zones")
      .items()
      .flatMap((zone) => zone.get("apartFrom").items())
      .map((item) => item.text()),
  );
  for (const [index, zone] of compiled.zones.entries()) {
    const pointer = `/zones/${index}`;
    if (!used.has(zone.id) && !named.has(zone.id)) {
      list.add("TL_AGR_REMARK_ZONE_UNUSED", pointer, `\`${zone.id}\``);
    }
    if (zone.build.by !== "band") continue;
    const widthsM = Object.values(zone.build.distanceM);
    if (widthsM.every((widthM) => widthM === 0)) {
      list.add("TL_AGR_REMARK_ZONE_EMPTY", pointer, `\`${zone.id}\``);
    } else if (new Set(widthsM).size > 1) {
      list.add("TL_AGR_REMARK_BAND_UNEVEN", `${pointer}/build/band`, undefined, {
        distanceM: zone.build.distanceM,
      });
    }
  }
}

function remarkOnSectors(compiled: CompiledAgreement, list: RemarkList): void {
  if (compiled.sectors.length === 0) {
    list.add("TL_AGR_REMARK_NO_SECTOR", "");
    return;
  }
  const stretches = compiled.sectors.flatMap(({ id, build }, index) =>
    build.by === "along" ? [{ id, index, ...build }] : [],
  );
  for (const line of new Set(stretches.map((stretch) => stretch.line))) {
    const ordered = stretches
      .filter((stretch) => stretch.line === line)
      .sort((a, b) => a.fromM - b.fromM || a.toM - b.toM);
    for (const [position, stretch] of ordered.entries()) {
      const before = ordered[position - 1];
      if (before === undefined) continue;
      const pointer = `/sectors/${stretch.index}/along`;
      const witness = {
        line,
        fromM: Math.min(before.toM, stretch.fromM),
        toM: Math.max(before.toM, stretch.fromM),
      };
      if (stretch.fromM < before.toM) {
        list.add(
          "TL_AGR_REMARK_SECTOR_OVERLAP",
          pointer,
          `\`${before.id}\` and \`${stretch.id}\``,
          witness,
        );
      } else if (stretch.fromM > before.toM) {
        list.add(
          "TL_AGR_REMARK_SECTOR_GAP",
          pointer,
          `between \`${before.id}\` and \`${stretch.id}\``,
          witness,
        );
      }
    }
  }
}

function remarkOnArticle(
  article: CompiledArticle,
  index: number,
  compiled: CompiledAgreement,
  root: Cursor,
  list: RemarkList,
): void {
  const { rule } = article;
  if (rule.kind === "narrative") return;
  const pointer = `/articles/${index}`;
  const stated = root.get("articles").items()[index];
  if (rule.by.length < compiled.parties.length) {
    const free = compiled.parties.map(({ id }) => id).filter((id) => !rule.by.includes(id));
    list.add("TL_AGR_REMARK_ONE_SIDED", `${pointer}/rule/by`, `not bound: ${free.join(", ")}`, {
      bound: rule.by,
      free,
    });
  }
  if (stated !== undefined && !stated.has("standard")) {
    const { probability, independentSources } = articleDefaults.standard;
    list.add(
      "TL_AGR_REMARK_STANDARD_ASSUMED",
      pointer,
      `${probability} and ${independentSources} sources are taken`,
    );
  }
  if (article.standard.probability <= 0.5) {
    list.add("TL_AGR_REMARK_STANDARD_WEAK", `${pointer}/standard/probability`, undefined, {
      probability: article.standard.probability,
    });
  }
  const time = stated?.get("rule").get("time");
  const from = time?.get("from").text();
  if (time !== undefined && from !== undefined) {
    const statedFrom = parseInstantMs(from, compiled.timezone);
    if (statedFrom !== undefined && statedFrom < compiled.inForce.fromMs) {
      list.add("TL_AGR_REMARK_TIME_CLIPPED", time.get("from").pointer, undefined, {
        fromMs: statedFrom,
        inForceFromMs: compiled.inForce.fromMs,
      });
    }
  }
}
