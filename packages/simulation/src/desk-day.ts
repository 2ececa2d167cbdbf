import type { CompiledAgreement } from "@truceline/agreement";
import type { PreparedLine } from "@truceline/geo";
import {
  derivedId,
  type LonLat,
  lonLat,
  type Post,
  type Rng,
  type SilenceWindow,
  type SiteVisit,
} from "@truceline/model";
import type { DeskMessage, Sent } from "./desk-message.ts";
import { patrolOfDay } from "./patrol-day.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const patrolCount = 3;
const guaranteedRatio = 0.8;
const blockedRatio = 0.5;
/** Parts of the IAEA's list that are asked about on a visit to a nuclear plant. */
const pillarCount = 7;

const purposes = [
  "Repairs to a water main",
  "Repairs to a power line",
  "Harvest",
  "Repairs to a school",
] as const;

export interface DeskWorld {
  readonly agreement: CompiledAgreement;
  readonly posts: readonly Post[];
  readonly line: PreparedLine;
}

/**
 * What the desk writes of a UTC day: patrols with their check-ins, tracks and denials, a window of
 * silence with its guarantees, a visit to a site. Any day can be asked for by itself. Messages of a day
 * are received on it, or on the day after.
 */
export function deskOfDay(world: DeskWorld, dayFromMs: number, rng: Rng): readonly DeskMessage[] {
  const { agreement, posts } = world;
  const own = rng.fork(`desk/${dayFromMs}`);
  const parties = agreement.parties.map(({ id }) => id);
  const bases = posts.filter(({ kind }) => kind !== "mast");
  const messages: DeskMessage[] = [];
  for (let number = 1; number <= patrolCount; number++) {
    const post = bases[Math.floor(own.nextUnit() * bases.length)];
    if (post === undefined) continue;
    messages.push(...patrolOfDay(post, `Patrol ${number}`, dayFromMs, parties, rng));
  }
  messages.push(...windowOfDay(world, bases, dayFromMs, parties, rng));
  messages.push(...visitOfDay(agreement, dayFromMs, rng));
  return messages;
}

/** A window of silence beside a post that can hear it, arranged in the morning for the same day. */
function windowOfDay(
  { line }: DeskWorld,
  bases: readonly Post[],
  dayFromMs: number,
  parties: readonly string[],
  rng: Rng,
): readonly DeskMessage[] {
  const own = rng.fork(`window/${dayFromMs}`);
  const post = bases[Math.floor(own.nextUnit() * bases.length)];
  if (post === undefined) return [];
  const onLine = line.atChainage(line.fastChainageM(post.position[0], post.position[1])).position;
  const fromMs = dayFromMs + Math.round((8 + own.nextUnit() * 7) * 12) * 5 * minuteMs;
  const arrangedMs = dayFromMs + 4 * hourMs;
  const purpose = purposes[Math.floor(own.nextUnit() * purposes.length)] ?? purposes[0];
  let window: Sent<SilenceWindow> = {
    schema: "silence-window/1",
    id: derivedId("exercise-window", post.id, dayFromMs, own.nextUnit()),
    origin: "exercise",
    name: `${purpose}, ${post.name ?? post.id}`,
    purpose,
    place: { name: post.name ?? post.id, position: middle(post.position, onLine) },
    radiusM: 2_000,
    span: { fromMs, toMs: fromMs + (1 + Math.floor(own.nextUnit() * 3)) * hourMs },
    guarantees: [],
    state: "arranged",
  };
  const messages: DeskMessage[] = [];
  const write = (receivedAtMs: number) =>
    messages.push({ receivedAtMs, kind: "edit", of: "silence-window", record: window });
  write(arrangedMs);
  for (const [index, party] of parties.entries()) {
    if (own.nextUnit() >= guaranteedRatio) continue;
    const atMs = arrangedMs + (1 + index) * hourMs + Math.round(own.nextUnit() * 40) * minuteMs;
    const guarantee = { party, atMs, by: "liaison officer on duty" };
    window = { ...window, guarantees: [...window.guarantees, guarantee] };
    write(atMs);
  }
  return messages;
}

/** Half-way, to about a metre: a post of ours is not told by the place of a window. */
function middle(one: LonLat, other: LonLat): LonLat {
  const round = (deg: number) => Math.round(deg * 1e5) / 1e5;
  return lonLat(round((one[0] + other[0]) / 2), round((one[1] + other[1]) / 2));
}

/** A visit to one of the agreement's plants or ports: asked for, granted or blocked, done next day. */
function visitOfDay(
  { sites }: CompiledAgreement,
  dayFromMs: number,
  rng: Rng,
): readonly DeskMessage[] {
  const own = rng.fork(`visit/${dayFromMs}`);
  const plants = sites.filter(({ kind }) => kind === "nuclear-plant");
  const ports = sites.filter(({ kind }) => kind === "port");
  const choice = plants.length > 0 ? plants : ports;
  const site = choice[Math.floor(own.nextUnit() * choice.length)];
  if (site === undefined) return [];
  const askedMs = dayFromMs + 7 * hourMs;
  const items =
    site.kind === "nuclear-plant"
      ? Array.from({ length: pillarCount }, (_, index) => `pillar-${index + 1}`)
      : [];
  const planned = { fromMs: dayFromMs + 33 * hourMs, toMs: dayFromMs + 37 * hourMs };
  const requested: Sent<SiteVisit> = {
    schema: "site-visit/1",
    id: derivedId("exercise-visit", site.id, dayFromMs),
    origin: "exercise",
    place: { siteId: site.id, name: site.name["en"] ?? site.id, position: site.position },
    purpose: site.kind === "nuclear-plant" ? "Survey of the seven pillars" : "Look at the port",
    state: "requested",
    requestedAtMs: askedMs,
    dueMs: planned.toMs,
    planned,
    checklist: items.map((item) => ({ item, state: "not-asked" })),
  };
  const edit = (receivedAtMs: number, record: Sent<SiteVisit>): DeskMessage => ({
    receivedAtMs,
    kind: "edit",
    of: "site-visit",
    record,
  });
  if (own.nextUnit() < blockedRatio) {
    const blockedBecause = "no answer from those who hold the road";
    const blocked: Sent<SiteVisit> = { ...requested, state: "blocked", blockedBecause };
    return [edit(askedMs, requested), edit(askedMs + 9 * hourMs, blocked)];
  }
  const checklist = items.map((item) => ({
    item,
    state: own.nextUnit() < 0.7 ? ("holds" as const) : ("not-seen" as const),
  }));
  return [
    edit(askedMs, requested),
    edit(askedMs + 5 * hourMs, { ...requested, state: "granted" }),
    edit(planned.toMs + hourMs, { ...requested, state: "done", done: planned, checklist }),
  ];
}
