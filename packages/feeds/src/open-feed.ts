import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type FeedFormat,
  formFaults,
  isDocumentFormat,
  isLineFormat,
  isWholeFormat,
  type Mapping,
  type OdkForm,
  openRecordReader,
  patrolFormAsRecords,
  type RecordReader,
  readForm,
  refusedKindOf,
} from "@truceline/interop";
import { type Clock, type LonLat, type Origin, type Rng, TrucelineError } from "@truceline/model";
import { backOffDefault } from "./back-off.ts";
import { FeedsError } from "./errors.ts";
import { feedLimits } from "./feed-limits.ts";
import type { FeedSpec } from "./feed-url.ts";
import { maskedFeedUrl } from "./masked-feed-url.ts";
import type { ByteSource } from "./sources/byte-source.ts";
import { DirectoryDrop, type DropMark } from "./sources/directory-drop.ts";
import { type FileMark, FileTail } from "./sources/file-tail.ts";
import { HttpPoll, type PollMark } from "./sources/http-poll.ts";
import { HttpPush } from "./sources/http-push.ts";
import { MqttSubscriber } from "./sources/mqtt-client.ts";
import type { ReadPlace } from "./sources/read-place.ts";
import { FileMemory } from "./sources/source-memory.ts";
import { TcpClient } from "./sources/tcp-client.ts";
import { TcpListener } from "./sources/tcp-listener.ts";
import { UdpListener } from "./sources/udp.ts";
import type { Quota } from "./token-bucket.ts";
import { WireFeed } from "./wire-feed.ts";

export interface OpenFeedOptions {
  readonly clock: Clock;
  readonly rng: Rng;
  readonly origin: Origin;
  /** Absolute folder in which feeds remember how far they are; without it each start is a first one. */
  readonly memoryDir?: string | undefined;
  readonly mappingOf: (name: string) => Mapping;
  /** Until when its sensors were heard before this start. */
  readonly heardUntilMs?: number | undefined;
  /** The latest instant for which runs before this one may have told a state. */
  readonly toldUntilMs?: number | undefined;
  /** Where the deployment has a sensor. */
  readonly placeOf?: ((sensorId: string) => LonLat | undefined) | undefined;
  /** Instead of the feed's own. */
  readonly quota?: Quota | undefined;
  /** Instead of the reader of the feed's format. */
  readonly openReader?: ((name: string) => RecordReader) | undefined;
  /** Told the port once one is listened on. */
  readonly onListening?: ((port: number) => void) | undefined;
}

export interface OpenedFeed {
  readonly feed: WireFeed;
  /** Of a feed that is pushed to. */
  readonly push: HttpPush | undefined;
}

/** Formats whose messages need not say when they were made, or say only the second. */
const timedByReceipt: readonly FeedFormat[] = ["ais", "beast", "adsb", "sbs"];
const documentQuota: Quota = { perSecond: 10_000, burstCount: 100_000 };
/** A connection is given up and opened anew after so many heartbeats without a word. */
const idleHeartbeats = 3;
/** Of those that connect to us: none holds a place for ever. */
const idleLeastMs = 600_000;

/**
 * A feed as it was configured, ready to run.
 * @throws FeedsError `TL_FEEDS_SECRET` where its secret cannot be read, `TL_FEEDS_FORM` for a form that is none
 *   or that its mapping does not fit; what `mappingOf` throws
 */
export function openFeed(spec: FeedSpec, options: OpenFeedOptions): OpenedFeed {
  const { clock, origin, heardUntilMs } = options;
  const mapping = spec.mapping === undefined ? undefined : options.mappingOf(spec.mapping);
  const form = formOf(spec, mapping);
  const source = sourceOf(spec, options);
  const [onlySensor, ...others] = spec.sensors;
  const receiverId = others.length === 0 ? onlySensor : undefined;
  const feed = new WireFeed({
    id: spec.id,
    source,
    openReader:
      options.openReader ??
      ((name) =>
        openRecordReader(spec.format, {
          name,
          source: `feed/${spec.id}`,
          origin,
          receiverId,
          receiver: spec.receiver,
          sensorByStation: spec.sensorByStation,
          patrolByUid: spec.patrolByUid,
          mapping,
          form,
        })),
    refusedAs: refusedKindOf(spec.format, mapping),
    origin,
    sensors: spec.sensors,
    sensorByStation: spec.sensorByStation,
    heartbeatMs: spec.heartbeatMs,
    limits: { quota: options.quota ?? spec.quota ?? quotaOf(spec) },
    stations:
      spec.clockToleranceMs === undefined ? {} : { clockToleranceMs: spec.clockToleranceMs },
    placeOf: options.placeOf,
    isTimedByReceipt: timedByReceipt.includes(spec.format),
    heardUntilMs,
    toldUntilMs: options.toldUntilMs,
    clock,
  });
  return { feed, push: source instanceof HttpPush ? source : undefined };
}

/** Documents are as large as they are, and wait by themselves; what is sent live comes as it happens. */
function quotaOf({ way }: FeedSpec): Quota {
  const isDocuments = way.kind === "file" || way.kind === "dir" || way.kind === "poll";
  return isDocuments ? documentQuota : feedLimits.quota;
}

function sourceOf(spec: FeedSpec, options: OpenFeedOptions): ByteSource {
  const { way, id, heartbeatMs } = spec;
  const { onListening } = options;
  const backOff = { ...backOffDefault, rng: options.rng.fork(`feed ${id}`) };
  const isLines = isLineFormat(spec.format);
  switch (way.kind) {
    case "tcp-client": {
      const idleMs = heartbeatMs === undefined ? undefined : heartbeatMs * idleHeartbeats;
      return new TcpClient({ host: way.host, port: way.port, backOff, idleMs });
    }
    case "tcp-listener":
      return new TcpListener({
        ...{ host: way.host, port: way.port, onListening },
        // No connection is closed before the feed would be told as silent.
        idleMs: Math.max(idleLeastMs, (heartbeatMs ?? 0) * idleHeartbeats),
      });
    case "udp":
      return new UdpListener({ host: way.host, port: way.port, group: way.group, onListening });
    case "file": {
      if (isDocumentFormat(spec.format)) {
        const memory = memoryOf<DropMark>(id, options.memoryDir, isDropMark);
        const [path, only] = [dirname(way.path), basename(way.path)];
        return new DirectoryDrop({ path, only, takenFiles: "remember", memory });
      }
      // A table's header stands at its beginning: it is read from there, and known rows are duplicates.
      const memory = isWholeFormat(spec.format)
        ? undefined
        : memoryOf<FileMark>(id, options.memoryDir, isFileMark);
      // Without a memory nothing is kept: whoever looks into a file wants to see what is in it.
      const isLive = isLines && options.memoryDir !== undefined;
      return new FileTail({ path: way.path, isLines, from: way.from, memory, isLive });
    }
    case "dir": {
      const memory = memoryOf<DropMark>(id, options.memoryDir, isDropMark);
      return new DirectoryDrop({ path: way.path, takenFiles: way.takenFiles, isLines, memory });
    }
    case "poll": {
      const url = new URL(way.url.replaceAll("{secret}", () => secretOf(spec) ?? ""));
      const memory = memoryOf<PollMark>(id, options.memoryDir, isPollMark);
      // It names the document too, whose ending tells what it is.
      const shown = maskedFeedUrl(way.url).replace(/\?.*$/s, "");
      const isLive = timedByReceipt.includes(spec.format);
      return new HttpPoll({ url, shown, everyMs: way.everyMs, isLive, backOff, memory });
    }
    case "push":
      return new HttpPush(id);
    case "mqtt": {
      const { protocol, host, port, topic, version, qos, user } = way;
      const login = { user, password: secretOf(spec) };
      const clientId = `truceline-${id}`;
      return new MqttSubscriber({
        ...{ protocol, host, port, topic, version, qos, clientId, isLines, backOff },
        ...login,
      });
    }
  }
}

/** The text of the feed's secret file; undefined where it has none. @throws FeedsError `TL_FEEDS_SECRET` */
function secretOf({ id, secretFile }: FeedSpec): string | undefined {
  if (secretFile === undefined) return undefined;
  try {
    return readFileSync(secretFile, "utf8").trim();
  } catch (cause) {
    throw new FeedsError("TL_FEEDS_SECRET", { feed: id, secretFile }, { cause });
  }
}

/** The mission's own form of a feed, once it and its mapping fit each other; undefined for none. */
function formOf({ form: path }: FeedSpec, mapping: Mapping | undefined): OdkForm | undefined {
  if (path === undefined) return undefined;
  const name = basename(path);
  try {
    const { form, faults } = readForm(readFileSync(path), { name });
    if (form === undefined) throw new FeedsError("TL_FEEDS_FORM", { form: path, faults });
    const misfits = formFaults({ form, mapping: mapping ?? patrolFormAsRecords.mapping }, name);
    if (misfits.length > 0) throw new FeedsError("TL_FEEDS_FORM", { form: path, faults: misfits });
    return form;
  } catch (cause) {
    if (cause instanceof FeedsError) throw cause;
    const faults = cause instanceof TrucelineError ? cause.faults : [];
    throw new FeedsError("TL_FEEDS_FORM", { form: path, faults }, { cause });
  }
}

function memoryOf<Mark>(
  id: string,
  folder: string | undefined,
  isMark: (value: unknown) => value is Mark,
): FileMemory<Mark> | undefined {
  return folder === undefined ? undefined : new FileMemory(join(folder, `${id}.json`), isMark);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isReadPlace = (value: unknown): value is ReadPlace =>
  isObject(value) && typeof value["offset"] === "number" && typeof value["before"] === "string";

const isFileMark = (value: unknown): value is FileMark =>
  isReadPlace(value) && "inode" in value && typeof value.inode === "number";

const isDropMark = (value: unknown): value is DropMark =>
  isObject(value) &&
  isObject(value["taken"]) &&
  Object.values(value["taken"]).every((entry) => typeof entry === "string") &&
  // Runs before this kind of mark have none.
  Object.values(value["cut"] ?? {}).every(isReadPlace);

const isPollMark = (value: unknown): value is PollMark =>
  isObject(value) && Object.values(value).every((entry) => typeof entry === "string");
