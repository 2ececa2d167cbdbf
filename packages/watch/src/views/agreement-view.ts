import {
  type CompiledAgreement,
  type CompiledArticle,
  type EscalationEvent,
  isAssessed,
  type ObligationEvent,
  type Polygons,
  type PreparedAgreement,
  type Remark,
  remarkOnDeployment,
} from "@truceline/agreement";
import { type Language, type LonLat, lonLat } from "@truceline/model";
import type {
  AgreementView,
  RemarkAbout,
  ShownArticle,
  ShownMeaning,
  ShownRemark,
} from "./agreement-shown.ts";
import {
  decisionsShown,
  type Entered,
  ladderShown,
  obligationsShown,
  positionsShown,
} from "./agreement-terms.ts";
import type { ViewOptions } from "./view-context.ts";

export type InsideForLong = Omit<NonNullable<AgreementView["inside"]>, "ladder">;

/**
 * What stays inside the mission and does not change while one agreement is watched: remarks on the
 * document and on the deployment, positions, decision rules. It costs a moment: build it once.
 * @param remarks what parsing the document remarked
 */
export function agreementInside(
  { agreement, deployment, catalogue }: Pick<ViewOptions, "agreement" | "deployment" | "catalogue">,
  remarks: readonly Remark[],
): InsideForLong {
  const { compiled } = agreement;
  // Without a post there is no deployment yet that could lack anything.
  const lacking =
    deployment.posts.length === 0 ? [] : remarkOnDeployment(agreement, deployment, catalogue);
  return {
    remarks: [
      ...remarks.map((remark) => remarkShown(remark, compiled, false)),
      ...lacking.map((remark) => remarkShown(remark, compiled, true)),
    ],
    positions: positionsShown(compiled),
    decisions: decisionsShown(compiled),
    indicatorCount: compiled.indicators?.length ?? 0,
  };
}

/** What the view at an instant is made of. */
export interface AgreementParts {
  readonly inside: InsideForLong;
  readonly meanings: ReadonlyMap<string, ShownMeaning>;
  readonly language: Language;
  readonly entered: Entered<ObligationEvent>;
  readonly ladder: Entered<EscalationEvent>;
  readonly asOfMs: number;
}

/** The whole view at an instant: ground by the line of then, obligations by what was entered by then. */
export function agreementView(
  { agreement, origin }: Pick<ViewOptions, "agreement" | "origin">,
  { inside, meanings, language, entered, ladder, asOfMs }: AgreementParts,
): AgreementView {
  const { compiled } = agreement;
  const { id, hash, title, status, timezone, inForce } = compiled;
  return {
    origin,
    asOfMs,
    language,
    id,
    hash,
    title,
    status,
    timezone,
    inForce: { fromMs: inForce.fromMs, toMs: inForce.toMs ?? null },
    languages: [...new Set(compiled.articles.flatMap(({ text }) => Object.keys(text)))],
    authentic: compiled.authentic ?? null,
    parties: [...compiled.parties, ...(compiled.thirdParties ?? [])],
    articles: compiled.articles.map((article) => ({
      ...articleShown(article, agreement, asOfMs),
      meaning: meanings.get(article.id) ?? null,
    })),
    phases: compiled.phases ?? [],
    definitions: compiled.definitions ?? [],
    obligations: obligationsShown(compiled, entered, asOfMs),
    inside: { ...inside, ladder: ladderShown(compiled, ladder, asOfMs) },
  };
}

/** What a party's liaison is told: the text and the obligations, and nothing that the mission thinks. */
export function agreementForParties(view: AgreementView): AgreementView {
  return {
    ...view,
    articles: view.articles.map((article) => ({ ...article, area: null, meaning: null })),
    inside: null,
  };
}

function articleShown(
  article: CompiledArticle,
  agreement: PreparedAgreement,
  atMs: number,
): Omit<ShownArticle, "meaning"> {
  const { id, text, rule, standard, coverageRatio, persistence, count, source } = article;
  return {
    id,
    text,
    rule,
    exemptions: (agreement.compiled.exemptions ?? []).filter((one) => one.article === id),
    asks: isAssessed(rule) ? { standard, coverageRatio, persistence, count } : null,
    area: areaOf(article, agreement, atMs),
    source: source ?? null,
  };
}

function areaOf(
  { id, rule }: CompiledArticle,
  agreement: PreparedAgreement,
  atMs: number,
): ShownArticle["area"] {
  const zone = "zone" in rule ? agreement.compiled.zones.find((one) => one.id === rule.zone) : null;
  if (zone != null) return { is: "zone", zone: zone.id, name: zone.name };
  const polygons = agreement.articlePolygons(id, atMs);
  return polygons.length === 0 ? null : { is: "ground", polygons: toMetres(polygons) };
}

/** About a metre: enough for drawing, and half as long to send. */
const toMetres = (polygons: Polygons): Polygons =>
  polygons.map((rings) =>
    rings.map((ring) =>
      ring.map(([lonDeg, latDeg]) =>
        lonLat(Math.round(lonDeg * 1e5) / 1e5, Math.round(latDeg * 1e5) / 1e5),
      ),
    ),
  );

const placesOf: Readonly<Record<string, RemarkAbout>> = {
  articles: "article",
  lines: "line",
  zones: "zone",
  sectors: "sector",
  obligations: "obligation",
  decisions: "decision",
  terms: "term",
  positions: "position",
};

function remarkShown(
  remark: Remark,
  compiled: CompiledAgreement,
  byDeployment: boolean,
): ShownRemark {
  const { code, severity, message, suggestion, line, column, path, witness = {} } = remark;
  const [, section = "", index = ""] = (path ?? "").split("/");
  const items = Object.hasOwn(placesOf, section)
    ? (compiled[section as "articles"] as readonly { readonly id: string }[] | undefined)
    : undefined;
  const id = items?.[Number(index)]?.id ?? null;
  const { at, ...others } = witness;
  return {
    code,
    severity,
    message,
    suggestion,
    about: id === null ? "document" : (placesOf[section] ?? "document"),
    id,
    line: line ?? null,
    column: column ?? null,
    at: isPlace(at) ? at : null,
    witness: Object.entries(others).map(([name, value]) => ({ name, value: valueText(value) })),
    byDeployment,
  };
}

function isPlace(value: unknown): value is LonLat {
  return Array.isArray(value) && value.length === 2 && value.every((one) => Number.isFinite(one));
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
