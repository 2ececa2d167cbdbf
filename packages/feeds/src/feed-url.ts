import {
  type FeedFormat,
  feedFormats,
  isDocumentFormat,
  isWholeFormat,
  needsMapping,
} from "@truceline/interop";
import { FeedsError } from "./errors.ts";
import { type FeedBasics, parseFeedOptions } from "./feed-options.ts";
import { maskedFeedUrl } from "./masked-feed-url.ts";
import { pollEveryMs } from "./sources/http-poll.ts";
import type { MqttAddress } from "./sources/mqtt-client.ts";

/** The ways by which bytes come. */
export type FeedWay =
  | { readonly kind: "tcp-client"; readonly host: string; readonly port: number }
  | { readonly kind: "tcp-listener"; readonly host: string; readonly port: number }
  | {
      readonly kind: "udp";
      readonly host: string;
      readonly port: number;
      readonly group?: string | undefined;
    }
  | { readonly kind: "file"; readonly path: string; readonly from: "beginning" | "end" }
  | { readonly kind: "dir"; readonly path: string; readonly takenFiles: "move" | "remember" }
  | { readonly kind: "poll"; readonly url: string; readonly everyMs?: number | undefined }
  | { readonly kind: "push" }
  | ({ readonly kind: "mqtt" } & MqttAddress);

/** One feed as it was configured. */
export interface FeedSpec extends FeedBasics {
  readonly id: string;
  /** As it was given, without secrets: `maskedFeedUrl`. */
  readonly url: string;
  readonly format: FeedFormat;
  readonly way: FeedWay;
  /** Sensors of the deployment that are heard over it. */
  readonly sensors: readonly string[];
  readonly sensorByStation: Readonly<Record<string, string>>;
  /** For `cot`: which patrol a device goes with, by its uid; positions of no other device on the ground are kept. */
  readonly patrolByUid: Readonly<Record<string, string>>;
  /** Name of the file that holds the password, or what `{secret}` in an address stands for. */
  readonly secretFile?: string | undefined;
}

/** What a feeds file may say beside the address; it goes before what the address says. */
export type FeedSettings = FeedBasics &
  Partial<Pick<FeedSpec, "id" | "sensors" | "sensorByStation" | "patrolByUid" | "secretFile">>;

const ways = ["tcp", "udp", "file", "dir", "http", "https", "push", "mqtt", "mqtts"] as const;
type WayName = (typeof ways)[number];

const loopback = "127.0.0.1";
const urlLengthMax = 2_000;
/** What comes as packets is told alive by nothing else. */
const packetHeartbeatMs = 60_000;
/** An open connection, file or broker says nothing of whether the receiver at its other end still hears. */
const liveHeartbeatMs = 600_000;

/**
 * A feed by its address: `FORMAT+WAY://WHERE?OPTIONS`, as `docs/guides/feeds.md` has it. Of `http` and
 * `https` the options stand behind `#`, since what is behind `?` belongs to the server that is asked.
 *
 * @throws FeedsError `TL_FEEDS_URL` with a fault that says which part is wrong
 * @example parseFeedUrl("ais+tcp://192.0.2.7:4001?heartbeat=30s").way.kind // "tcp-client"
 */
export function parseFeedUrl(url: string, settings: FeedSettings = {}): FeedSpec {
  const parts = /^([a-z-]+)\+([a-z]+):\/\/(.*)$/.exec(url);
  if (parts === null || url.length > urlLengthMax) {
    return refuse(url, "it is not FORMAT+WAY://WHERE, as in ais+tcp://192.0.2.7:4001");
  }
  const [, format = "", way = "", rest = ""] = parts;
  if (!isOneOf(feedFormats, format)) {
    return refuse(url, `\`${format}\` is no format: ${feedFormats.join(", ")}`);
  }
  if (!isOneOf(ways, way)) return refuse(url, `\`${way}\` is no way: ${ways.join(", ")}`);
  const mark = way === "http" || way === "https" ? "#" : "?";
  const cut = rest.indexOf(mark);
  const where = cut < 0 ? rest : rest.slice(0, cut);
  if (hasUser(way, where)) {
    return refuse(url, "a password does not belong into an address; name a `secretFile`");
  }
  const options = parseFeedOptions(cut < 0 ? "" : rest.slice(cut + 1), (text) => refuse(url, text));
  const sensorByStation = settings.sensorByStation ?? {};
  const sensors = settings.sensors ?? options.sensors ?? [];
  const spec = {
    id: settings.id ?? options.id ?? idOf(format, way, where),
    url: maskedFeedUrl(url),
    format,
    way: wayOf(way, where, options, (text) => refuse(url, text)),
    // A station that is said to be a sensor is heard over the feed, whether it is listed or not.
    sensors: [...new Set([...sensors, ...Object.values(sensorByStation)])],
    sensorByStation,
    patrolByUid: settings.patrolByUid ?? {},
    heartbeatMs: settings.heartbeatMs ?? options.heartbeatMs ?? heartbeatOf(format, way),
    quota: settings.quota ?? options.quota,
    clockToleranceMs: settings.clockToleranceMs ?? options.clockToleranceMs,
    mapping: settings.mapping ?? options.mapping,
    form: settings.form ?? options.form,
    receiver: settings.receiver ?? options.receiver,
    secretFile: settings.secretFile,
  };
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(spec.id)) {
    return refuse(
      url,
      `\`${spec.id}\` is no id: small letters, digits, dots and dashes, at most 64`,
    );
  }
  if (spec.way.kind === "poll") {
    const { everyMs = pollEveryMs } = spec.way;
    if (spec.heartbeatMs !== undefined && spec.heartbeatMs <= everyMs) {
      return refuse(url, "`heartbeat` is not longer than `every`: it would be silent each time");
    }
  }
  if (spec.form !== undefined && format !== "odk") {
    return refuse(url, "only filled forms (`odk`) have a form");
  }
  if (spec.way.kind === "file" && spec.way.from === "end" && isDocumentFormat(format)) {
    return refuse(url, `\`from\` is for files that grow: \`${format}\` is read whole`);
  }
  if (needsMapping(format) && spec.mapping === undefined) {
    return refuse(url, "a table needs a mapping: ?mapping=NAME");
  }
  return spec;
}

/**
 * After what silence a feed is dead unless told. Documents come when there is something to say, and a server
 * that is asked shows by its answers that it is there.
 */
function heartbeatOf(format: FeedFormat, way: WayName): number | undefined {
  if (isWholeFormat(format)) return undefined;
  switch (way) {
    case "udp":
      return packetHeartbeatMs;
    case "tcp":
    case "file":
    case "push":
    case "mqtt":
    case "mqtts":
      return liveHeartbeatMs;
    case "dir":
    case "http":
    case "https":
      return undefined;
  }
}

function wayOf(
  name: WayName,
  where: string,
  options: ReturnType<typeof parseFeedOptions>,
  wrong: (text: string) => never,
): FeedWay {
  switch (name) {
    case "tcp": {
      const { host, port } = hostAndPort(where, wrong);
      return host === ""
        ? { kind: "tcp-listener", host: options.bind ?? loopback, port }
        : { kind: "tcp-client", host, port };
    }
    case "udp": {
      const { host, port } = hostAndPort(where, wrong);
      const bind = host === "" ? (options.bind ?? loopback) : host;
      return { kind: "udp", host: bind, port, group: options.group };
    }
    case "file":
      return { kind: "file", path: pathOf(where, wrong), from: options.from ?? "beginning" };
    case "dir":
      return {
        kind: "dir",
        path: pathOf(where, wrong),
        takenFiles: options.keepsFiles === true ? "remember" : "move",
      };
    case "http":
    case "https": {
      const url = `${name}://${where}`;
      if (!URL.canParse(url.replaceAll("{secret}", "x"))) wrong("it names no server");
      return { kind: "poll", url, everyMs: options.everyMs };
    }
    case "push":
      return { kind: "push" };
    case "mqtt":
    case "mqtts": {
      const slash = where.indexOf("/");
      const topic = slash < 0 ? "" : where.slice(slash + 1);
      if (topic === "") wrong("it names no topic: mqtt://HOST/TOPIC");
      const address = slash < 0 ? where : where.slice(0, slash);
      const standard = name === "mqtt" ? 1883 : 8883;
      const { host, port } = hostAndPort(
        /:\d+$/.test(address) ? address : `${address}:${standard}`,
        wrong,
      );
      if (host === "") wrong("it names no broker");
      const { user, version = 4, qos = 1 } = options;
      return { kind: "mqtt", protocol: name, host, port, topic, version, qos, user };
    }
  }
}

function hostAndPort(
  where: string,
  wrong: (text: string) => never,
): { readonly host: string; readonly port: number } {
  const parts = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]*):(\d{1,5})\/?$/.exec(where);
  const port = Number(parts?.[2]);
  if (parts === null || port > 65_535) return wrong("it is not HOST:PORT, or :PORT to listen");
  return { host: (parts[1] ?? "").replace(/^\[|\]$/g, ""), port };
}

function pathOf(where: string, wrong: (text: string) => never): string {
  if (!where.startsWith("/"))
    return wrong("the path is not whole: three slashes, as in file:///var/log/ais");
  try {
    return decodeURIComponent(where);
  } catch {
    return wrong("the path has a broken %");
  }
}

/** Whether a user or a password stands before the server; a password may hold a slash, a host does not. */
function hasUser(way: WayName, where: string): boolean {
  if (way === "file" || way === "dir" || !where.includes("@")) return false;
  const [server = ""] = where.split("/", 1);
  return !/^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]*)(?::\d{1,5})?$/.test(server);
}

/** A name from the address, for one that was given none: the same address, the same name. None of its query. */
function idOf(format: string, way: string, where: string): string {
  const text = where
    .replace(way === "http" || way === "https" ? /\?.*$/s : /^.*@/s, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return `${format}-${way}-${text}`.replace(/-$/, "").slice(0, 64);
}

function isOneOf<Name extends string>(names: readonly Name[], text: string): text is Name {
  return (names as readonly string[]).includes(text);
}

function refuse(url: string, text: string): never {
  const shown = maskedFeedUrl(url).slice(0, 200);
  const message = `\`${shown}\`: ${text}`;
  throw new FeedsError("TL_FEEDS_URL", { faults: [{ code: "TL_FEEDS_URL", message }] });
}
