/**
 * A Truceline in small, for tests that need one to be killed or run as another user: opens the
 * embedded server in the folder given, prints one JSON line, and holds it until SIGTERM.
 */
import { setInterval } from "node:timers";
import { openEmbeddedPostgres } from "../embedded/open-embedded-postgres.ts";

const [dir = ""] = process.argv.slice(2);
try {
  const server = await openEmbeddedPostgres({ dir });
  const { home, attached, postmasterPid, connectionConfig } = server;
  console.log(JSON.stringify({ home, attached, postmasterPid, connectionConfig }));
  const alive = setInterval(() => {}, 1_000);
  process.once("SIGTERM", async () => {
    await server.stop();
    clearInterval(alive);
  });
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  console.log(JSON.stringify({ code, message }));
}
