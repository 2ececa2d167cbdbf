import { SensingError } from "../errors.ts";

/** The orbit of one satellite as it is published: two lines of 69 characters, with who said so and when. */
export interface OrbitElements {
  /** Named by a swath of the catalogue. */
  readonly id: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  /** Where the lines were published; begins with `assumed` for an orbit made up. */
  readonly source: string;
}

/** What the two lines say. */
export interface ReadOrbit {
  /** Instant to which the elements belong. */
  readonly epochMs: number;
  readonly inclinationDeg: number;
  readonly nodeDeg: number;
  readonly eccentricity: number;
  readonly perigeeDeg: number;
  readonly meanAnomalyDeg: number;
  readonly revolutionsPerDay: number;
}

const lineLength = 69;
/** Slower ones need the theory for deep space and pass no strip of ground as low orbits do. */
const revolutionsPerDayMin = 6.4;
const revolutionsPerDayMax = 17.5;
const dayMs = 86_400_000;

/**
 * Reads and checks two-line elements: form, checksums, one satellite in both lines, a low orbit.
 * Source of the form: Hoots and Roehrich, Spacetrack Report No. 3, 1980.
 *
 * @throws SensingError `TL_SENSING_ELEMENTS` with all that is wrong in `faults`
 */
export function readElements(elements: OrbitElements): ReadOrbit {
  const faults: string[] = [];
  const { line1, line2 } = elements;
  for (const [number, line] of [line1, line2].entries()) {
    const name = `line ${number + 1}`;
    if (line.length !== lineLength) faults.push(`${name} has ${line.length} characters, not 69`);
    else if (!line.startsWith(`${number + 1} `))
      faults.push(`${name} does not begin with its number`);
    else if (checksum(line) !== Number(line[68])) faults.push(`${name} has a wrong checksum`);
  }
  if (line1.slice(2, 7) !== line2.slice(2, 7)) faults.push("the lines name two satellites");
  const read = (what: string, text: string, low: number, high: number): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!(value >= low && value <= high)) faults.push(`${what} is not within ${low} and ${high}`);
    return value;
  };
  const year = read("the epoch's year", line1.slice(18, 20), 0, 99);
  const dayOfYear = read("the epoch's day", line1.slice(20, 32), 1, 367);
  const orbit = {
    // Two digits, from the first satellite on.
    epochMs: Date.UTC(year < 57 ? 2000 + year : 1900 + year, 0, 1) + (dayOfYear - 1) * dayMs,
    inclinationDeg: read("the inclination", line2.slice(8, 16), 0, 180),
    nodeDeg: read("the node", line2.slice(17, 25), 0, 360),
    eccentricity: read("the eccentricity", `0.${line2.slice(26, 33).trim()}`, 0, 0.9999999),
    perigeeDeg: read("the perigee", line2.slice(34, 42), 0, 360),
    meanAnomalyDeg: read("the mean anomaly", line2.slice(43, 51), 0, 360),
    revolutionsPerDay: read(
      "revolutions a day",
      line2.slice(52, 63),
      revolutionsPerDayMin,
      revolutionsPerDayMax,
    ),
  };
  if (faults.length > 0) throw new SensingError("TL_SENSING_ELEMENTS", { of: elements.id, faults });
  return orbit;
}

/** Sum of the digits of the first 68 characters, a minus being 1; its last digit. */
export function checksum(line: string): number {
  let sum = 0;
  for (const character of line.slice(0, 68)) {
    if (character >= "0" && character <= "9") sum += Number(character);
    else if (character === "-") sum += 1;
  }
  return sum % 10;
}
