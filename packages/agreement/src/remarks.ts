import { findPlace } from "./calculus/find-place.ts";
import { type Norms, normsOf } from "./calculus/norms.ts";
import { remarkOnNorms } from "./calculus/remark-on-norms.ts";
import { articleDefaults } from "./compile-articles.ts";
import type { CompiledAgreement, CompiledArticle } from "./compiled.ts";
import { isAssessed } from "./compiled-rule.ts";
import type { Cursor } from "./cursor.ts";
import type { Reporter } from "./faults.ts";
import { remarkOnLanguages } from "./languages/remarks-on-languages.ts";
import { remarkOnObservability } from "./observability/remark-on-observability.ts";
import { prepareAgreement } from "./prepare-agreement.ts";
import { parseInstantMs } from "./quantities.ts";
import { type Remark, RemarkList } from "./remark.ts";
import { isObservable } from "./remarks-on-deployment.ts";
import { remarkOnPlaces } from "./remarks-on-places.ts";
import { remarkOnTerms } from "./remarks-on-terms.ts";

/** The remarks on a document and its compiled form, in the order of the document. */
export function remarkOn(
  compiled: CompiledAgreement,
  root: Cursor,
  reporter: Reporter,
): readonly Remark[] {
  const list = new RemarkList(reporter);
  remarkOnLines(compiled, list);
  remarkOnZones(compiled, root, list);
  const norms = normsOf(prepareAgreement(compiled));
  remarkOnOverlaps(norms, root, list);
  remarkOnSectors(compiled, list);
  for (const [index, article] of compiled.articles.entries()) {
    remarkOnArticle(article, index, compiled, root, list);
  }
  remarkOnNorms(norms, list);
  remarkOnObservability(compiled, list);
  remarkOnPairs(compiled, list);
  remarkOnWords(compiled, list);
  remarkOnLanguages(root.value, list);
  remarkOnPlaces(compiled, list);
  remarkOnTerms(compiled, list);
  if (compiled.articles.every(({ rule }) => !isAssessed(rule))) {
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
  const used = new Set<string | null>([
    ...compiled.articles.map(({ rule }) => ("zone" in rule ? rule.zone : null)),
    ...(compiled.exemptions ?? []).map(({ zone }) => zone),
    ...compiled.zones.flatMap(({ except }) => except ?? []),
    ...namedInAreas(root),
  ]);
  const named = new Set(
    root
      .get("zones")
      .items()
      .flatMap((zone) => zone.get("apartFrom").items())
      .map((item) => item.text()),
  );
  for (const [index, zone] of compiled.zones.entries()) {
    // Areas that stand in rules come after the zones of the document, and belong to their rule.
    if (zone.derived === true) continue;
    const pointer = `/zones/${index}`;
    const { build } = zone;
    // A band as wide as a withdrawal asks for shows that article on the map.
    const isShown =
      build.by === "band" &&
      compiled.articles.some(
        ({ rule }) =>
          rule.kind === "withdraw" &&
          rule.line === build.line &&
          Object.values(build.distanceM).every((widthM) => widthM === rule.beyondM),
      );
    if (!used.has(zone.id) && !named.has(zone.id) && !isShown) {
      list.add("TL_AGR_REMARK_ZONE_UNUSED", pointer, `\`${zone.id}\``);
    }
    if (zone.build.by !== "band") continue;
    const widthsM = Object.values(zone.build.distanceM);
    if (widthsM.every((widthM) => widthM === 0)) {
      list.add("TL_AGR_REMARK_ZONE_EMPTY", pointer, `\`${zone.id}\``);
    } else if (new Set(widthsM).size > 1) {
      list.add(
        "TL_AGR_REMARK_BAND_UNEVEN",
        `${pointer}/build/${"fromM" in zone.build ? "between" : "band"}`,
        undefined,
        {
          distanceM: zone.build.distanceM,
        },
      );
    }
  }
}

/** Zones that areas written in rules are made of. */
function namedInAreas(root: Cursor): readonly string[] {
  const rules = ["articles", "exemptions"].flatMap((key) =>
    root
      .get(key)
      .items()
      .map((entry) => (key === "articles" ? entry.get("rule") : entry)),
  );
  return rules
    .flatMap((rule) => [rule.get("in"), rule.get("access").get("to")])
    .flatMap((area) => area.get("zone").text() ?? []);
}

/** Zones declared apart that share ground; not decided where they touch along too long a border. */
function remarkOnOverlaps(norms: Norms, root: Cursor, list: RemarkList): void {
  const atMs = norms.prepared.compiled.inForce.fromMs;
  for (const zone of root.get("zones").items()) {
    const id = zone.get("id").text() ?? "";
    for (const other of zone.get("apartFrom").items()) {
      const otherId = other.text() ?? "";
      if (otherId === id) continue;
      const zones = [id, otherId];
      const special = `\`${id}\` and \`${otherId}\``;
      const common = findPlace(zones.map((one) => norms.grounds.zone(one, atMs)));
      if (common.answer === "found") {
        list.add("TL_AGR_REMARK_ZONE_OVERLAP", other.pointer, special, { zones, at: common.at });
      } else if (common.answer === "undecided") {
        list.add(
          "TL_AGR_REMARK_NOT_DECIDED",
          other.pointer,
          `whether ${special} overlap by less than ${common.narrowerThanM} m`,
          { zones, reason: "ground", narrowerThanM: common.narrowerThanM },
        );
      }
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
  if (!isAssessed(rule)) return;
  if (stated !== undefined && !stated.has("standard")) {
    const { probability, independentSources } = articleDefaults.standard;
    list.add(
      "TL_AGR_REMARK_STANDARD_ASSUMED",
      pointer,
      `${probability} and ${independentSources} sources are taken`,
    );
  }
  if (!isObservable(article)) {
    list.add("TL_AGR_REMARK_UNOBSERVABLE", `${pointer}/rule`, `article \`${article.id}\``);
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

type Prohibition = Extract<CompiledArticle["rule"], { kind: "prohibit" }>;

/** Articles that speak of the same thing in different ways. */
function remarkOnPairs(compiled: CompiledAgreement, list: RemarkList): void {
  for (const [index, article] of compiled.articles.entries()) {
    for (const other of compiled.articles.slice(0, index)) {
      const [a, b] = [other.rule, article.rule];
      if (a.kind === "prohibit" && b.kind === "prohibit" && isSameAct(a, b)) {
        const [first, second] = [other.standard, article.standard];
        if (
          first.probability !== second.probability ||
          first.independentSources !== second.independentSources
        ) {
          list.add(
            "TL_AGR_REMARK_STANDARD_DIFFERS",
            `/articles/${index}`,
            `articles \`${other.id}\` and \`${article.id}\``,
            { articles: [other.id, article.id] },
          );
        }
      }
    }
  }
}

function isSameAct(a: Prohibition, b: Prohibition): boolean {
  return (
    a.activity === b.activity &&
    a.zone === b.zone &&
    a.tested === b.tested &&
    a.weapons === null &&
    b.weapons === null &&
    a.by.some((party) => b.by.includes(party))
  );
}

/** Words of drafts that have led to disputes about what was agreed. English texts only. */
const vagueWords =
  /\b(as soon as possible|promptly|without delay|reasonabl[ey]|appropriate(?:ly)?|significant(?:ly)?|substantial(?:ly)?|sufficient(?:ly)?|in the vicinity|where necessary|if necessary|provocations?)\b/i;

function remarkOnWords(compiled: CompiledAgreement, list: RemarkList): void {
  for (const [index, { text }] of compiled.articles.entries()) {
    const word = vagueWords.exec(text["en"] ?? "")?.[0];
    if (word !== undefined) {
      list.add("TL_AGR_REMARK_WORD_VAGUE", `/articles/${index}/text/en`, `"${word}"`, { word });
    }
  }
}
