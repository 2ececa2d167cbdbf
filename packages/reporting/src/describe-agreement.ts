import {
  type CompiledArticle,
  isAssessed,
  type LocalText,
  type PreparedAgreement,
} from "@truceline/agreement";
import { lengthM } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import { msToLocal } from "@truceline/model";

/** What an agreement holds, for reading; lengths of its lines are measured apart. */
export interface AgreementDescription {
  readonly id: string;
  readonly hash: string;
  readonly title: LocalText;
  readonly status: string;
  readonly timezone: string;
  readonly cutOff: string;
  readonly inForce: { readonly fromMs: number; readonly toMs: number | null };
  readonly parties: readonly { readonly id: string; readonly name: LocalText }[];
  readonly lines: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly versions: readonly {
      readonly drawnBy: string;
      readonly acceptedBy: readonly string[];
      readonly validFromMs: number;
      /** Every place as drawn. */
      readonly lengthM: number;
      readonly placeCount: number;
    }[];
  }[];
  readonly zones: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: LocalText;
    /** On the ellipsoid, by the line as it is at entry into force; bands within 3e-4. */
    readonly areaM2: number;
  }[];
  readonly sectors: readonly {
    readonly id: string;
    readonly name: LocalText;
    readonly lengthM: number;
  }[];
  readonly siteKinds: readonly {
    readonly kind: string;
    readonly sites: readonly {
      readonly id: string;
      readonly name: LocalText;
      readonly position: LonLat;
    }[];
  }[];
  readonly articles: readonly {
    readonly id: string;
    readonly rule: string;
    readonly text: LocalText;
    readonly countingRule: string;
    readonly standard: CompiledArticle["standard"] | null;
  }[];
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Describes an agreement by its compiled form. */
export function describeAgreement(prepared: PreparedAgreement): AgreementDescription {
  const { compiled } = prepared;
  const { inForce, lines, zones, sites, articles } = compiled;
  const kinds = [...new Set(sites.map(({ kind }) => kind))].sort();
  return {
    id: compiled.id,
    hash: compiled.hash,
    title: compiled.title,
    status: compiled.status,
    timezone: compiled.timezone,
    cutOff: compiled.cutOff,
    inForce: { fromMs: inForce.fromMs, toMs: inForce.toMs ?? null },
    parties: compiled.parties.map(({ id, name }) => ({ id, name })),
    lines: lines.map(({ id, name, versions }) => ({
      id,
      name,
      versions: versions.map(({ drawnBy, acceptedBy, validFromMs, coordinates }) => ({
        drawnBy,
        acceptedBy,
        validFromMs,
        lengthM: rounded(lengthM(coordinates)),
        placeCount: coordinates.length,
      })),
    })),
    zones: zones.map(({ id, kind, name }) => ({
      id,
      kind,
      name,
      areaM2: Math.round(prepared.zoneArea(id, inForce.fromMs).areaM2()),
    })),
    sectors: prepared.sectors().map((sector) => ({
      id: sector.id,
      name: sector.name,
      lengthM: rounded(sector.lengthM),
    })),
    siteKinds: kinds.map((kind) => ({
      kind,
      sites: sites
        .filter((site) => site.kind === kind)
        .map(({ id, name, position }) => ({ id, name, position })),
    })),
    articles: articles.map(({ id, rule, text, count, standard }) => ({
      id,
      rule: rule.kind,
      text,
      countingRule: count,
      standard: isAssessed(rule) ? standard : null,
    })),
  };
}

/** The description for people; English names, local times. */
export function descriptionText(description: AgreementDescription): string {
  const { title, id, status, timezone, cutOff, inForce, hash } = description;
  const { parties, lines, zones, sectors, siteKinds, articles } = description;
  const local = (atMs: number) => `${msToLocal(atMs, timezone).slice(0, 16).replace("T", " ")}`;
  const until = inForce.toMs === null ? "without an end" : `to ${local(inForce.toMs)}`;
  return [
    `${nameOf(title)} (${id}, ${status})`,
    `In force from ${local(inForce.fromMs)} ${until}, ${timezone}; reporting periods end at ${cutOff}.`,
    `Compiled form ${hash.slice(0, 12)}.`,
    "",
    "Parties:",
    ...parties.map((party) => `  ${party.id}  ${nameOf(party.name)}`),
    "",
    "Lines:",
    ...lines.flatMap((line) =>
      line.versions.map((version) => {
        const accepted =
          version.acceptedBy.length === 0
            ? "accepted by nobody"
            : `accepted by ${version.acceptedBy.join(", ")}`;
        const length = (version.lengthM / 1_000).toFixed(1);
        return `  ${line.id}  ${nameOf(line.name)}: drawn by ${version.drawnBy}, ${accepted}, from ${local(version.validFromMs)}, ${version.placeCount} places, ${length} km as drawn`;
      }),
    ),
    ...listOf("Zones", zones, ({ id: zone, kind, name, areaM2 }) => {
      return `  ${zone}  ${kind}: ${nameOf(name)}, ${(areaM2 / 1e6).toFixed(1)} km²`;
    }),
    ...listOf("Sectors", sectors, ({ id: sector, name, lengthM: alongM }) => {
      const along = alongM === 0 ? "" : `, ${(alongM / 1_000).toFixed(1)} km of line`;
      return `  ${sector}  ${nameOf(name)}${along}`;
    }),
    ...listOf("Sites", siteKinds, ({ kind, sites }) => {
      return `  ${kind} (${sites.length}): ${sites.map(({ name }) => nameOf(name)).join(", ")}`;
    }),
    ...listOf("Articles", articles, (article) => {
      const { standard } = article;
      const asks =
        standard === null
          ? "shown, never assessed"
          : `${standard.probability} by ${standard.independentSources} independent ${standard.independentSources === 1 ? "source" : "sources"}, counted by ${article.countingRule}`;
      return `  ${article.id}  ${article.rule}: ${nameOf(article.text)} (${asks})`;
    }),
  ].join("\n");
}

function listOf<Item>(
  title: string,
  items: readonly Item[],
  line: (item: Item) => string,
): string[] {
  return items.length === 0 ? [] : ["", `${title}:`, ...items.map(line)];
}

/** The English name, else the first there is. */
export function nameOf(text: LocalText): string {
  return text["en"] ?? Object.values(text)[0] ?? "";
}
