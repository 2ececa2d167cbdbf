import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { serverSink } from "./input-sink.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** A server that answers with these, one after the other, and what it was asked. */
async function answering(answers: readonly { status: number; body: object; wait?: number }[]) {
  const asked: string[] = [];
  const left = [...answers];
  const made = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body, wait } = left.shift() ?? { status: 500, body: {} };
    response.writeHead(status, wait === undefined ? {} : { "retry-after": String(wait) });
    response.end(JSON.stringify(body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const { port } = made.address() as AddressInfo;
  return { sink: serverSink({ url: `http://127.0.0.1:${port}`, token: "t" }), asked };
}

const denial = (id: string) => ({ schema: "denial/1", id, version: 1 });

describe("[CLI-041] records of the desk go to a server one by one", () => {
  test("each has its outcome; a conflict and a fault are its own, and the next goes on", async () => {
    const { sink, asked } = await answering([
      { status: 201, body: { status: "stored", record: {} } },
      { status: 409, body: { code: "TL_SERVER_EDIT_CONFLICT", title: "Another was first." } },
      { status: 400, body: { faults: [{ code: "X", message: "no place", path: "/place" }] } },
      { status: 200, body: { status: "duplicate", record: {} } },
    ]);
    const outcomes = await sink.write("denial", ["a", "b", "c", "d"].map(denial));
    expect(outcomes.map(({ status }) => status)).toEqual([
      "stored",
      "refused",
      "refused",
      "duplicate",
    ]);
    expect(outcomes[1]?.faults).toMatchObject([{ code: "TL_SERVER_EDIT_CONFLICT" }]);
    expect(outcomes[2]?.faults).toMatchObject([{ message: "no place", path: "/place" }]);
    expect(asked).toEqual(["a", "b", "c", "d"].map((id) => `PUT /api/v1/denials/${id}`));
  });

  test("a server that asks to wait is given the record again", async () => {
    const { sink, asked } = await answering([
      { status: 429, body: { code: "TL_SERVER_TOO_MANY" }, wait: 1 },
      { status: 201, body: { status: "stored" } },
    ]);
    const before = performance.now();
    expect(await sink.write("denial", [denial("a")])).toMatchObject([{ status: "stored" }]);
    expect(performance.now() - before).toBeGreaterThan(900);
    expect(asked).toHaveLength(2);
  });

  test("who may not write at all is told at once", async () => {
    const { sink, asked } = await answering([{ status: 403, body: { code: "TL_SERVER_ROLE" } }]);
    await expect(sink.write("denial", ["a", "b"].map(denial))).rejects.toMatchObject({
      code: "TL_CLI_SERVER_REFUSED",
    });
    expect(asked).toHaveLength(1);
  });
});
