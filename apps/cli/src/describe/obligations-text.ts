import {
  type CompiledAgreement,
  type CompiledObligation,
  type ObligationEvent,
  type ObligationStatus,
  obligationStates,
  type PlannedObligation,
  planObligations,
} from "@truceline/agreement";
import { msToLocal } from "@truceline/model";

/** An obligation with its dates and, where something was entered, its state at an instant. */
type DescribedObligation = CompiledObligation &
  Omit<PlannedObligation, "id"> & { readonly status: ObligationStatus | null };

interface DescribedObligations {
  /** By the date they are due; those without a date last. */
  readonly obligations: readonly DescribedObligation[];
  readonly criticalPath: readonly string[];
  /** The instant of the states; null without them. */
  readonly atMs: number | null;
}

/** Obligations by date; states only where `entered` is given: an empty file says that nothing came. */
export function describeObligations(
  { obligations = [], inForce }: CompiledAgreement,
  entered: readonly ObligationEvent[] | undefined,
  atMs: number,
): DescribedObligations {
  const plan = planObligations(obligations, inForce.fromMs);
  const planned = new Map(plan.obligations.map((one) => [one.id, one]));
  const states = entered === undefined ? [] : obligationStates(obligations, entered, atMs);
  const statusOf = new Map(states.map((status) => [status.id, status]));
  const dueMs = ({ id }: CompiledObligation) =>
    statusOf.get(id)?.dueMs ?? planned.get(id)?.dueMs ?? Number.POSITIVE_INFINITY;
  return {
    obligations: obligations
      .map((one) => ({
        ...one,
        ...(planned.get(one.id) ?? noPlan),
        status: statusOf.get(one.id) ?? null,
      }))
      .sort((a, b) => (dueMs(a) === dueMs(b) ? 0 : dueMs(a) < dueMs(b) ? -1 : 1)),
    criticalPath: plan.criticalPath,
    atMs: entered === undefined ? null : atMs,
  };
}

const noPlan = {
  earliestStartMs: null,
  earliestEndMs: null,
  dueMs: null,
  slackMs: null,
  chain: [],
};

/** For people; empty where the agreement has none. */
export function obligationsText(
  { obligations, criticalPath, atMs }: DescribedObligations,
  timezone: string,
): string {
  if (obligations.length === 0) return "";
  const day = (ms: number) => msToLocal(ms, timezone).slice(0, 10);
  const lines = obligations.map((one) => {
    const dueMs = one.status?.dueMs ?? one.dueMs;
    const date = dueMs === null ? "no date   " : day(dueMs);
    const state = one.status === null ? "" : `${stateWords(one.status)}  `;
    const amount =
      one.amount === undefined
        ? ""
        : `${one.amount.value.toLocaleString("en-GB")} ${one.amount.unit}; `;
    const basis = one.dueBasis === null ? "" : `; date: ${one.dueBasis}`;
    const kept = one.throughout ? "kept throughout; " : "";
    const source = one.source === undefined ? "" : `; ${one.source}`;
    return `  ${date}  ${state}${one.id}  ${one.who.join(", ")}: ${nameOf(one.does)} (${kept}${amount}${one.mark}${basis}${source})`;
  });
  const heading = atMs === null ? "Obligations by date:" : `Obligations by date, on ${day(atMs)}:`;
  const last = obligations.find(({ id }) => id === criticalPath.at(-1));
  const endMs = last?.earliestEndMs ?? null;
  const path =
    endMs === null
      ? []
      : [
          `  Critical path: ${criticalPath.join(", then ")}; done on ${day(endMs)} at the earliest.`,
        ];
  return ["", heading, ...lines, ...path].join("\n");
}

function stateWords({ state, lateByMs, lacks, waitsFor }: ObligationStatus): string {
  const days = Math.floor(lateByMs / 86_400_000);
  const late = lateByMs === 0 ? "" : ` by ${days} ${days === 1 ? "day" : "days"}`;
  const open = state === "met" || state === "waived" ? [] : lacks;
  const parts = [
    ...(open.length === 0 ? [] : [`lacks ${open.join(", ")}`]),
    ...(waitsFor.length === 0 || state === "met" || state === "waived"
      ? []
      : [`waits for ${waitsFor.join(", ")}`]),
  ];
  const word = state === "met" && lateByMs > 0 ? `met, late${late}` : `${state}${late}`;
  return parts.length === 0 ? word : `${word} [${parts.join("; ")}]`;
}

function nameOf(texts: Readonly<Record<string, string>>): string {
  return texts["en"] ?? Object.values(texts)[0] ?? "";
}
