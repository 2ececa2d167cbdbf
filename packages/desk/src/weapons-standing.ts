import type { CompiledArticle, PreparedAgreement, WeaponSelector } from "@truceline/agreement";
import { areaOfObservation, type PlaceFinder } from "@truceline/fusion";
import { areaMedian, destination, PreparedZone } from "@truceline/geo";
import type { Area, LonLat, Observation } from "@truceline/model";
import {
  type Answer,
  isMeant,
  shareInGround,
  type TimeTest,
  timeTest,
} from "@truceline/verification";

/** What stands so near to a storage site is in it. Ours; sites are given as points. */
export const storageRadiusM = 1_000;
/** Share of an area within storage from which it counts as stored. */
const storedRatio = 0.5;

/** A place where weapons may be kept. */
export interface StorageSite {
  readonly name: string;
  readonly position: LonLat;
  readonly radiusM?: number | undefined;
}

export interface WeaponStanding {
  readonly observation: Observation;
  readonly articleId: string;
  /** Does the article mean this weapon, by its class and calibre? */
  readonly isMeant: Exclude<Answer, "no">;
  /** Chance that it stood nearer than the article allows, by each line in force. */
  readonly byLine: readonly { readonly drawnBy: string; readonly probability: number }[];
  /** The least and the most of them. */
  readonly least: number;
  readonly most: number;
  /** Share of its area within storage sites. */
  readonly storedRatio: number;
  /** `beyond`: outside the distance, where nobody has declared storage; nothing else is asked of it. */
  readonly standing: "in-violation" | "outside-storage" | "stored" | "beyond" | "undetermined";
  /** Where it was, roughly; for sorting by sector. */
  readonly median: LonLat;
}

/**
 * Weapons that were seen, against the distances of each `withdraw` article: how likely each stood
 * nearer than its class may, over the whole area its observer's words leave, under each version of the
 * line in force, neither before the other.
 *
 * In violation: meant beyond doubt, and nearer with the article's own probability under every line.
 * Outside storage: meant, beyond the distance with that probability under every line, and in no storage
 * site. Undetermined: everything between, and what may not be meant. An observation that gives several
 * classes or calibres without a split is meant for sure only where each of them is. Whoever it belongs
 * to plays no part.
 *
 * Left out: what the article does not mean, what nothing places, and all before the article's deadline.
 * Rows come by article, then by time, then by id.
 */
export function weaponsStanding(
  observations: readonly Observation[],
  agreement: PreparedAgreement,
  storage: readonly StorageSite[],
  places?: PlaceFinder,
): readonly WeaponStanding[] {
  const sorted = [...observations].sort(
    (a, b) => a.span.fromMs - b.span.fromMs || (a.id < b.id ? -1 : 1),
  );
  return agreement.compiled.articles.flatMap((article) =>
    sorted.flatMap(
      (observation) => standingUnder(observation, article, agreement, storage, places) ?? [],
    ),
  );
}

function standingUnder(
  observation: Observation,
  article: CompiledArticle,
  agreement: PreparedAgreement,
  storage: readonly StorageSite[],
  places: PlaceFinder | undefined,
): WeaponStanding | null {
  const { rule } = article;
  if (rule.kind !== "withdraw" || rule.tested !== "present") return null;
  if (!rule.kinds.includes(observation.kind)) return null;
  const { fromMs, toMs } = observation.span;
  if (!holdsIn(article, agreement, fromMs, toMs)) return null;
  const meant = meantOf(observation, rule.weapons);
  if (meant === "no") return null;
  const area = areaOfObservation(observation, places);
  if (area === null) return null;
  const byLine = agreement.lineVersionsAt(rule.line, fromMs).flatMap((version) => {
    const ground = agreement.articleArea(article.id, fromMs, version);
    if (ground === null) return [];
    const probability = Math.round(shareInGround(ground, area) * 1e4) / 1e4;
    return [{ drawnBy: version.drawnBy, probability }];
  });
  if (byLine.length === 0) return null;
  const shares = byLine.map(({ probability }) => probability);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const stored = shareStored(area, storage);
  const q = article.standard.probability;
  return {
    observation,
    articleId: article.id,
    isMeant: meant,
    byLine,
    least,
    most,
    storedRatio: stored,
    standing:
      meant === "unknown"
        ? "undetermined"
        : least >= q
          ? "in-violation"
          : most > 1 - q
            ? "undetermined"
            : storage.length === 0
              ? "beyond"
              : stored >= storedRatio
                ? "stored"
                : "outside-storage",
    median: areaMedian(area),
  };
}

const times = new WeakMap<CompiledArticle, TimeTest>();

/** Does the article hold at any time of the span, its ends included? */
function holdsIn(
  article: CompiledArticle,
  { compiled }: PreparedAgreement,
  fromMs: number,
  toMs: number,
): boolean {
  let time = times.get(article);
  if (time === undefined) {
    const { rule } = article;
    if (rule.kind === "narrative") return false;
    time = timeTest(rule.time, compiled.timezone);
    times.set(article, time);
  }
  return time.shareOf(fromMs, toMs) > 0 || time.holdsAt(toMs);
}

/** Nobody gave a class: it may be any. */
function meantOf({ weapons, calibresMm }: Observation, selector: WeaponSelector): Answer {
  const classes = weapons?.map((weapon) => weapon.class) ?? ["undetermined" as const];
  const answers = classes.flatMap((own) =>
    (calibresMm ?? [null]).map((calibreMm) => isMeant(selector, own, calibreMm)),
  );
  if (answers.every((answer) => answer === "no")) return "no";
  return answers.every((answer) => answer === "yes") ? "yes" : "unknown";
}

/** Sites that overlap count together at most once. */
function shareStored(area: Area, storage: readonly StorageSite[]): number {
  const sum = storage.reduce((total, site) => total + zoneOf(site).shareOf(area), 0);
  return Math.min(1, sum);
}

const zones = new WeakMap<StorageSite, PreparedZone>();

function zoneOf(site: StorageSite): PreparedZone {
  let zone = zones.get(site);
  if (zone === undefined) {
    const corners = Array.from({ length: 32 }, (_, corner) =>
      destination(site.position, 360 - (corner * 360) / 32, site.radiusM ?? storageRadiusM),
    );
    zone = new PreparedZone({ type: "Polygon", coordinates: [[...corners, corners[0] as LonLat]] });
    zones.set(site, zone);
  }
  return zone;
}
