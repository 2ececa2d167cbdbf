import type { TestProject } from "vitest/node";
import { openTestServer } from "./test-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    truceline: { readonly testServerDoor: string | null };
  }
}

/**
 * One PostgreSQL server for the whole run, started only when a test asks for a database. With
 * `TRUCELINE_DATABASE_URL` the tests make their databases on that server instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env["TRUCELINE_DATABASE_URL"] !== undefined) {
    project.provide("truceline", { testServerDoor: null });
    return async () => {};
  }
  const server = await openTestServer();
  project.provide("truceline", { testServerDoor: server.doorPath });
  return () => server.close();
}
