import type { Deployment } from "@truceline/model";
import type { WhatIfFigures } from "@truceline/planning";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";
import type { WhatIfAnswered } from "./plan-lines.ts";

let server: TestServer;
let analyst: Credentials;
let other: Credentials;
let observer: Credentials;
beforeAll(async () => {
  server = await openTestServer();
  const sign = async (name: string, role: "analyst" | "observer") =>
    server.sessionOf(await server.account(name, [role]));
  analyst = await sign("Analyst", "analyst");
  other = await sign("Analyst 2", "analyst");
  observer = await sign("Observer", "observer");
}, 120_000);
afterAll(() => server.close());

const path = "/api/v1/plan";
const standing = (): Deployment => server.running.host.current().deployment;
const opened = async (who: Credentials) => {
  const answer = await server.send(`${path}/what-if/open`, { deployment: standing() }, who);
  expect(answer.status).toBe(200);
  return (await answer.json()) as { readonly key: string; readonly solved: WhatIfFigures };
};
const moved = (key: string, moves: readonly object[], who: Credentials) =>
  server.send(`${path}/what-if`, { key, moves }, who);

describe("posts tried elsewhere", () => {
  test("[SRV-301] a deployment is opened once, then each try is answered with what changed", async () => {
    const { key, solved } = await opened(analyst);
    expect(solved.mean).toBeGreaterThan(0);
    const same = (await (await moved(key, [], analyst)).json()) as WhatIfAnswered;
    expect(same.figures).toEqual(solved);
    expect(same.changed).toEqual([]);
    const [post] = standing().posts;
    if (post === undefined) throw new Error("no post stands");
    const away = { post: post.id, position: [post.position[0] + 20, post.position[1]] };
    const answer = (await (await moved(key, [away], analyst)).json()) as WhatIfAnswered;
    expect(answer.figures.mean).toBeLessThan(solved.mean);
    expect(answer.changed.length).toBeGreaterThan(0);
    for (const { cells, dayRatios, nightRatios } of answer.changed) {
      expect(dayRatios.length).toBe(cells.length);
      expect(nightRatios.length).toBe(cells.length);
    }
    const back = (await (await moved(key, [], analyst)).json()) as WhatIfAnswered;
    expect(back.figures).toEqual(solved);
  }, 180_000);

  test("[SRV-301] a post that is not there is refused, and the next try is answered", async () => {
    const { key } = await opened(analyst);
    const refused = await moved(key, [{ post: "nowhere", position: [0, 0] }], analyst);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "TL_PLAN_POST" });
    expect((await moved(key, [], analyst)).status).toBe(200);
  }, 180_000);

  test("[SRV-301] what somebody else opened, or another was opened in the place of, is gone", async () => {
    const first = await opened(analyst);
    const answer = await moved(first.key, [], other);
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({ code: "TL_SERVER_WHAT_IF_GONE" });
    await opened(analyst);
    expect((await moved(first.key, [], analyst)).status).toBe(410);
  }, 180_000);

  test.each([
    { title: "no deployment", body: {} },
    { title: "a key that is none", body: { key: "x", moves: [] } },
    {
      title: "a place off the earth",
      body: {
        key: "7f1d5d8e-7a7e-4a30-9c40-3f3bb1e7b1a1",
        moves: [{ post: "p", position: [0, 91] }],
      },
    },
  ])("[SRV-301] $title is refused before any work", async ({ body }) => {
    const route = "key" in body ? `${path}/what-if` : `${path}/what-if/open`;
    const answer = await server.send(route, body, analyst);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "TL_SERVER_BODY" });
  });

  test("[SRV-301] a deployment that names a means nobody knows is refused with what is known", async () => {
    const { sensors, ...rest } = standing();
    const [first] = sensors;
    const deployment = { ...rest, sensors: [{ ...first, means: "crystal-ball" }] };
    const answer = await server.send(`${path}/what-if/open`, { deployment }, analyst);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "TL_SENSING_MEANS_UNKNOWN" });
  }, 180_000);

  test("[SRV-301] an observer tries none and keeps none", async () => {
    const deployment = standing();
    for (const route of ["what-if/open", "keep"]) {
      expect((await server.send(`${path}/${route}`, { deployment }, observer)).status).toBe(403);
    }
  });
});

describe("a plan that is kept", () => {
  const keep = async (deployment: Deployment) => {
    const answer = await server.send(`${path}/keep`, { deployment }, analyst);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const listed = async (id: string) => {
    const answer = await fetch(`${server.address}/api/v1/deployments/${id}`, { headers: analyst });
    return (await answer.json()) as { readonly version: number; readonly deployment: Deployment };
  };

  test("[SRV-302] is a record of its own, with versions, beside what stands", async () => {
    const deployment = standing();
    const before = await fetch(`${server.address}/api/v1/deployments`, { headers: analyst });
    const stood = (await before.text())
      .split("\n")
      .filter((line) => line.includes("kept-deployment"));
    const first = await keep(deployment);
    expect(first).toMatchObject({ status: 200, body: { status: "stored", version: 1 } });
    const id = String(first.body["id"]);
    expect(stood.some((line) => line.includes(id))).toBe(false);
    expect((await listed(id)).deployment.posts).toEqual(deployment.posts);
    expect(await keep(deployment)).toMatchObject({ body: { status: "duplicate", version: 1 } });
    const fewer = { ...deployment, sensors: deployment.sensors.slice(1) };
    expect(await keep(fewer)).toMatchObject({ body: { status: "stored", version: 2, id } });
    expect(await listed(id)).toMatchObject({ version: 2, deployment: { id: "mid-ocean-plan" } });
  }, 180_000);

  test.each([
    {
      title: "twice the same post",
      spoil: (own: Deployment) => ({ ...own, posts: [...own.posts, ...own.posts] }),
    },
    { title: "a sensor on no post", spoil: (own: Deployment) => ({ ...own, posts: [] }) },
    {
      title: "an unknown means",
      spoil: (own: Deployment) => ({
        ...own,
        sensors: own.sensors.map((sensor) => ({ ...sensor, means: "crystal-ball" })),
      }),
    },
  ])("[SRV-302] $title is refused with where it is", async ({ spoil }) => {
    const { status, body } = await keep(spoil(standing()));
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "TL_SERVER_BODY" });
    expect(JSON.stringify(body["faults"])).toContain("/deployment/");
  });
});
