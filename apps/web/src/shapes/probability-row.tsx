import { probability, wordOfProbability } from "../format/numbers.ts";

const width = 84;

/** Word, bar and number together; the standard of the article is an amber tick on the same bar. */
export function ProbabilityRow(props: {
  readonly label: string;
  readonly p: number;
  readonly standard: number | null;
}) {
  const { label, p, standard } = props;
  return (
    <div class="prob">
      <span>
        {label} <span class="d">{wordOfProbability(p)}</span>
      </span>
      <svg viewBox={`0 0 ${width} 6`} aria-hidden>
        <rect width={width} height="6" rx="1" class="bar-t" />
        <rect width={width * p} height="6" rx="1" class="bar-f" />
        {standard !== null && <path d={`M${width * standard} -1v8`} class="bar-m" />}
      </svg>
      <span class="num">{probability(p)}</span>
    </div>
  );
}
