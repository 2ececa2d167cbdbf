import type { FastifyRequest } from "fastify";

/** A sender's clock this near to ours is taken as right: the way of the message lies in it too. */
const rightWithinMs = 60_000;
const minuteMs = 60_000;

/**
 * The sentence that a version keeps of a sender whose clock was off, from the header
 * `x-truceline-sent-at` (the sender's epoch milliseconds on sending). Nothing is refused or moved for
 * it: the times in the record stay those of the sender, and whoever reads them can set them right.
 */
export function clockNote(request: FastifyRequest, nowMs: number): string | undefined {
  const header = request.headers["x-truceline-sent-at"];
  if (typeof header !== "string" || !/^\d{1,16}$/.test(header)) return undefined;
  const aheadMs = Number(header) - nowMs;
  if (Math.abs(aheadMs) <= rightWithinMs) return undefined;
  const minutes = Math.round(Math.abs(aheadMs) / minuteMs);
  const length = minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
  return `[The sender's clock was ${length} ${aheadMs > 0 ? "ahead" : "behind"} on arrival.]`;
}
