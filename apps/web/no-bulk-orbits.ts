/** Stands in for the compiled part of the library of orbits, which no page needs. */
export default function noBulkOrbits(): never {
  throw new Error("The page computes no orbits in bulk.");
}
