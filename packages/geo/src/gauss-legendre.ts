/** Nodes and weights of the Gauss-Legendre rule on [0, 1], found by Newton's method. */
export function gaussLegendre(count: number): {
  readonly node: Float64Array;
  readonly weight: Float64Array;
} {
  const node = new Float64Array(count);
  const weight = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 50; step++) {
      let before = 1;
      let value = x;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      const move = value / slope;
      x -= move;
      if (Math.abs(move) < 1e-16) break;
    }
    node[index] = (1 - x) / 2;
    weight[index] = 1 / ((1 - x * x) * slope * slope);
  }
  return { node, weight };
}
