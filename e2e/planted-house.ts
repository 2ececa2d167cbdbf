/** A house in which words are planted that may not leave it, and reports of each level of release. */
import { randomUUID } from "node:crypto";
import type { House } from "./house.ts";
import { sampleObservation } from "./sample-observation.ts";

const hourMs = 3_600_000;
const nowMs = Date.now();
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
/** The period that ended yesterday at the agreement's cut-off, 19:30 UTC. */
const yesterday = dayOf(nowMs - 24 * hourMs);
const duringMs = Date.parse(`${yesterday}T10:00:00Z`);
/** What only the mission's own room may hold; searched for in everything that these pages were told. */
export const planted = {
  post: "OP 1",
  postId: "op-1",
  patrol: "Patrol Kestrel",
  office: "Colonel Planted",
  remark: "behind the blue barn",
  place: "pump house by the ford",
  lat: "0.04504",
  lon: "30.02456",
};
/** The same as numbers are written elsewhere, and who the mission's people are. */
export const ownWords = [
  ...Object.values(planted),
  planted.lat.replace(".", ","),
  planted.lon.replace(".", ","),
  "Watch officer",
  "Second reader",
];
/** Who writes, issues and reads there. */
export const plantedPeople = [
  { name: "Watch officer", roles: ["observer", "analyst"] },
  { name: "Reporter", roles: ["reporting-officer"] },
  { name: "Second reader", roles: ["reporting-officer"] },
  { name: "Head", roles: ["head-of-mission"] },
  { name: "Liaison A", roles: ["liaison"], party: "a" },
  { name: "Liaison B", roles: ["liaison"], party: "b" },
] as const;

/** Ids of the issued reports, by how far each was released. */
export interface IssuedReports {
  readonly internal: string;
  readonly parties: string;
  readonly public: string;
}

const put = (house: House, path: string, record: Record<string, unknown> & { id: string }) =>
  house.ask("Watch officer", "PUT", `/${path}/${record.id}`, {
    origin: "observed",
    version: 1,
    ...record,
  });

/** A report on its whole way: written by one, read by a second, released by a third. */
async function issue(house: House, kind: string, level: string): Promise<string> {
  const from = kind === "weekly" ? dayOf(nowMs - 7 * 24 * hourMs) : yesterday;
  const { id } = await house.ask("Reporter", "POST", "/reports", {
    kind,
    periods: { from, to: yesterday },
    level,
  });
  const steps = [
    ["Reporter", "propose"],
    ["Second reader", "review"],
    ["Head", "release"],
  ] as const;
  for (const [index, [by, move]] of steps.entries())
    await house.ask(by, "POST", `/reports/${id}/moves`, { move, version: index + 1 });
  return String(id);
}

/** Plants the words in records of each kind that can hold them, and issues the reports on them. */
export async function plant(house: House): Promise<IssuedReports> {
  await house.ask(
    "Watch officer",
    "POST",
    "/observations",
    sampleObservation("planted/1", {
      source: "log/OP 1",
      observer: { kind: "person", id: planted.postId, mastId: planted.postId },
      span: { fromMs: duringMs, toMs: duringMs, precision: "exact" },
      observerPosition: { position: [-30.02456, 0.04504], accuracyM: 20, place: planted.post },
      remark: planted.remark,
    }),
  );
  await put(house, "patrols", {
    schema: "patrol/1",
    id: randomUUID(),
    name: planted.patrol,
    observers: ["Watch officer"],
    plan: { fromMs: duringMs, toMs: duringMs + 4 * hourMs },
    stops: [
      {
        place: { name: planted.post, position: [-30.02456, 0.04504] },
        span: { fromMs: duringMs, toMs: duringMs + hourMs },
      },
    ],
    clearances: [],
    checkIns: [],
    checkInEveryMs: hourMs,
    state: "planned",
  });
  const call = (about: string, change: Record<string, unknown>) =>
    put(house, "calls", {
      schema: "call/1",
      id: randomUUID(),
      party: "a",
      to: planted.office,
      atMs: nowMs - 2 * hourMs,
      about,
      refs: [],
      state: "open",
      ...change,
    });
  await call("Where does the road stay shut?", { answerDueMs: nowMs - hourMs });
  await call("When can the patrol pass?", { answerDueMs: nowMs + 5 * hourMs });
  await call("Who opens the gate?", {
    state: "answered",
    answer: { atMs: nowMs - hourMs, text: "The gate is open since noon." },
  });
  const window = (name: string, parties: readonly string[]) =>
    put(house, "silence-windows", {
      schema: "silence-window/1",
      id: randomUUID(),
      name,
      purpose: "repairs",
      place: { name: planted.place, position: [-30.02456, 0.04504] },
      radiusM: 500,
      span: { fromMs: nowMs - hourMs, toMs: nowMs + 3 * hourMs },
      guarantees: parties.map((party) => ({
        party,
        atMs: nowMs - 5 * hourMs,
        by: planted.office,
      })),
      state: "arranged",
    });
  await window("Water main", ["a", "b"]);
  await window("Harvest", ["a"]);
  return {
    internal: await issue(house, "weekly", "internal"),
    parties: await issue(house, "daily", "parties"),
    public: await issue(house, "weekly", "public"),
  };
}
