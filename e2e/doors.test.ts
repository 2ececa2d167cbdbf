import { type Role, roles } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { openHouse } from "./house.ts";
import { hour, now, refusedInput } from "./refused-input.ts";
import { sampleObservation } from "./sample-observation.ts";

interface Operation {
  readonly summary: string;
  readonly "x-roles": readonly string[] | "anybody";
  readonly "x-release": string;
}

const house = openHouse({ roles });

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${house.server.address}${path}`, init);
const as = (role: Role, more: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${house.token(role)}`, ...more },
});
const post = (
  body: string | Uint8Array,
  type = "application/json",
  path = "/api/v1/observations",
) =>
  call(path, { method: "POST", body: body as BodyInit, ...as("device", { "content-type": type }) });
const quarantined = async (id: string) => {
  const response = await call(`/api/v1/quarantine/${id}`, as("analyst"));
  return (await response.json()) as { text: string; code: string; sender: string; state: string };
};

describe("rights", () => {
  test("[SRV-001, SRV-007] every route answers each role and nobody as it declares", async () => {
    const description = (await (await call("/api/v1/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    };
    expect(description.openapi).toBe("3.1.0");
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    );
    expect(operations.length).toBeGreaterThan(25);
    for (const { path, method, operation } of operations) {
      const allowed = operation["x-roles"];
      expect(["internal", "parties", "public"], path).toContain(operation["x-release"]);
      // An id nobody has: rights are looked at before anything else.
      const url = path.replace("{id}", "018f0000-0000-7000-8000-00000000ffff");
      if (path === "/api/v1/stream") continue; // Answers for as long as it is listened to: below.
      for (const role of [...roles, "nobody"] as const) {
        const init = role === "nobody" ? {} : as(role);
        const { status } = await call(url, { method, ...init });
        const expected =
          allowed === "anybody" || allowed.includes(role)
            ? "let in"
            : role === "nobody"
              ? 401
              : 403;
        const got = status === 401 || status === 403 ? status : "let in";
        // Signing in without a token is refused as such, by anybody.
        if (path === "/api/v1/session" && method === "POST") continue;
        expect(`${method} ${path} as ${role}: ${got}`).toBe(
          `${method} ${path} as ${role}: ${expected}`,
        );
      }
    }
  });

  test("[SRV-001] the stream is for the mission's people only", async () => {
    for (const role of ["device", "liaison", "public"] as const) {
      expect((await call("/api/v1/stream", as(role))).status).toBe(403);
    }
    expect((await call("/api/v1/stream")).status).toBe(401);
  });

  test("[SRV-002] input without a token or with a wrong one is refused with its code", async () => {
    const body = JSON.stringify(sampleObservation("no-token"));
    const headers = { "content-type": "application/json" };
    const nobody = await call("/api/v1/observations", { method: "POST", headers, body });
    expect([nobody.status, ((await nobody.json()) as { code: string }).code]).toEqual([
      401,
      "TL_SERVER_TOKEN_MISSING",
    ]);
    const wrong = await call("/api/v1/observations", {
      method: "POST",
      headers: { ...headers, authorization: "Bearer tl_wrong" },
      body,
    });
    expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([
      401,
      "TL_SERVER_TOKEN_WRONG",
    ]);
  });

  test("[SRV-006] where the world is watched, somebody at this machine is nobody", async () => {
    const session = (await (await call("/api/v1/session")).json()) as {
      role: string;
      origin: string;
      banner: unknown;
    };
    expect(session).toMatchObject({ role: "anonymous", origin: "observed", banner: null });
  });

  test("a page of another origin cannot write, even with a token", async () => {
    const response = await call("/api/v1/observations", {
      method: "POST",
      body: "{}",
      ...as("device", { "content-type": "application/json", origin: "http://elsewhere.example" }),
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      403,
      "TL_SERVER_FOREIGN_PAGE",
    ]);
  });
});

describe("input", () => {
  test("[SRV-003] one record: stored, then a duplicate, then a conflict that is kept", async () => {
    const record = sampleObservation("same-id");
    const first = await post(JSON.stringify(record));
    const stored = (await first.json()) as { status: string; id: string };
    expect([first.status, stored.status]).toEqual([201, "stored"]);
    const again = await post(JSON.stringify(record));
    expect([again.status, await again.json()]).toEqual([
      200,
      { status: "duplicate", id: stored.id },
    ]);
    const other = await post(
      JSON.stringify({ ...record, count: { qualifier: "exactly", min: 9 } }),
    );
    const conflict = (await other.json()) as {
      status: string;
      code: string;
      quarantineId: string;
      conflictsWith: string;
    };
    expect([other.status, conflict.status, conflict.code, conflict.conflictsWith]).toEqual([
      422,
      "quarantined",
      "TL_WATCH_CONFLICT",
      stored.id,
    ]);
    expect((await quarantined(conflict.quarantineId)).text).toContain('"min":9');
    const kept = await call(`/api/v1/observations/${stored.id}`, as("analyst"));
    expect(await kept.json()).toMatchObject({ sourceId: "same-id", count: { min: 2 } });
  });

  test("[SRV-003] many records are answered line by line", async () => {
    const lines = [sampleObservation("line-1"), { nonsense: true }, sampleObservation("line-3")];
    const response = await post(
      `${lines.map((line) => JSON.stringify(line)).join("\n")}\n\n{broken\n`,
      "application/x-ndjson",
    );
    const answers = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { line: number; status: string });
    expect(answers.map(({ line, status }) => [line, status])).toEqual([
      [1, "stored"],
      [2, "quarantined"],
      [3, "stored"],
      [5, "quarantined"],
    ]);
  });

  test.each(refusedInput)(
    "[SRV-003] %s is refused with its code and kept",
    async (_title, body, code) => {
      const response = await post(body);
      const refusal = (await response.json()) as {
        status: string;
        code: string;
        quarantineId: string;
        faults: { message: string }[];
      };
      expect([response.status, refusal.code]).toEqual([422, code]);
      expect(refusal.faults[0]?.message.length).toBeGreaterThan(20);
      const entry = await quarantined(refusal.quarantineId);
      expect(entry).toMatchObject({ text: body, code, sender: "a-device", state: "waiting" });
      expect((await call("/readyz")).status).toBe(200);
    },
  );

  test("[SRV-003] a clock a month behind is taken: late is not wrong", async () => {
    const fromMs = now - 31 * 24 * hour;
    const response = await post(
      JSON.stringify(
        sampleObservation("behind", { span: { fromMs, toMs: fromMs, precision: "exact" } }),
      ),
    );
    expect(response.status).toBe(201);
  });

  test("[SRV-003] what was refused can be corrected and admitted, once", async () => {
    const response = await post(JSON.stringify(sampleObservation("mend", { wind: 3 })));
    const { quarantineId } = (await response.json()) as { quarantineId: string };
    const path = `/api/v1/quarantine/${quarantineId}/readmit`;
    const corrected = JSON.stringify(sampleObservation("mend"));
    const mend = () =>
      call(path, {
        method: "POST",
        body: corrected,
        ...as("analyst", { "content-type": "application/json" }),
      });
    const first = await mend();
    expect([first.status, ((await first.json()) as { status: string }).status]).toEqual([
      200,
      "stored",
    ]);
    expect((await quarantined(quarantineId)).state).toBe("readmitted");
    const again = await mend();
    expect([again.status, ((await again.json()) as { code: string }).code]).toEqual([
      409,
      "TL_WATCH_NOT_WAITING",
    ]);
  });
});

describe("bounds", () => {
  test("[SRV-004] a body of 100 MB gets its code and the server stays up", async () => {
    const body = new Uint8Array(100 * 1024 * 1024).fill(32);
    const outcome = await post(body).then(
      async (response) => [response.status, ((await response.json()) as { code: string }).code],
      // The server may close before all of it was sent; the client then sees only that.
      () => "closed",
    );
    expect([[413, "TL_SERVER_BODY_SIZE"], "closed"]).toContainEqual(outcome);
    expect((await call("/readyz")).status).toBe(200);
  });

  test("[SRV-004] one record that is too large is kept cut, with its code", async () => {
    const response = await post(
      JSON.stringify(sampleObservation("large", { remark: "x".repeat(400_000) })),
    );
    expect(((await response.json()) as { code: string }).code).toBe("TL_WATCH_TOO_LARGE");
  });

  test.each([
    ["/api/v1/observations?limit=5000", 400, "TL_SERVER_QUERY"],
    ["/api/v1/observations?wind=3", 400, "TL_SERVER_QUERY"],
    ["/api/v1/observations?box=1,2,3", 400, "TL_SERVER_QUERY"],
    ["/api/v1/observations?box=10,5,5,10", 400, "TL_SERVER_QUERY"],
    ["/api/v1/timeline?from=0&to=9999999999999&bin=60000", 400, "TL_SERVER_QUERY"],
    ["/api/v1/observations/018f0000-0000-7000-8000-00000000ffff", 404, "TL_SERVER_NOT_FOUND"],
    ["/api/v1/stream?kinds=fire-mission", 400, "TL_SERVER_QUERY"],
    ["/api/v1/nowhere", 404, "TL_SERVER_NOT_FOUND"],
  ])("%s answers %i %s", async (path, status, code) => {
    const response = await call(path, as("analyst"));
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      status,
      code,
    ]);
  });

  test("another content type is refused", async () => {
    const response = await post("a,b", "text/csv");
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      415,
      "TL_SERVER_MEDIA_TYPE",
    ]);
  });
});

describe("stream", () => {
  test("[SRV-005] a client that was away resumes after its last event: no gap, no double", async () => {
    const send = async (from: number, to: number) => {
      const lines = Array.from({ length: to - from }, (_, index) =>
        JSON.stringify(sampleObservation(`sse-${from + index}`)),
      );
      await (await post(lines.join("\n"), "application/x-ndjson")).text();
    };
    const read = async (lastId: string | undefined, count: number) => {
      const stop = new AbortController();
      const headers = {
        authorization: `Bearer ${house.token("analyst")}`,
        ...(lastId === undefined ? {} : { "last-event-id": lastId }),
      };
      const response = await call("/api/v1/stream?kinds=observation", {
        headers,
        signal: stop.signal,
      });
      const seen: string[] = [];
      let id = lastId;
      let text = "";
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const end = text.lastIndexOf("\n\n") + 2;
        for (const [, seq, key] of text
          .slice(0, end)
          .matchAll(/id: (\d+)\nevent: record\n[^\n]*"sourceId":"(sse-\d+)"/g)) {
          seen.push(key ?? "");
          id = seq;
          if (seen.length === count) break;
        }
        text = text.slice(end);
        if (lastId === undefined && count === 0 && id === undefined) break;
        if (seen.length >= count) break;
      }
      stop.abort();
      return { seen, id };
    };
    await send(0, 40);
    const listening = read("0", 25);
    await send(40, 60);
    const first = await listening;
    await send(60, 130);
    const second = await read(first.id, 105);
    expect([...first.seen, ...second.seen]).toEqual(
      Array.from({ length: 130 }, (_, index) => `sse-${index}`),
    );
  });
});

describe("page", () => {
  test("[SRV-008] it comes with a content policy that allows nothing inline and nothing from outside", async () => {
    const response = await call("/");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test("metrics count what came in", async () => {
    const text = await (await call("/metrics")).text();
    expect(text).toMatch(/truceline_input_total\{kind="observation",status="stored"\} \d+/);
    expect(text).toContain("truceline_quarantine_waiting");
  });
});
