import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { ledgerRoutes } from "./ledger.ts";

let server: TestServer;
let analyst: Credentials;

beforeAll(async () => {
  server = await openTestServer({ exercise: true });
  analyst = await server.sessionOf(await server.account("ana", ["analyst"]));
});
afterAll(() => server.close());

const hourMs = 3_600_000;
const toMs = Math.floor(Date.now() / hourMs) * hourMs;
const fromMs = toMs - 2 * hourMs;
async function ask(path: string): Promise<readonly [number, Record<string, unknown>]> {
  const response = await server.call(`/api/v1/ledger/${path}`, { headers: analyst });
  return [response.status, (await response.json()) as Record<string, unknown>];
}

describe("[SRV-390] the ledger over HTTP", () => {
  test("answers each question for a running exercise", async () => {
    const period = `from=${fromMs}&to=${toMs}`;
    const [worstStatus, worst] = await ask(`worst-kilometres?${period}&article=1&count=3`);
    expect([worstStatus, worst["lineId"]]).toEqual([200, "line"]);
    expect(worst["stretches"]).toHaveLength(3);
    const [instantStatus, instant] = await ask(`instant?at=${fromMs}&article=1`);
    expect([instantStatus, instant["articleId"]]).toEqual([200, "1"]);
    const [lostStatus, lost] = await ask(`lost-hours?${period}`);
    expect([lostStatus, lost["by"], lost["articleId"]]).toEqual([200, "sector", "1"]);
    const place = "means=camera&lon=-30.01&lat=0.03&bearing=90&field=120&height=20";
    const [moreStatus, more] = await ask(`one-more?${period}&article=2&${place}`);
    expect([moreStatus, more["means"]]).toEqual([200, "camera"]);
  });

  test.each([
    ["lost-hours?from=2&to=1", 400, "TL_SERVER_QUERY"],
    [`lost-hours?from=0&to=${40 * 24 * hourMs}`, 400, "TL_SERVER_QUERY"],
    ["lost-hours?from=0&to=1&by=moon", 400, "TL_SERVER_QUERY"],
    [
      `one-more?from=${fromMs}&to=${toMs}&means=camera&lon=0&lat=0&bearing=3`,
      400,
      "TL_SERVER_QUERY",
    ],
    [`one-more?from=${fromMs}&to=${toMs}&means=ball&lon=0&lat=0`, 400, "TL_SERVER_QUERY"],
    [`lost-hours?from=${fromMs}&to=${toMs}&article=99`, 400, "TL_SERVER_QUERY"],
    // Two months are not too long to ask of sensors.
    [`lost-hours?from=${toMs - 60 * 24 * hourMs}&to=${toMs}&by=sensor`, 200, undefined],
  ])("%s: %d %s", async (path, status, code) => {
    const [found, body] = await ask(path);
    expect([found, body["code"]]).toEqual([status, code]);
  });

  const period = `from=${fromMs}&to=${toMs}`;
  test.each([
    [
      `one-more?${period}&means=ball&lon=0&lat=0`,
      "/means",
      /^`ball` is no means of the catalogue: .*camera/,
    ],
    [
      `worst-kilometres?${period}&article=99`,
      "/article",
      /^no coverage is asked of article `99`, but of: 1, 2/,
    ],
  ])("[SRV-400] %s: what is not there is named", async (path, at, message) => {
    const [, body] = await ask(path);
    expect(body["faults"]).toEqual([
      { code: "TL_SERVER_QUERY", path: at, message: expect.stringMatching(message) },
    ]);
  });

  test("[SRV-400] without a line the worst kilometres say that there is none", async () => {
    const route = ledgerRoutes.find(({ url }) => url.endsWith("/worst-kilometres"));
    const context = {
      room: {
        agreement: { compiled: { articles: [], lines: [] } },
        views: { ledger: { worstKilometres: async () => undefined } },
      },
      request: { query: { from: fromMs, to: toMs, count: 3 } },
    };
    await expect(route?.handle(context as never)).rejects.toMatchObject({
      code: "TL_SERVER_QUERY",
      faults: [{ message: "the agreement has no line to go along" }],
    });
  });
});
