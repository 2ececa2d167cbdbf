import { AtMsSchema } from "@truceline/model";
import type { Page, RecordKind, RecordQuery } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { readersOf, releasedPage, releasedTo } from "../desk/shared-records.ts";
import { ServerError } from "../errors.ts";
import { kindOf, recordSchemas } from "../record-paths.ts";
import type { Route } from "../route.ts";

const query = Type.Object(
  {
    /** What was known at this instant; absent = now. */
    knownAt: Type.Optional(AtMsSchema),
    /** Records whose span touches [from, to). */
    from: Type.Optional(AtMsSchema),
    to: Type.Optional(AtMsSchema),
    /** west,south,east,north in degrees. */
    box: Type.Optional(Type.String({ pattern: "^-?[0-9.]+(,-?[0-9.]+){3}$", maxLength: 100 })),
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    source: Type.Optional(Type.String({ maxLength: 200 })),
    /** `yes`: without observations that a correction known then withdraws; of use for observations only. */
    standing: Type.Optional(Type.Literal("yes")),
    limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
const knownAtQuery = Type.Object(
  { knownAt: Type.Optional(AtMsSchema) },
  { additionalProperties: false },
);

/** The lists and single records of one kind, as JSON exactly as stored. */
export function recordRoutes(path: string): readonly Route[] {
  const kind = kindOf(path);
  const schema = recordSchemas[kind];
  // A liaison is shown some kinds, in their released form and only what is meant for its party.
  const readers = readersOf(kind);
  return [
    {
      method: "GET",
      url: `/api/v1/${path}`,
      summary: `${path}, oldest first, of the running instance's origin; at most \`limit\`.`,
      ...readers,
      query,
      answer: {
        contentType: "application/json",
        schema: Type.Object({
          items: Type.Array(schema),
          next: Type.Union([Type.String(), Type.Null()]),
        }),
      },
      async handle({ room, caller, request, reply }) {
        const { limit, cursor, ...rest } = request.query as Static<typeof query>;
        const asked = recordQuery(kind, room.origin, rest);
        const page = await releasedPage(caller, room, asked, limit, cursor);
        return reply.type("application/json").send(pageText(page));
      },
    },
    {
      method: "GET",
      url: `/api/v1/${path}/:id`,
      summary: "One record, its latest version, as stored.",
      ...readers,
      params: onePath,
      query: knownAtQuery,
      answer: { contentType: "application/json", schema },
      async handle({ room, caller, request, reply }) {
        const { id } = request.params as Static<typeof onePath>;
        const { knownAt } = request.query as Static<typeof knownAtQuery>;
        const record = await room.store.get(kind, id, knownAt);
        const own = record === undefined || record.origin !== room.origin ? [] : [record];
        const [shown] = releasedTo(caller, room, own);
        if (shown === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
        return reply.type("application/json").send(Buffer.from(shown.bytes));
      },
    },
    {
      method: "GET",
      url: `/api/v1/${path}/:id/versions`,
      summary: "All versions of one record, oldest first.",
      ...readers,
      params: onePath,
      answer: {
        contentType: "application/json",
        schema: Type.Object({ items: Type.Array(schema), next: Type.Null() }),
      },
      async handle({ room, caller, request, reply }) {
        const { id } = request.params as Static<typeof onePath>;
        const own = (await room.store.versions(kind, id)).filter(
          ({ origin }) => origin === room.origin,
        );
        const items = releasedTo(caller, room, own);
        if (items.length === 0) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
        return reply.type("application/json").send(pageText({ items, next: null }));
      },
    },
  ];
}

/** The query of the store for a query of the door. @throws ServerError `TL_SERVER_QUERY` for a box. */
export function recordQuery(
  kind: RecordKind,
  origin: RecordQuery["origin"],
  asked: Omit<Static<typeof query>, "limit" | "cursor">,
): RecordQuery {
  const { knownAt, from, to, box, subject, source, standing } = asked;
  return {
    kind,
    origin,
    knownAtMs: knownAt,
    fromMs: from,
    toMs: to,
    subject,
    source,
    box: boxOf(box),
    standing: standing === "yes" && kind === "observation",
  };
}

function boxOf(text: string | undefined): RecordQuery["box"] {
  if (text === undefined) return undefined;
  const [westDeg = Number.NaN, southDeg = Number.NaN, eastDeg = Number.NaN, northDeg = Number.NaN] =
    text.split(",").map(Number);
  const fits =
    Math.abs(westDeg) <= 180 &&
    Math.abs(eastDeg) <= 180 &&
    Math.abs(southDeg) <= 90 &&
    Math.abs(northDeg) <= 90;
  if (!fits || westDeg > eastDeg || southDeg > northDeg) {
    const message = "is west,south,east,north in degrees, west below east and south below north";
    throw new ServerError("TL_SERVER_QUERY", {
      faults: [{ code: "TL_SERVER_QUERY", path: "/box", message }],
    });
  }
  return { westDeg, southDeg, eastDeg, northDeg };
}

/** The stored bytes joined as they are: nothing is parsed and written anew. */
function pageText(page: {
  readonly items: readonly Pick<Page["items"][number], "bytes">[];
  readonly next: string | null;
}): Buffer {
  const parts: Buffer[] = [Buffer.from('{"items":[')];
  page.items.forEach(({ bytes }, index) => {
    if (index > 0) parts.push(Buffer.from(","));
    parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
  parts.push(Buffer.from(`],"next":${JSON.stringify(page.next)}}`));
  return Buffer.concat(parts);
}
