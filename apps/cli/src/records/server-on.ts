import { readFileSync } from "node:fs";
import { addressFileIn } from "@truceline/server";

/** Address of the server that runs on a data folder; undefined where none answers. */
export async function serverOn(dataDir: string): Promise<string | undefined> {
  let url: string;
  try {
    url = readFileSync(addressFileIn(dataDir), "utf8").trim();
  } catch {
    return undefined;
  }
  try {
    return (await fetch(new URL("/healthz", url))).ok ? url : undefined;
  } catch {
    return undefined; // A server that was killed could not take its address away.
  }
}
