import { parentPort, workerData } from "node:worker_threads";
import { renderDocumentPdf } from "@truceline/pdf-typst";
import { briefDocument } from "@truceline/planning";
import { problemOf, toTrucelineError } from "../problem.ts";
import type { BriefLine, BriefWork } from "./plan-lines.ts";

const { brief, atMs } = workerData as BriefWork;
const say = (line: BriefLine): void => parentPort?.postMessage(line);

try {
  say({ is: "pdf", bytes: renderDocumentPdf(briefDocument(brief), atMs) });
} catch (thrown) {
  say({ is: "failed", problem: problemOf(toTrucelineError(thrown)) });
}
