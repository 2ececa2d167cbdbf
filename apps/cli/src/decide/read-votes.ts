import type { Ballot, CompiledDecision } from "@truceline/agreement";
import { CliError } from "../errors.ts";

const ballotWords: readonly string[] = ["yes", "no", "abstain", "absent"] satisfies Ballot[];

/**
 * Ballots from `us=yes,russia=no,others=abstain`, or as counts from `yes=93,no=18,abstain=65`. Whoever
 * is not named is absent. Counts say nothing of who, so a rule with vetoes or weights refuses them.
 * @throws CliError `TL_CLI_USAGE` with every fault of the text.
 */
export function readVotes(text: string, rule: CompiledDecision): Readonly<Record<string, Ballot>> {
  const faults: string[] = [];
  const pairs = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()] as const;
    });
  const ids = rule.members.map(({ id }) => id);
  const isCounted = pairs.length > 0 && pairs.every(([key]) => ballotWords.includes(key));
  const ballots = isCounted
    ? countedBallots(pairs, rule, faults)
    : namedBallots(pairs, ids, faults);
  if (pairs.length === 0) faults.push("no votes are given");
  if (faults.length > 0) {
    throw new CliError("TL_CLI_USAGE", {
      faults: faults.map((message) => ({ code: "TL_CLI_USAGE", message: `--votes: ${message}` })),
    });
  }
  return ballots;
}

type Pairs = readonly (readonly [key: string, value: string])[];

function namedBallots(
  pairs: Pairs,
  ids: readonly string[],
  faults: string[],
): Readonly<Record<string, Ballot>> {
  const named = new Map<string, Ballot>();
  for (const [key, value] of pairs) {
    const isKnown = key === "others" || ids.includes(key);
    if (!isKnown) faults.push(`there is no member \`${key}\`; members: ${ids.join(", ")}`);
    else if (!ballotWords.includes(value)) {
      faults.push(`\`${key}=${value}\` is none of ${ballotWords.join(", ")}`);
    } else if (named.has(key)) faults.push(`\`${key}\` votes twice`);
    else named.set(key, value as Ballot);
  }
  return Object.fromEntries(
    ids.map((id) => [id, named.get(id) ?? named.get("others") ?? "absent"]),
  );
}

function countedBallots(
  pairs: Pairs,
  { members, vetoes }: CompiledDecision,
  faults: string[],
): Readonly<Record<string, Ballot>> {
  const isAlike =
    vetoes.length === 0 && members.every(({ weight }) => weight === members[0]?.weight);
  if (!isAlike) faults.push("counts do not say who, and this rule has vetoes or weights");
  const cast: Ballot[] = [];
  for (const [key, value] of pairs) {
    if (!/^[0-9]{1,4}$/.test(value)) faults.push(`\`${key}=${value}\` is no count`);
    else cast.push(...Array.from({ length: Number(value) }, () => key as Ballot));
  }
  if (cast.length > members.length) {
    faults.push(`${cast.length} votes of ${members.length} members`);
  }
  return Object.fromEntries(members.map(({ id }, index) => [id, cast[index] ?? "absent"]));
}
