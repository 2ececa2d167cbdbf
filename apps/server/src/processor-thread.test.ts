import { pino } from "pino";
import { expect, test } from "vitest";
import { ProcessorThread } from "./processor-thread.ts";

test("[SRV-015] a pipeline that ends by itself is said to be down and is started again", async () => {
  const lines: string[] = [];
  const logger = pino({ level: "error" }, { write: (line: string) => lines.push(line) });
  // No agreement is there, so each start of it ends at once.
  const thread = new ProcessorThread(
    {
      agreementDir: "/nowhere",
      deploymentPath: undefined,
      origin: "observed",
      store: { connection: "postgres://127.0.0.1:1/none", schema: "none" },
    },
    { nowMs: () => 0 },
    logger,
  );
  try {
    await expect.poll(() => lines.length, { timeout: 120_000 }).toBeGreaterThanOrEqual(2);
    expect(lines.join()).toContain("TL_SERVER_NO_AGREEMENT");
    await expect.poll(() => thread.isRunning, { timeout: 60_000, interval: 5 }).toBe(false);
    expect(await thread.heap()).toBeUndefined();
  } finally {
    await thread.stop();
  }
  const count = lines.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(lines.length).toBe(count);
}, 200_000);
