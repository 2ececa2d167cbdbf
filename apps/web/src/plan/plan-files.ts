import {
  type DeploymentPlan,
  type Frontier,
  planBrief,
  planCsvRows,
  planGeoJson,
} from "@truceline/planning";
import type { Ground } from "@truceline/watch";
import { csvText } from "../format/csv-cell.ts";
import { getFile } from "../state/api.ts";
import { words as pageWords } from "../words/words.ts";

/** Forms in which a plan is taken away. */
export const planForms = ["deployment", "geojson", "csv", "brief"] as const;
type PlanForm = (typeof planForms)[number];

interface PlanFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The file of a plan in one form; of an exercise its name says so first, and so does every row. */
export function planFile(
  form: PlanForm,
  plan: DeploymentPlan,
  ground: Ground,
  frontier: Frontier | null,
): PlanFile {
  const origin = pageWords.originWord[ground.origin];
  const prefix = origin === "" ? "" : `${origin}-`;
  const name = (rest: string): string => `${prefix}${ground.agreement.id}-${rest}`;
  const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
  switch (form) {
    case "deployment":
      return {
        name: name("deployment.json"),
        type: "application/json",
        text: json(plan.deployment),
      };
    case "geojson":
      return {
        name: name("posts.geojson"),
        type: "application/geo+json",
        text: json(planGeoJson(plan)),
      };
    case "csv":
      return { name: name("posts.csv"), type: "text/csv", text: csvText(rowsOf(plan, origin)) };
    case "brief":
      return {
        name: name("brief.html"),
        type: "text/html",
        text: planBrief({
          title: `${origin === "" ? "" : `${origin}: `}${ground.agreement.title}: ${plan.deployment.title ?? ""}`,
          plan,
          frontier,
          lines: ground.lines
            .filter(({ inForce }) => inForce)
            .map(({ id, coordinates }) => ({ id, positions: coordinates })),
          articleText: new Map(ground.agreement.articles.map(({ id, text }) => [id, text])),
        }),
      };
  }
}

function rowsOf(plan: DeploymentPlan, origin: string): readonly (readonly string[])[] {
  const [head = [], ...rows] = planCsvRows(plan);
  const isMade = origin !== "";
  return [
    isMade ? ["origin", ...head] : head,
    ...rows.map((row) => (isMade ? [origin, ...row] : row)),
  ];
}

/** Gives a file to the reader's machine. */
export function giveFile({ name, type, text }: PlanFile): void {
  give(name, new Blob([text], { type }));
}

/** The brief as PDF, which the server sets: of the last solved plan. @throws RequestFailed */
export async function givePdf(ground: Ground): Promise<void> {
  const file = await getFile("/plan/brief.pdf");
  const origin = pageWords.originWord[ground.origin];
  give(`${origin === "" ? "" : `${origin}-`}${ground.agreement.id}-brief.pdf`, file);
}

function give(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
