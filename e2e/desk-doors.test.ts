import { randomUUID } from "node:crypto";
import { readLine } from "@truceline/log";
import { describe, expect, test } from "vitest";
import {
  type Answer,
  askDesk,
  entry,
  hourMs,
  minuteOf,
  note,
  nowMs,
  observation,
} from "./desk-records.ts";
import { openHouse } from "./house.ts";
import { truceline } from "./server-process.ts";

const house = openHouse({ roles: ["observer", "analyst"] });
const ask = askDesk(house);

async function submitted(id: string, change: Record<string, unknown> = {}): Promise<Answer> {
  expect((await ask("PUT", `/log-entries/${id}`, entry(id, 1, change))).status).toBe(201);
  return ask("POST", `/log-entries/${id}/submit`, { version: 1 });
}

const listed = async (query = "") =>
  ((await ask("GET", `/observations?limit=500${query}`)).body.items ?? []).map(
    ({ sourceId }) => sourceId,
  );

describe("records of the desk", () => {
  test("[SRV-060] a record is written version by version, and read back as it is", async () => {
    const id = randomUUID();
    const first = await ask("PUT", `/watch-notes/${id}`, note(id, 1));
    expect(first).toMatchObject({
      status: 201,
      body: { status: "stored", record: { ...note(id, 1), by: "a-observer" } },
    });
    const second = await ask("PUT", `/watch-notes/${id}`, note(id, 2), {}, "analyst");
    expect(second.body.record).toMatchObject({ version: 2, by: "a-analyst" });
    expect((await ask("GET", `/watch-notes/${id}`)).body).toEqual(second.body.record);
    const { items } = (await ask("GET", `/watch-notes/${id}/versions`)).body;
    expect(items).toEqual([first.body.record, second.body.record]);
    const known = Number(first.body.record?.["recordedAtMs"]);
    expect((await ask("GET", `/watch-notes/${id}?knownAt=${known - 1}`)).status).toBe(404);
    const list = (await ask("GET", "/watch-notes")).body.items ?? [];
    expect(list.filter((one) => one["id"] === id)).toEqual([second.body.record]);
  });

  test("[SRV-061] the same sent twice is a duplicate; another content a conflict that shows both", async () => {
    const id = randomUUID();
    const first = await ask("PUT", `/watch-notes/${id}`, note(id, 1));
    const again = await ask("PUT", `/watch-notes/${id}`, note(id, 1));
    expect(again).toEqual({
      status: 200,
      body: { status: "duplicate", record: first.body.record },
    });
    const other = await ask("PUT", `/watch-notes/${id}`, note(id, 1, { text: "something else" }));
    expect(other).toMatchObject({
      status: 409,
      body: { code: "TL_SERVER_EDIT_CONFLICT", current: first.body.record },
    });
    const none = await ask("PUT", `/watch-notes/${randomUUID()}`, note(randomUUID(), 2));
    expect(none.status).toBe(400);
    const ahead = randomUUID();
    expect(await ask("PUT", `/watch-notes/${ahead}`, note(ahead, 2))).toMatchObject({
      status: 409,
      body: { code: "TL_SERVER_EDIT_CONFLICT", current: null },
    });
  });

  test("[SRV-061] of ten who write the same version at once one is taken", async () => {
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, writer) =>
        ask("PUT", `/watch-notes/${id}`, note(id, 1, { text: `by ${writer}` })),
      ),
    );
    const stored = answers.filter(({ status }) => status === 201);
    expect(stored).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status === 201) continue;
      expect(status).toBe(409);
      expect(body.current).toEqual(stored[0]?.body.record);
    }
  });

  test.each([
    ["another id", { id: randomUUID() }, "/id"],
    ["another origin", { origin: "exercise" }, "/origin"],
    ["a writer it names itself", { by: "somebody else" }, "/by"],
    ["its own time of receipt", { recordedAtMs: 1 }, "/recordedAtMs"],
    ["a key more", { extra: true }, ""],
    ["no text", { text: "" }, "/text"],
    ["half a character", { text: "\ud800" }, ""],
  ])("[SRV-062] refused with its place: %s", async (_title, change, path) => {
    const id = randomUUID();
    const { status, body } = await ask("PUT", `/watch-notes/${id}`, note(id, 1, change));
    expect([status, body.code]).toEqual([400, "TL_SERVER_BODY"]);
    expect(body.faults?.map((one) => one.path ?? "")).toContain(path);
    expect((await ask("GET", `/watch-notes/${id}`)).status).toBe(404);
  });

  test("[SRV-062] a party that the agreement does not know and a span that ends first are told", async () => {
    const id = randomUUID();
    const call = {
      schema: "call/1",
      id,
      origin: "observed",
      version: 1,
      party: "nobody",
      to: "liaison office",
      atMs: nowMs,
      about: "the road",
      refs: [],
      state: "open",
    };
    const wrong = await ask("PUT", `/calls/${id}`, call);
    expect(wrong.body.faults).toMatchObject([{ path: "/party" }]);
    expect((await ask("PUT", `/calls/${id}`, { ...call, party: "a" })).status).toBe(201);
    const shift = { fromMs: nowMs, toMs: nowMs - 1 };
    const handover = { schema: "handover/1", id, origin: "observed", version: 1, shift, items: [] };
    const late = await ask("PUT", `/handovers/${id}`, handover);
    expect(late.body.faults).toMatchObject([{ path: "/shift" }]);
  });

  test("[SRV-063] nobody signs a handover for somebody else, and a signature stays", async () => {
    const id = randomUUID();
    const base = {
      schema: "handover/1",
      id,
      origin: "observed",
      shift: { fromMs: nowMs - hourMs, toMs: nowMs },
      items: [],
    };
    const by = (name: string) => ({ by: name, atMs: nowMs });
    const forged = { ...base, version: 1, signedOut: by("a-analyst") };
    expect((await ask("PUT", `/handovers/${id}`, forged)).body.faults).toMatchObject([
      { path: "/signedOut/by" },
    ]);
    const signed = { ...base, version: 1, signedOut: by("a-observer") };
    expect((await ask("PUT", `/handovers/${id}`, signed)).status).toBe(201);
    const both = { ...signed, version: 2, signedIn: by("a-analyst") };
    expect((await ask("PUT", `/handovers/${id}`, both, {}, "analyst")).status).toBe(201);
    const undone = { ...base, version: 3, signedIn: by("a-analyst") };
    expect((await ask("PUT", `/handovers/${id}`, undone)).body.faults).toMatchObject([
      { path: "/signedOut" },
    ]);
  });

  test("[SRV-064] a sender whose clock was off is taken, sent twice is a duplicate, and it is noted", async () => {
    const id = randomUUID();
    const hoursAhead = { "x-truceline-sent-at": String(Date.now() + 3 * hourMs) };
    const first = await ask("PUT", `/watch-notes/${id}`, note(id, 1), hoursAhead);
    expect(first.status).toBe(201);
    expect(first.body.record?.["reason"]).toMatch(/3\.0 h ahead on arrival/);
    expect(first.body.record?.["atMs"]).toBe(note(id, 1).atMs);
    const later = { "x-truceline-sent-at": String(Date.now() + 3 * hourMs + 9_000) };
    const again = await ask("PUT", `/watch-notes/${id}`, note(id, 1), later);
    expect(again.body).toEqual({ status: "duplicate", record: first.body.record });
    const right = { "x-truceline-sent-at": String(Date.now()) };
    const second = await ask("PUT", `/watch-notes/${id}`, note(id, 2), right);
    expect(second.body.record?.["reason"]).toBeUndefined();
  });

  test("what people write comes through the stream of changes", async () => {
    const stop = new AbortController();
    const response = await fetch(`${house.server.address}/api/v1/stream?kinds=watch-note`, {
      headers: { authorization: `Bearer ${house.token("analyst")}` },
      signal: stop.signal,
    });
    const id = randomUUID();
    await ask("PUT", `/watch-notes/${id}`, note(id, 1));
    let text = "";
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (!text.includes(id)) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) break;
      text += value;
    }
    stop.abort();
    expect(text).toContain('"kind":"watch-note"');
    expect(text).toContain(id);
  });

  test("a body that is too large or no JSON is refused, and the next one is taken", async () => {
    const id = randomUUID();
    const large = JSON.stringify(note(id, 1, { text: "x".repeat(5 * 1024 * 1024) }));
    expect((await ask("PUT", `/watch-notes/${id}`, large)).status).toBe(413);
    expect((await ask("PUT", `/watch-notes/${id}`, "{")).body.code).toBe("TL_SERVER_BODY");
    expect((await ask("PUT", `/watch-notes/${id}`, note(id, 1))).status).toBe(201);
    const metrics = await (await fetch(`${house.server.address}/metrics`)).text();
    expect(metrics).toMatch(/truceline_edits_total\{kind="watch-note",status="stored"\} \d+/);
    expect(metrics).toMatch(/truceline_edits_total\{kind="watch-note",status="conflict"\} \d+/);
  });
});

describe("the log", () => {
  test("[SRV-065] a submitted entry's observations are stored under its post's log, once", async () => {
    const id = randomUUID();
    const two = [
      observation(minuteOf(nowMs - hourMs)),
      observation(minuteOf(nowMs - hourMs), { kind: "burst", nature: undefined }),
    ];
    const answer = await submitted(id, { observations: two });
    expect(answer.status).toBe(201);
    expect(answer.body.record).toMatchObject({
      version: 2,
      state: "submitted",
      observationKeys: [
        { source: "log/OP 1", sourceId: `${id}/1` },
        { source: "log/OP 1", sourceId: `${id}/2` },
      ],
    });
    expect(answer.body.input?.map(({ status }) => status)).toEqual(["stored", "stored"]);
    const kept = await ask("GET", `/observations/${answer.body.input?.[0]?.id}`);
    expect(kept.body).toMatchObject({ ...two[0], source: "log/OP 1", sourceId: `${id}/1` });
    const again = await ask("POST", `/log-entries/${id}/submit`, { version: 1 });
    expect([again.status, again.body.status]).toEqual([200, "duplicate"]);
    expect(again.body.input?.map(({ status }) => status)).toEqual(["duplicate", "duplicate"]);
    expect((await ask("GET", `/log-entries/${id}/versions`)).body.items).toHaveLength(2);
  });

  test("[SRV-065] what was submitted is not written over", async () => {
    const id = randomUUID();
    await submitted(id);
    const changed = await ask("PUT", `/log-entries/${id}`, entry(id, 3, { note: "changed" }));
    expect(changed).toMatchObject({
      status: 409,
      body: { code: "TL_SERVER_ENTRY_STATE", current: { state: "submitted" } },
    });
    // The draft that a phone sends again after a lost answer is known.
    expect((await ask("PUT", `/log-entries/${id}`, entry(id, 1))).body.status).toBe("duplicate");
    const own = await ask("PUT", `/log-entries/${id}`, entry(id, 3, { state: "submitted" }));
    expect(own.status).toBe(409);
  });

  test.each([
    ["a state of its own", { state: "submitted" }, "/state"],
    ["keys of its own", { observationKeys: [] }, "/observationKeys"],
    ["a correction without a reason", { supersedes: randomUUID() }, "/reason"],
  ])("[SRV-065] refused: %s", async (_title, change, path) => {
    const id = randomUUID();
    const { status, body } = await ask("PUT", `/log-entries/${id}`, entry(id, 1, change));
    expect(status).toBe(400);
    expect(body.faults).toMatchObject([{ path }]);
  });

  test("[SRV-066] a line that does not say what was sent is refused, and the draft stays", async () => {
    const { observer, observerPosition } = observation(nowMs);
    const line = "2355-0010 3 expl undet 2-4 NE, at least 5 bursts HMG 1-2 E";
    const { observations } = readLine(line, {
      language: "en",
      timezone: "Etc/UTC",
      dayLocal: new Date(nowMs - 48 * hourMs).toISOString().slice(0, 10),
      post: { observer: observer as never, position: observerPosition as never },
      means: ["saw", "heard"],
      nowMs,
    });
    expect(observations).toHaveLength(2);
    const honest = await submitted(randomUUID(), { line, observations });
    expect(honest.body).toMatchObject({ status: "stored" });

    const id = randomUUID();
    const [first, ...others] = observations;
    const five = { ...first, count: { qualifier: "exactly", min: 5 } };
    const answer = await submitted(id, { line, observations: [five, ...others] });
    expect([answer.status, answer.body.code]).toEqual([422, "TL_SERVER_LINE_DIFFERS"]);
    expect(answer.body.faults).toMatchObject([{ path: "/observations/0/count" }]);
    expect((await ask("GET", `/log-entries/${id}`)).body).toMatchObject({ state: "draft" });
    expect(await listed()).not.toContain(`${id}/1`);

    const more = randomUUID();
    const rest = await submitted(more, { line: `${line}, qqq zzz`, observations });
    expect(rest.body.faults).toMatchObject([{ path: "/line" }]);
  });

  test("[SRV-066] an entry with nothing read, or with what input refuses, stays a draft", async () => {
    const empty = await submitted(randomUUID(), { line: "??", observations: [] });
    expect([empty.status, empty.body.code]).toEqual([422, "TL_SERVER_ENTRY_EMPTY"]);
    const id = randomUUID();
    const ahead = await submitted(id, {
      observations: [observation(minuteOf(nowMs)), observation(minuteOf(nowMs + 3 * hourMs))],
    });
    expect([ahead.status, ahead.body.code]).toEqual([422, "TL_SERVER_ENTRY_REFUSED"]);
    expect(ahead.body.faults).toMatchObject([{ path: "/observations/1/span/fromMs" }]);
    expect(await listed()).not.toContain(`${id}/1`);
    expect((await ask("GET", `/log-entries/${id}`)).body).toMatchObject({ state: "draft" });
  });

  test("[SRV-067] what supersedes an entry withdraws its observations; both stay", async () => {
    const old = randomUUID();
    await submitted(old);
    const next = randomUUID();
    const change = { supersedes: old, reason: "five, not three" };
    const answer = await submitted(next, {
      ...change,
      observations: [
        observation(minuteOf(nowMs - hourMs), { count: { qualifier: "about", min: 5 } }),
      ],
    });
    expect(answer.body.status).toBe("stored");
    expect((await ask("GET", `/log-entries/${old}`)).body).toMatchObject({
      state: "superseded",
      supersededBy: next,
      version: 3,
    });
    expect(await listed()).toEqual(expect.arrayContaining([`${old}/1`, `${next}/1`]));
    const standing = await listed("&standing=yes");
    expect(standing).toContain(`${next}/1`);
    expect(standing).not.toContain(`${old}/1`);
    const { items = [] } = (await ask("GET", "/corrections")).body;
    expect(items.find(({ sourceId }) => sourceId === `${next}/correction`)).toMatchObject({
      source: "log/OP 1",
      by: "a-observer",
      reason: "five, not three",
      withdraws: [`${old}/1`],
      replacedBy: [`${next}/1`],
    });
    // What was known before.
    const correction = items.find(({ sourceId }) => sourceId === `${next}/correction`);
    const before = Number(correction?.["recordedAtMs"]) - 1;
    expect(await listed(`&standing=yes&knownAt=${before}`)).toContain(`${old}/1`);
    // A second correction of the same entry comes too late.
    const third = await submitted(randomUUID(), change);
    expect(third).toMatchObject({
      status: 409,
      body: { code: "TL_SERVER_ENTRY_STATE", current: { state: "superseded" } },
    });
  });

  test("[SRV-067] of two that supersede the same entry at once one is too late", async () => {
    const old = randomUUID();
    await submitted(old);
    const change = { supersedes: old, reason: "misheard" };
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of ids) await ask("PUT", `/log-entries/${id}`, entry(id, 1, change));
    const answers = await Promise.all(
      ids.map((id) => ask("POST", `/log-entries/${id}/submit`, { version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const standing = await listed("&standing=yes");
    expect(ids.filter((id) => standing.includes(`${id}/1`))).toHaveLength(1);
  });

  test("[SRV-067] an entry is withdrawn with a reason, and its observations no longer stand", async () => {
    const id = randomUUID();
    await submitted(id);
    const wordless = await ask("POST", `/log-entries/${id}/withdraw`, { version: 2, reason: "" });
    expect(wordless.status).toBe(400);
    const body = { version: 2, reason: "it was thunder" };
    const answer = await ask("POST", `/log-entries/${id}/withdraw`, body);
    expect(answer.body.record).toMatchObject({ state: "withdrawn", reason: "it was thunder" });
    expect(await listed("&standing=yes")).not.toContain(`${id}/1`);
    expect(await listed()).toContain(`${id}/1`);
    const again = await ask("POST", `/log-entries/${id}/withdraw`, body);
    expect(again.body.status).toBe("duplicate");
    const unknown = await ask("POST", `/log-entries/${randomUUID()}/withdraw`, body);
    expect(unknown.status).toBe(404);
  });

  test("a draft that was to correct an entry and is withdrawn leaves that entry as it was", async () => {
    const old = randomUUID();
    await submitted(old);
    const next = randomUUID();
    const change = { supersedes: old, reason: "misheard" };
    await ask("PUT", `/log-entries/${next}`, entry(next, 1, change));
    const body = { version: 1, reason: "it was right" };
    expect((await ask("POST", `/log-entries/${next}/withdraw`, body)).status).toBe(201);
    expect((await ask("GET", `/log-entries/${old}`)).body).toMatchObject({ state: "submitted" });
    expect(await listed("&standing=yes")).toContain(`${old}/1`);
  });
});

test("[CLI-040] what people wrote is exported as it is stored, with its versions where asked", async () => {
  const id = randomUUID();
  await submitted(id);
  const environment = { TRUCELINE_TOKEN: house.token("observer") };
  const where = ["--server", house.server.address];
  const linesOf = (...args: string[]) =>
    truceline(["export", ...args, ...where], environment)
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((record) => record["id"] === id);
  expect(linesOf("log-entries").map(({ version }) => version)).toEqual([2]);
  const all = linesOf("log-entries", "--versions");
  expect(all).toEqual((await ask("GET", `/log-entries/${id}/versions`)).body.items);
});
