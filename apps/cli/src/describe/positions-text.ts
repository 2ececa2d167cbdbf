import {
  type CommonGround,
  type CompiledAgreement,
  type CompiledTerm,
  commonGround,
  type HeldTerm,
} from "@truceline/agreement";

/** Positions by term, what remains of each, and the contradictions that the document names. */
export function positionsText(agreement: CompiledAgreement): string {
  const { terms = [], positions = [], contradictions = [] } = agreement;
  if (positions.length === 0) return "";
  const width = Math.max(...positions.map(({ id }) => id.length));
  const grounds = commonGround(terms, positions);
  const byTerm = terms.flatMap((term, index) => {
    const rows = positions.flatMap(({ id, who, holds }) =>
      holds
        .filter((held) => held.term === term.id)
        .map((held) => `    ${id.padEnd(width)}  ${heldText(held, term)}  (${who})`),
    );
    const unit = term.unit === undefined ? "" : `, ${term.unit}`;
    const ground = grounds[index];
    return [
      `  ${term.id}  ${nameOf(term.name)}${unit}`,
      ...rows,
      ...(ground === undefined ? [] : [`    ${groundText(ground, term)}`]),
    ];
  });
  const open = positions.filter(({ holds }) => holds.length === 0).map(({ id }) => id);
  return [
    "",
    `Positions by term (${positions.length} positions, all of them claims):`,
    ...byTerm,
    ...(open.length === 0 ? [] : [`  Without a term: ${open.join(", ")}`]),
    ...(contradictions.length === 0 ? [] : ["", "Contradictions that the document names:"]),
    ...contradictions.map(
      ({ between, kind, note }) => `  ${between.join(", ")}  ${kind}: ${nameOf(note)}`,
    ),
  ].join("\n");
}

function groundText({ remains, excluding, positions }: CommonGround, term: CompiledTerm): string {
  if (positions.length === 0) return "nobody speaks of it";
  if (remains === null) return `nothing remains: ${excluding.join(" and ")} exclude each other`;
  const left =
    remains.is === "choice"
      ? heldText({ term: term.id, low: null, high: null, options: remains.options }, term)
      : heldText({ ...remains, term: term.id, options: null }, term);
  return `remains: ${left}`;
}

function heldText({ low, high, options }: HeldTerm, term: CompiledTerm): string {
  if (options !== null) {
    const names = new Map((term.options ?? []).map(({ id, name }) => [id, nameOf(name)]));
    return options.map((id) => names.get(id) ?? id).join(" or ");
  }
  const figure = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: 1 });
  if (low !== null && high !== null && low.value === high.value) return figure(low.value);
  const ends = [
    ...(low === null ? [] : [`${low.included ? "at least" : "more than"} ${figure(low.value)}`]),
    ...(high === null ? [] : [`${high.included ? "at most" : "less than"} ${figure(high.value)}`]),
  ];
  return ends.length === 0 ? "anything" : ends.join(" and ");
}

function nameOf(texts: Readonly<Record<string, string>>): string {
  return texts["en"] ?? Object.values(texts)[0] ?? "";
}
