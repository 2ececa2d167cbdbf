/** What was stated against what came true, point by point, 0 to 1. */
export interface ReliabilityCurve {
  readonly name: string;
  readonly points: readonly {
    readonly stated: number;
    readonly found: number;
    readonly count: number;
  }[];
}

const colours = ["#3a6ea5", "#9a5b00", "#2e7d4f", "#7a4fa3"];
const dashes = ["", "6 3", "2 3", "8 3 2 3"];
const side = 360;
const left = 56;
const top = 34;

/** A reliability plot as SVG: the diagonal is right, above it too careful, below it too sure. */
export function reliabilitySvg(
  title: string,
  statedText: string,
  foundText: string,
  curves: readonly ReliabilityCurve[],
): string {
  const x = (value: number) => (left + value * side).toFixed(1);
  const y = (value: number) => (top + (1 - value) * side).toFixed(1);
  const height = top + side + 48 + curves.length * 18;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="${height}" viewBox="0 0 560 ${height}" role="img" aria-label="${title}">`,
    "<style>text{font:12px system-ui,sans-serif;fill:#3c434b}.grid{stroke:#dde1e6}.right{stroke:#8a929c;stroke-dasharray:4 4}</style>",
    `<rect width="560" height="${height}" fill="#ffffff"/>`,
    `<text x="${left}" y="18">${title}</text>`,
  ];
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    lines.push(
      `<path class="grid" d="M${x(0)} ${y(value)}H${x(1)}M${x(value)} ${y(0)}V${y(1)}"/>`,
      `<text x="${left - 8}" y="${Number(y(value)) + 4}" text-anchor="end">${value}</text>`,
      `<text x="${x(value)}" y="${top + side + 16}" text-anchor="middle">${value}</text>`,
    );
  }
  lines.push(
    `<path class="right" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>`,
    `<text x="${left + side}" y="${top + side + 32}" text-anchor="end">${statedText}</text>`,
    `<text x="${left + side + 8}" y="${top + 12}">${foundText}</text>`,
  );
  for (const [index, { name, points }] of curves.entries()) {
    const colour = colours[index % colours.length];
    const dash = dashes[index % dashes.length];
    const path = points.map(({ stated, found }) => `${x(stated)} ${y(found)}`).join("L");
    lines.push(
      `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
    );
    for (const { stated, found, count } of points) {
      lines.push(
        `<circle cx="${x(stated)}" cy="${y(found)}" r="3" fill="${colour}"><title>${name}: stated ${stated.toFixed(3)}, found ${found.toFixed(3)} of ${count}</title></circle>`,
      );
    }
    const keyY = top + side + 50 + index * 18;
    lines.push(
      `<path d="M${left} ${keyY - 4}h28" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`,
      `<text x="${left + 36}" y="${keyY}">${name}</text>`,
    );
  }
  lines.push("</svg>", "");
  return lines.join("\n");
}
