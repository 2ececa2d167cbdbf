/** Thin space between groups of three digits, as on the page. */
const groupMark = "\u2009";

/**
 * A number as it is shown: groups of three, so many decimals, and a half to its even neighbour, so that
 * rounded ends of a range are not all pushed up. The last digits of a machine's number count for nothing.
 */
export function figureText(value: number, decimals: number): string {
  return new Intl.NumberFormat("en", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    roundingMode: "halfEven",
  })
    .format(Number(value.toPrecision(12)))
    .replaceAll(",", groupMark);
}

/** An input as it is written in a sentence: no more digits than it has. */
export function inputText(value: number): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 4 })
    .format(value)
    .replaceAll(",", groupMark);
}
