import { destination } from "@truceline/geo";
import type { Post, Rng } from "@truceline/model";
import type { Report } from "./observer-report.ts";
import type { Outage } from "./sensor-outages.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Chance that a patrol from a post is stopped on a day, and that the post itself is closed then. */
const deniedADay = 0.02;
const postClosedRatio = 0.35;

/** A day on which people of a post were stopped: what they report, and how long the post was closed. */
export interface Denial {
  readonly report: Report;
  /** Null: the patrol was stopped, the post went on. */
  readonly closing: Outage | null;
}

/** The denial of a post on a UTC day, in daylight; null on most days. Any day can be asked for alone. */
export function denialOfDay(post: Post, dayFromMs: number, rng: Rng): Denial | null {
  if (post.kind === "mast") return null;
  const own = rng.fork(`denied/${post.id}/${dayFromMs}`);
  if (own.nextUnit() >= deniedADay) return null;
  const fromMs = Math.round((dayFromMs + (6 + own.nextUnit() * 8) * hourMs) / minuteMs) * minuteMs;
  const isClosed = own.nextUnit() < postClosedRatio;
  const lastsMs = Math.round((1 + own.nextUnit() * 5) * hourMs);
  const place = destination(post.position, own.nextUnit() * 360, 300 + own.nextUnit() * 1_200);
  const remark = isClosed
    ? "Not let through to the post; told to come back later."
    : "Patrol stopped at a barrier and turned back.";
  const patrol = `patrol ${post.id}`;
  return {
    closing: isClosed
      ? { fromMs, toMs: fromMs + lastsMs, state: "denied", reason: "not let through to the post" }
      : null,
    report: {
      receivedAtMs: Math.round(fromMs + (4 + own.nextUnit() * 25) * minuteMs),
      observation: {
        schema: "observation/1",
        origin: "exercise",
        source: `exercise/${patrol}`,
        sourceId: `denied/${dayFromMs}`,
        span: { fromMs, toMs: fromMs + minuteMs, precision: "minute" },
        observer: { kind: "patrol", id: patrol, activity: "driving" },
        observerPosition: { position: place },
        means: ["observed"],
        kind: "access-denied",
        count: { qualifier: "exactly", min: 1 },
        area: { shape: "circle", centre: place, radiusM: 100 },
        remark,
      },
    },
  };
}
