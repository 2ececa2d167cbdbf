import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CompiledAgreement } from "@truceline/agreement";
import { csvLine } from "@truceline/interop";
import {
  briefDocument,
  type DeploymentPlan,
  type Frontier,
  frontierCsvRows,
  planBrief,
  planCsvRows,
  planGeoJson,
} from "@truceline/planning";
import { stringify } from "yaml";
import { CliError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Writes a plan or a frontier into a folder; tells the names of the files.
 * @throws CliError `TL_CLI_WRITE`; PdfError `TL_PDF_TYPST`
 */
export async function writePlanFiles(
  folder: string,
  agreement: CompiledAgreement,
  { plan, frontier }: { readonly plan: DeploymentPlan | null; readonly frontier: Frontier | null },
  { workingDir }: Pick<Terminal, "workingDir">,
): Promise<readonly string[]> {
  const dir = resolve(workingDir, folder);
  const files = new Map<string, string | Uint8Array>();
  const table = (rows: readonly (readonly string[])[]) =>
    rows.map((row) => csvLine(row, { isFormulaSafe: true })).join("");
  if (plan !== null) {
    files.set("deployment.yaml", stringify(plan.deployment, { lineWidth: 0 }));
    files.set("posts.geojson", `${JSON.stringify(planGeoJson(plan))}\n`);
    files.set("posts.csv", table(planCsvRows(plan)));
    files.set("plan.json", `${JSON.stringify(plan)}\n`);
  }
  if (frontier !== null) {
    files.set("frontier.json", `${JSON.stringify(frontier)}\n`);
    files.set("frontier.csv", table(frontierCsvRows([...frontier.points, ...frontier.byMoney])));
  }
  const brief = {
    title: `${textOf(agreement.title)}: ${plan === null ? "people against verifiability" : plan.deployment.title}`,
    plan,
    frontier,
    lines: linesOf(agreement),
    articleText: new Map(agreement.articles.map(({ id, text }) => [id, textOf(text)])),
  };
  const name = plan === null ? "frontier" : "brief";
  files.set(`${name}.html`, planBrief(brief));
  // The compiler of PDF takes a while to load, and nothing else here needs it.
  const { renderDocumentPdf } = await import("@truceline/pdf-typst");
  files.set(`${name}.pdf`, renderDocumentPdf(briefDocument(brief), agreement.inForce.fromMs));
  try {
    mkdirSync(dir, { recursive: true });
    for (const [file, text] of files) writeFileSync(join(dir, file), text);
  } catch (cause) {
    throw new CliError("TL_CLI_WRITE", { path: folder }, { cause });
  }
  return [...files.keys()];
}

/** The newest drawing of each line. */
function linesOf({ lines }: CompiledAgreement) {
  return lines.flatMap(({ id, versions }) => {
    const newest = [...versions].sort((a, b) => b.validFromMs - a.validFromMs)[0];
    return newest === undefined ? [] : [{ id, positions: newest.coordinates }];
  });
}

const textOf = (text: CompiledAgreement["title"]) => text["en"] ?? Object.values(text)[0] ?? "";
