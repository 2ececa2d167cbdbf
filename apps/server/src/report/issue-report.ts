import { hash } from "node:crypto";
import { canonicalBytes, type IssuedReport, type ReportEdit } from "@truceline/model";
import type { OwnPlaces } from "@truceline/release";
import { applyEdits, type DailyReport } from "@truceline/reporting";
import { assembleReport, type ReportRequest, readRecord } from "@truceline/watch";
import type { Caller } from "../access.ts";
import { commitOne } from "../desk/commit-one.ts";
import { ServerError } from "../errors.ts";
import type { RoomBlobs } from "../media/room-blobs.ts";
import type { Room } from "../room.ts";
import {
  type IssueCheck,
  issueChecks,
  moveFault,
  type ReportMove,
  reportMoves,
  reportNumber,
} from "./report-moves.ts";

/** An issued report with what it says now, and what stands before its issue. */
export interface ReportAsItIs {
  readonly issued: IssuedReport;
  readonly content: DailyReport;
  readonly checks: readonly IssueCheck[];
}

const decoder = new TextDecoder();

/** The report of a request, from the room's store, with the edits of people put in. */
export async function reportNow(
  room: Room,
  request: Omit<ReportRequest, "onStep">,
  edits: readonly ReportEdit[],
): Promise<DailyReport> {
  const { store, views, agreement, origin, clock, places } = room;
  const made = await assembleReport({ store, views, agreement, origin, clock, places }, request);
  const edited = applyEdits(made, edits);
  return request.level === "internal" ? edited : withoutAuthors(edited);
}

/** Who of the mission wrote a sentence stays inside. */
function withoutAuthors(report: DailyReport): DailyReport {
  const strip = <Told>(value: Told): Told => {
    if (Array.isArray(value)) return value.map(strip) as Told;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "by" || !("editId" in value || "does" in value))
        .map(([key, member]) => [key, strip(member)]),
    ) as Told;
  };
  return { ...strip({ ...report, editsWithoutPlace: [] }), hiddenKeys: [] };
}

/** @throws ServerError `TL_SERVER_NOT_FOUND` */
export async function issuedReport(
  room: Room,
  id: string,
  version?: number,
): Promise<IssuedReport> {
  const record =
    version === undefined
      ? await room.store.get("issued-report", id)
      : (await room.store.versions("issued-report", id)).find((one) => one.version === version);
  if (record === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
  return readRecord("issued-report", record);
}

/** What a report says: the frozen bytes once it is released, else made anew. */
export async function contentOf(
  room: Room,
  contents: RoomBlobs,
  issued: IssuedReport,
): Promise<DailyReport> {
  if (issued.state === "released" && issued.contentSha256 !== undefined) {
    const { contentSha256: sha256 } = issued;
    const bytes = await (await contents.of(room)).get(sha256);
    if (bytes === undefined) throw new ServerError("TL_SERVER_REPORT_CONTENT", { sha256 });
    return JSON.parse(decoder.decode(bytes)) as DailyReport;
  }
  return reportNow(room, requestOf(issued), issued.edits);
}

function requestOf({
  kind,
  periods,
  theme,
  level,
  knownAtMs,
  number,
}: IssuedReport): ReportRequest {
  return {
    kind,
    ...periods,
    level,
    ...(theme === undefined ? {} : { theme }),
    ...(knownAtMs === undefined ? {} : { knownAtMs }),
    ...(number === undefined ? {} : { number }),
  };
}

export async function reportAsItIs(
  room: Room,
  contents: RoomBlobs,
  issued: IssuedReport,
): Promise<ReportAsItIs> {
  const content = await contentOf(room, contents, issued);
  const { cutOff, timezone } = room.agreement.compiled;
  const checks = issueChecks(issued, content, await ownPlacesOf(room), {
    nowMs: room.clock.nowMs(),
    cutOff,
    timezone,
  });
  return { issued, content, checks };
}

/** Names and places of the mission's own: posts and sensors of the deployment, patrols of the desk. */
export async function ownPlacesOf({
  store,
  deployment,
  origin,
  agreement,
}: Room): Promise<OwnPlaces> {
  // A post may bear the name of a town, which is no secret.
  const known = new Set(agreement.compiled.sites.flatMap(({ name }) => Object.values(name)));
  const names = new Set<string>();
  for (const post of deployment.posts) names.add(post.name ?? post.id).add(post.id);
  for (const { id } of deployment.sensors) names.add(id);
  for await (const record of store.stream({ kind: "patrol", origin })) {
    names.add(readRecord("patrol", record).name);
  }
  return {
    positions: deployment.posts.map(({ position }) => position),
    names: [...names].filter((name) => !known.has(name)),
  };
}

export type MoveAnswer =
  | { readonly status: "stored"; readonly record: IssuedReport }
  | { readonly status: "conflict"; readonly current: Uint8Array | undefined };

/** Stores the next version. @throws ServerError `TL_SERVER_BODY` */
export async function storeNext(room: Room, next: IssuedReport): Promise<MoveAnswer> {
  const { outcome } = await commitOne(room, "issued-report", next);
  if (outcome.status !== "conflict") return { status: "stored", record: next };
  return { status: "conflict", current: outcome.current?.bytes };
}

/**
 * Moves a report one step on its way: draft, proposed, reviewed by a second person, released. From the
 * proposal on its content stands as it was known then; at its release the bytes are frozen.
 *
 * @throws ServerError `TL_SERVER_REPORT_MOVE` with the fault, `TL_SERVER_NOT_FOUND`
 */
export async function moveReport(
  room: Room,
  contents: RoomBlobs,
  caller: Pick<Caller, "name">,
  id: string,
  asked: {
    readonly move: ReportMove;
    readonly version: number;
    readonly reason?: string | undefined;
  },
): Promise<MoveAnswer> {
  const issued = await issuedReport(room, id);
  if (issued.version !== asked.version) {
    const record = await room.store.get("issued-report", id);
    return { status: "conflict", current: record?.bytes };
  }
  const nowMs = Math.max(room.clock.nowMs(), issued.recordedAtMs);
  const { checks } = await reportAsItIs(room, contents, issued);
  const fault = moveFault(issued, asked.move, { name: caller.name, reason: asked.reason }, checks);
  if (fault !== null) {
    throw new ServerError("TL_SERVER_REPORT_MOVE", {
      faults: [{ code: "TL_SERVER_REPORT_MOVE", path: "/move", message: fault }],
      moves: reportMoves,
    });
  }
  const { reason: _old, ...kept } = issued;
  const common = {
    ...kept,
    version: issued.version + 1,
    recordedAtMs: nowMs,
    by: caller.name,
    ...(asked.reason === undefined ? {} : { reason: asked.reason }),
  };
  const signed = (as: "author" | "reviewer" | "releaser") => ({
    signatures: [...issued.signatures, { as, by: caller.name, atMs: nowMs }],
  });
  switch (asked.move) {
    case "propose":
      return storeNext(room, {
        ...common,
        ...signed("author"),
        state: "proposed",
        knownAtMs: nowMs,
        number: reportNumber(issued),
      });
    case "review":
      return storeNext(room, { ...common, ...signed("reviewer"), state: "reviewed" });
    case "return": {
      const { knownAtMs: _known, number: _number, ...open } = common;
      return storeNext(room, { ...open, state: "draft", signatures: [] });
    }
    case "release": {
      const content = await contentOf(room, contents, issued);
      const bytes = canonicalBytes(content);
      const contentSha256 = hash("sha256", bytes, "hex");
      await (await contents.of(room)).put(contentSha256, bytes);
      return storeNext(room, {
        ...common,
        ...signed("releaser"),
        state: "released",
        contentSha256,
      });
    }
  }
}
