import type { CompiledAgreement } from "../compiled.ts";
import { isAssessed } from "../compiled-rule.ts";

/** Why a phase can never begin. */
export type NeverBegins =
  | { readonly why: "cycle"; readonly phases: readonly string[] }
  | { readonly why: "never-met"; readonly article: string }
  | { readonly why: "too-late"; readonly atMs: number };

export type PhaseBegin =
  | { readonly earliestMs: number }
  | { readonly earliestMs: null; readonly never: NeverBegins };

/**
 * When each phase can begin at the earliest: at its date, or as soon as the article it waits for can
 * have been met for so long. Never: phases that wait for each other, articles that are not assessed
 * and so never become met, and what would begin after the agreement has ended.
 */
export function phaseBegins(compiled: CompiledAgreement): ReadonlyMap<string, PhaseBegin> {
  const phases = new Map((compiled.phases ?? []).map((phase) => [phase.id, phase]));
  const articles = new Map(compiled.articles.map((article) => [article.id, article]));
  const known = new Map<string, PhaseBegin>();
  const endMs = compiled.inForce.toMs ?? Number.POSITIVE_INFINITY;

  const beginOf = (id: string, waiting: readonly string[]): PhaseBegin => {
    const found = known.get(id);
    if (found !== undefined) return found;
    if (waiting.includes(id)) {
      const cycle = waiting.slice(waiting.indexOf(id));
      return { earliestMs: null, never: { why: "cycle", phases: [...cycle, id] } };
    }
    const begin = reckon(id, [...waiting, id]);
    known.set(id, begin);
    return begin;
  };

  const reckon = (id: string, waiting: readonly string[]): PhaseBegin => {
    const begins = phases.get(id)?.begins;
    if (begins === undefined) return { earliestMs: compiled.inForce.fromMs };
    let atMs = 0;
    if (begins.by === "at") {
      atMs = begins.atMs;
    } else {
      const rule = articles.get(begins.article)?.rule;
      if (rule === undefined || !isAssessed(rule)) {
        return { earliestMs: null, never: { why: "never-met", article: begins.article } };
      }
      let metFromMs = rule.time.fromMs;
      if (rule.time.phase !== undefined) {
        const before = beginOf(rule.time.phase, waiting);
        if (before.earliestMs === null) return before;
        metFromMs = Math.max(metFromMs, before.earliestMs);
      }
      atMs = metFromMs + begins.forMs;
    }
    if (atMs >= endMs) return { earliestMs: null, never: { why: "too-late", atMs } };
    return { earliestMs: Math.max(atMs, compiled.inForce.fromMs) };
  };

  for (const id of phases.keys()) beginOf(id, []);
  return known;
}
