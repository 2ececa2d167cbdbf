/**
 * A writer for tests that kill it: opens the embedded server and the store in the folder given, then
 * appends batches without end and prints the number of each batch once it is acknowledged.
 */
import { openEmbeddedPostgres } from "../embedded/open-embedded-postgres.ts";
import { openStore } from "../store/postgres-store.ts";
import { batchEntries } from "./batch-entries.ts";

const [dir = "", firstBatch = "0"] = process.argv.slice(2);
const server = await openEmbeddedPostgres({ dir });
const store = await openStore({ connection: server.connectionConfig, patienceMs: 60_000 });
console.log(JSON.stringify({ postmasterPid: server.postmasterPid, attached: server.attached }));
server.onEvent((event) => {
  if (event.kind === "restarted") console.log(JSON.stringify({ postmasterPid: event.pid }));
});
for (let batch = Number(firstBatch); ; batch += 1) {
  const outcomes = await store.append(batchEntries(batch));
  if (outcomes.every(({ status }) => status !== "conflict")) console.log(JSON.stringify({ batch }));
}
