// `npm start` with everything installed: to the address printed, and to the first picture answered.
import { type ChildProcess, spawn } from "node:child_process";
import { temporaryDataDir } from "../e2e/server-process.ts";
import { printLine } from "./bench-line.ts";

const floors = { first: 6, second: 3 } as const;
const data = temporaryDataDir();
try {
  for (const run of ["first", "second"] as const) {
    const startMs = performance.now();
    const child = spawn("npm", ["start", "--silent", "--", "--port", "0", "--data", data.dir], {
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    const address = await addressOf(child);
    const printedS = (performance.now() - startMs) / 1000;
    await answered(`${address}/`);
    await answered(`${address}/api/v1/ground`);
    await answered(`${address}/api/v1/picture`);
    const pictureS = (performance.now() - startMs) / 1000;
    process.kill(-(child.pid ?? 0), "SIGINT");
    await new Promise((resolve) => child.once("exit", resolve));
    printLine({
      name: `start ${run}`,
      value: pictureS,
      unit: "s from the command to page, ground and picture answered",
      against: `floor ${floors[run]} s`,
      ratio: floors[run] / pictureS,
      detail: { addressPrintedS: Math.round(printedS * 100) / 100 },
    });
  }
} finally {
  data.remove();
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const found = /^(http:\/\/\S+)$/m.exec(out)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`exit ${code}`)));
  });
}

async function answered(url: string): Promise<void> {
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
}
