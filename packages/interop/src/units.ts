/** International foot and knot, exact by definition. */
export const metresPerFoot = 0.3048;
export const metresPerSecondPerKnot = 1852 / 3600;
