import type { ClauseObservability, Remark } from "@truceline/agreement";

/** A remark as lines for people: place, severity, code, what and what to do; then what shows it. */
export function remarkLines(
  { file, line, column, severity, code, message, suggestion, witness }: Remark,
  ownFile: string,
): readonly string[] {
  const place = [file ?? ownFile, line, column].filter((part) => part !== undefined).join(":");
  const told = `${place}: ${severity} ${code} ${message} ${suggestion}`;
  return witness === undefined ? [told] : [told, `    shown by ${JSON.stringify(witness)}`];
}

/** Who could tell of an article, and how far: a line for each means. */
export function observabilityLines({
  article,
  independentSources,
  coverageRatio,
  means,
}: ClauseObservability): readonly string[] {
  const sources = `${independentSources} ${independentSources === 1 ? "source" : "sources"}`;
  const head = `article ${article}: ${sources}, coverage ${coverageRatio}`;
  if (means.length === 0) return [`${head}: no means of the catalogue shows it`];
  const distance = (rangeM: number | null) =>
    rangeM === null ? "never" : `${(rangeM / 1_000).toFixed(1)} km`;
  const lines = means.map(({ means: id, postCount, rangeM }) => {
    const posts =
      postCount === null ? "not by day" : `${postCount} ${postCount === 1 ? "post" : "posts"}`;
    const clear = `day ${distance(rangeM.day)}, night ${distance(rangeM.night)}`;
    const jammed = `jammed ${distance(rangeM["jammed-day"])}, ${distance(rangeM["jammed-night"])}`;
    return `    ${id === "all" ? "all means on each post" : id}: ${posts}; ${clear}; ${jammed}`;
  });
  return [head, ...lines];
}
