import type { PreparedAgreement, PreparedLineVersion } from "@truceline/agreement";
import type { Assessment, JointSamples, PlaceFactor } from "@truceline/model";
import { attribute, type Evidence, LIKELIHOOD_CAP } from "./attribution.ts";
import { sideOfArea } from "./share-in-ground.ts";

/** The line says something only where this much of the place of fire lies on one side of it. */
const ONE_SIDE_RATIO = 0.9;
/** An unknown place of fire in more than this of the posterior: the evidence bears nobody. */
const KNOWN_RATIO = 0.99;
const SAMPLE_STEP_COUNT = 32;
/** Sums of shares differ by less, whatever their order. */
const ROUNDING = 1e-9;

/** Evidence of where it was fired from, by whatever means, makes one factor. */
const PLACE_GROUP = "side of the line";

/** Neither party: somebody else, or nobody we know of. */
export const UNKNOWN_HYPOTHESIS = "unknown";
/** Made to look like the other side's doing. */
export const DECEPTION_HYPOTHESIS = "deception";

export interface SideResponsibility {
  readonly responsibility: NonNullable<Assessment["responsibility"]>;
  /** The evidence as a sentence. */
  readonly text: string;
}

/** A line version as others may ask it: who holds the ground at a place. */
export interface HeldGround {
  readonly drawnBy: string;
  sideOf(lonDeg: number, latDeg: number): string;
}

/** Evidence from outside this package: likelihood by party that holds ground, sum 1. */
export interface SideEvidence {
  readonly id: string;
  /** Evidence of one group depends on each other and makes one factor. */
  readonly group: string;
  readonly bySide: Readonly<Record<string, number>>;
  readonly text: string;
}

/** Asked for only where an article goes on to responsibility. */
export type MoreEvidence = (grounds: readonly HeldGround[]) => readonly SideEvidence[];

/**
 * Responsibility where there is more than the place of fire: that, if it is clearly on one side, and all
 * further evidence, each independent group one capped factor. Null where nothing bears anybody.
 *
 * Prior and likelihoods as in `responsibilityBySide`: flat, and even for `unknown` and `deception`,
 * since whoever wants it to look so can choose his ground. Evidence of where it was fired from is one
 * group, and geometry alone never reaches 0.55: `docs/reference/fusion.md` shows that it must not.
 */
export function responsibilityByAll(
  prepared: PreparedAgreement,
  lineId: string,
  versions: readonly PreparedLineVersion[],
  samples: JointSamples,
  more: MoreEvidence,
): SideResponsibility | null {
  const sides = prepared.compiled.lines.find(({ id }) => id === lineId)?.sides;
  if (sides === undefined || versions.length === 0) return null;
  const further = more(
    versions.map(({ drawnBy, line }) => ({
      drawnBy,
      sideOf: (lonDeg, latDeg) =>
        line.fastSignedDistanceM(lonDeg, latDeg) > 0 ? sides.left : sides.right,
    })),
  );
  if (further.length === 0) return responsibilityBySide(prepared, lineId, versions, samples);
  const shares = versions.map((version) => leftShare(version, samples) ?? 0.5);
  const isClear = shares.every((left) => Math.max(left, 1 - left) >= ONE_SIDE_RATIO);
  return responsibilityOf(prepared, sides, isClear ? versions : [], shares, further);
}

/**
 * Responsibility from the one piece of evidence an incident carries by itself: on whose side of the
 * line the place of fire lies. Null where the place of fire is unknown or not clearly on one side.
 *
 * Flat prior over the parties, `unknown` and `deception`; the likelihood of a place is even for the
 * last two. Line versions are the same evidence seen through different drawings: one group. Alone it
 * never reaches 0.55 with two parties, so it names nobody; further evidence is for people to bring.
 */
export function responsibilityBySide(
  prepared: PreparedAgreement,
  lineId: string,
  versions: readonly PreparedLineVersion[],
  samples: JointSamples,
): SideResponsibility | null {
  const sides = prepared.compiled.lines.find(({ id }) => id === lineId)?.sides;
  if (sides === undefined || versions.length === 0) return null;
  const leftShares: number[] = [];
  // Nearly all places lie wholly on one side: few different answers, worked out once.
  let isPlain = versions.length <= PLAIN_COUNT_MAX;
  let key = 0;
  for (const version of versions) {
    const left = leftShare(version, samples);
    if (left === null || Math.max(left, 1 - left) < ONE_SIDE_RATIO) return null;
    leftShares.push(left);
    isPlain &&= left === 0 || left === 1;
    key = key * 2 + left;
  }
  if (!isPlain) return responsibilityOf(prepared, sides, versions, leftShares);
  let answers = plainAnswers.get(versions);
  if (answers === undefined) {
    answers = new Map();
    plainAnswers.set(versions, answers);
  }
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = responsibilityOf(prepared, sides, versions, leftShares);
    answers.set(key, answer);
  }
  return answer;
}

/** By the versions' own list, which is kept as long as they are in force. */
const plainAnswers = new WeakMap<readonly PreparedLineVersion[], Map<number, SideResponsibility>>();
/** So many sides fit into one number. */
const PLAIN_COUNT_MAX = 30;

function responsibilityOf(
  { compiled }: PreparedAgreement,
  sides: { readonly left: string; readonly right: string },
  versions: readonly PreparedLineVersion[],
  leftShares: readonly number[],
  further: readonly SideEvidence[] = [],
): SideResponsibility {
  const parties = compiled.parties.map(({ id }) => id);
  const evidence: Evidence[] = [];
  const texts: string[] = [];
  for (const [index, { drawnBy }] of versions.entries()) {
    const left = leftShares[index] ?? 0.5;
    const likelihood: Record<string, number> = {
      [UNKNOWN_HYPOTHESIS]: 0.5,
      [DECEPTION_HYPOTHESIS]: 0.5,
    };
    for (const party of parties) {
      likelihood[party] = party === sides.left ? left : party === sides.right ? 1 - left : 0.5;
    }
    evidence.push({
      id: `side of ${drawnBy}`,
      likelihood,
      cap: LIKELIHOOD_CAP,
      group: PLACE_GROUP,
    });
    const side = left >= ONE_SIDE_RATIO ? sides.left : sides.right;
    const share = Math.max(left, 1 - left).toFixed(3);
    texts.push(`${share} of it on the side of ${side} by the line of ${drawnBy}`);
  }
  for (const { id, group, bySide } of further) {
    // What is made to look like somebody's doing looks so by every means: only once does it cost.
    const isPlace = group === PLACE_GROUP;
    const likelihood: Record<string, number> = {
      [UNKNOWN_HYPOTHESIS]: 0.5,
      [DECEPTION_HYPOTHESIS]: isPlace ? 0.5 : Math.max(0.5, ...Object.values(bySide)),
    };
    for (const party of parties) {
      const isHolder = party === sides.left || party === sides.right;
      likelihood[party] = isHolder ? (bySide[party] ?? 0) : 0.5;
    }
    evidence.push({ id, likelihood, cap: LIKELIHOOD_CAP, group });
  }
  const hypotheses = [...parties, UNKNOWN_HYPOTHESIS, DECEPTION_HYPOTHESIS];
  const flat = Object.fromEntries(hypotheses.map((hypothesis) => [hypothesis, 1]));
  const { posterior, word } = attribute(hypotheses, flat, evidence);
  const prior = Math.round(1e4 / hypotheses.length) / 1e4;
  const rounded = (hypothesis: string) => Math.round((posterior[hypothesis] ?? 0) * 1e4) / 1e4;
  const place = texts.length === 0 ? "" : `The place of fire lies with ${texts.join(", and ")}; `;
  const others = further.map(({ text }) => `${text} `).join("");
  const factorCount = new Set(evidence.map(({ group }) => group)).size;
  const factors = factorCount === 1 ? "one factor" : `${factorCount} factors`;
  const from = place === "" ? "From" : "from";
  return {
    responsibility: {
      word,
      posterior: hypotheses.map((hypothesis) => ({ hypothesis, p: rounded(hypothesis) })),
      prior: hypotheses.map((hypothesis) => ({ hypothesis, p: prior })),
    },
    text: `${others}${place}${from} a flat prior of ${prior} each, ${factors} of at most ${LIKELIHOOD_CAP}: ${word}.`,
  };
}

/** Share of the place of fire on the left of a line; null where that place is not known. */
function leftShare({ line }: PreparedLineVersion, samples: JointSamples): number | null {
  const places: readonly PlaceFactor[] = samples.factors?.places ?? [
    { p: 1, firedFrom: "samples", effect: null, fromIndex: 0, toIndex: samples.count },
  ];
  let left = 0;
  let known = 0;
  for (const factor of places) {
    const { firedFrom } = factor;
    if (firedFrom === null) continue;
    const sure = firedFrom === "samples" ? null : sideOfArea(line, firedFrom);
    if (sure !== null) {
      left += factor.p * sure;
      known += factor.p;
      continue;
    }
    const share = leftShareOfSamples(line, samples, factor, places.length === 1);
    if (share === null) continue;
    left += factor.p * share;
    known += factor.p;
  }
  return known < KNOWN_RATIO ? null : left / known;
}

/**
 * The same of one alternative that only its samples describe: of every so manieth, which is enough for a
 * share that must be 0.9. Null where that end is not known.
 * @param isSole no other alternative can change the share: one clearly on both sides is given roughly
 */
function leftShareOfSamples(
  line: PreparedLineVersion["line"],
  { firedFrom, weights }: JointSamples,
  { fromIndex, toIndex }: PlaceFactor,
  isSole: boolean,
): number | null {
  const step = Math.max(1, Math.floor((toIndex - fromIndex) / SAMPLE_STEP_COUNT));
  let total = 0;
  for (let index = fromIndex; index < toIndex; index += step) {
    if (!Number.isNaN(firedFrom[index * 2])) total += weights[index] as number;
  }
  if (total === 0) return null;
  const enough = total * (1 - ONE_SIDE_RATIO) * (1 + ROUNDING);
  let left = 0;
  let right = 0;
  for (let index = fromIndex; index < toIndex; index += step) {
    const lonDeg = firedFrom[index * 2] as number;
    const weight = weights[index] as number;
    if (weight === 0 || Number.isNaN(lonDeg)) continue;
    if (line.fastSignedDistanceM(lonDeg, firedFrom[index * 2 + 1] as number) > 0) left += weight;
    else right += weight;
    if (isSole && left > enough && right > enough) return 0.5;
  }
  return left / total;
}
