import { type SensorGlyph, sensorGlyphs } from "./features/sensor-features.ts";
import type { MapColours } from "./map-colours.ts";

/**
 * Signs and patterns, drawn here on a canvas: the page loads no picture. All at two pixels a unit.
 * The shape tells the state; colour only repeats it.
 */
const scale = 2;

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement("canvas");
  element.width = width * scale;
  element.height = height * scale;
  const context = element.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("This browser has no canvas.");
  context.scale(scale, scale);
  return context;
}

function finished(c: CanvasRenderingContext2D): ImageData {
  return c.getImageData(0, 0, c.canvas.width, c.canvas.height);
}

function stroke(c: CanvasRenderingContext2D, path: string, colour: string, width: number): void {
  c.strokeStyle = colour;
  c.lineWidth = width;
  c.stroke(new Path2D(path));
}

/** State shapes on a 12 grid, on a dim disc that keeps them readable on any ground. */
function stateSign(shape: string, colours: MapColours): ImageData {
  const c = canvas(16, 16);
  c.globalAlpha = 0.8;
  c.fillStyle = colours.panel;
  c.beginPath();
  if (shape === "undetermined") c.roundRect(1, 1, 14, 14, 2);
  else c.arc(8, 8, 7, 0, 2 * Math.PI);
  c.fill();
  c.globalAlpha = 1;
  c.translate(2, 2);
  c.lineJoin = "round";
  switch (shape) {
    case "met":
      c.fillStyle = colours.met;
      c.beginPath();
      c.arc(6, 6, 4.6, 0, 2 * Math.PI);
      c.fill();
      break;
    case "breached":
      stroke(c, "M6 1.3 10.7 6 6 10.7 1.3 6Z", colours.breached, 1.6);
      break;
    case "found":
      c.fillStyle = colours.breached;
      c.fill(new Path2D("M6 .6 11.4 6 6 11.4 .6 6Z"));
      break;
    case "cannot-see":
      stroke(c, "M6 1 11.4 10.8H.6Z", colours.attention, 1.4);
      stroke(c, "M6 4.6v3M6 9v.6", colours.attention, 1.4);
      break;
    default:
      stroke(c, "M1.5 1.5h9v9h-9z", colours.undetermined, 1.4);
      stroke(c, "M1.5 6 6 1.5M1.5 10.5l9-9M6 10.5 10.5 6", colours.undetermined, 1.1);
  }
  return finished(c);
}

/** A 15 px open square, the same for everybody, with what stands there; dashed where it is only planned. */
function sensorSign(
  glyph: SensorGlyph,
  state: "up" | "down" | "planned",
  colours: MapColours,
): ImageData {
  const c = canvas(21, 21);
  c.translate(3, 3);
  c.fillStyle = colours.ground;
  c.strokeStyle = colours.sensor;
  c.lineWidth = 1.4;
  c.fillRect(0, 0, 15, 15);
  if (state === "planned") c.setLineDash([2.5, 2]);
  c.strokeRect(0.7, 0.7, 13.6, 13.6);
  c.setLineDash([]);
  c.fillStyle = colours.sensor;
  const middle = (text: string): void => {
    c.font = '600 8.5px "Noto Sans"';
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillText(text, 7.5, 8);
  };
  switch (glyph) {
    case "camera":
      c.fill(new Path2D("M3 4.8h6v5.4H3ZM9.6 7l2.6-1.7v4.4L9.6 8Z"));
      break;
    case "arcs":
      c.beginPath();
      c.arc(7.5, 7.5, 1.3, 0, 2 * Math.PI);
      c.fill();
      stroke(
        c,
        "M4.9 5a3.6 3.6 0 0 0 0 5M10.1 5a3.6 3.6 0 0 1 0 5M3.2 3.6a5.6 5.6 0 0 0 0 7.8M11.8 3.6a5.6 5.6 0 0 1 0 7.8",
        colours.sensor,
        1,
      );
      break;
    case "dish":
      stroke(c, "M3.6 4a5.4 5.4 0 0 0 7.4 7.4ZM7.6 7.6 11 4.2", colours.sensor, 1.2);
      break;
    case "post":
      middle("OP");
      break;
    case "base":
      middle("PB");
      break;
    default:
      c.beginPath();
      c.arc(7.5, 7.5, 2.2, 0, 2 * Math.PI);
      c.fill();
  }
  if (state === "down")
    stroke(c, "M-1.5 -1.5 16.5 16.5M16.5 -1.5 -1.5 16.5", colours.attention, 1.8);
  return finished(c);
}

/** A patrol in the same neutral frame, its glyph two wheels and a roof; overdue with the mark of a clock. */
function patrolSign(overdue: boolean, colours: MapColours): ImageData {
  const c = canvas(25, 21);
  c.translate(3, 3);
  c.fillStyle = colours.ground;
  c.strokeStyle = colours.sensor;
  c.lineWidth = 1.4;
  c.fillRect(0, 0, 15, 15);
  c.strokeRect(0.7, 0.7, 13.6, 13.6);
  stroke(c, "M3 9.4V6.8l2-2.4h5l2 2.4v2.6Z", colours.sensor, 1.2);
  c.fillStyle = colours.sensor;
  for (const x of [5, 10]) {
    c.beginPath();
    c.arc(x, 10.4, 1.4, 0, 2 * Math.PI);
    c.fill();
  }
  if (overdue) {
    c.fillStyle = colours.ground;
    c.fill(new Path2D("M16 -2.6 21.4 7.2H10.6Z"));
    stroke(c, "M16 -1.4 20.4 6.4H11.6Z", colours.attention, 1.4);
    stroke(c, "M16 1.4v2.4M16 4.8v.6", colours.attention, 1.2);
  }
  return finished(c);
}

/**
 * A vessel from above, a hull open at the stern; an aircraft, a cross of wings. Both point north and are
 * turned; one whose positions are not believed is drawn broken.
 */
function trafficSign(medium: "vessel" | "aircraft", isDoubted: boolean, colours: MapColours) {
  const c = canvas(17, 17);
  c.translate(1, 1);
  c.lineJoin = "round";
  const path =
    medium === "vessel"
      ? "M7.5 1.2 10.6 6v7.4H4.4V6Z"
      : "M7.5 1v12.6M2 8.4 7.5 5.6 13 8.4M5.2 13.4 7.5 12.2l2.3 1.2";
  stroke(c, path, colours.ground, 4);
  if (medium === "vessel") {
    c.fillStyle = colours.ground;
    c.fill(new Path2D(path));
  }
  if (isDoubted) c.setLineDash([1.8, 1.6]);
  stroke(c, path, isDoubted ? colours.attention : colours.sensor, 1.5);
  return finished(c);
}

/** Plants, ports and other places under an article: an open ring with a point. */
function siteSign(colours: MapColours): ImageData {
  const c = canvas(15, 15);
  c.strokeStyle = colours.label;
  c.fillStyle = colours.label;
  c.lineWidth = 1.2;
  c.beginPath();
  c.roundRect(3, 3, 9, 9, 4.5);
  c.stroke();
  c.beginPath();
  c.arc(7.5, 7.5, 1.5, 0, 2 * Math.PI);
  c.fill();
  return finished(c);
}

function selectionSign(colours: MapColours): ImageData {
  const c = canvas(76, 76);
  c.translate(38, 38);
  c.strokeStyle = colours.accent;
  c.lineWidth = 1.5;
  c.beginPath();
  c.arc(0, 0, 30, 0, 2 * Math.PI);
  c.stroke();
  stroke(c, "M0-36v6M0 30v6M-36 0h6M30 0h6", colours.accent, 1.5);
  return finished(c);
}

function dots(colours: MapColours): ImageData {
  const c = canvas(8, 8);
  c.fillStyle = colours.veil;
  c.globalAlpha = 0.55;
  for (const [x, y] of [
    [2, 2],
    [6, 6],
  ] as const) {
    c.beginPath();
    c.arc(x, y, 0.8, 0, 2 * Math.PI);
    c.fill();
  }
  return finished(c);
}

/** Lines at 45°, seamless: `apart` pixels between them along each axis. */
function hatch(colour: string, apart: number, width: number, opacity: number): ImageData {
  const c = canvas(apart, apart);
  c.globalAlpha = opacity;
  c.lineCap = "square";
  const over = `M${-apart} ${apart}L${apart} ${-apart}M0 ${apart}L${apart} 0M0 ${2 * apart}L${2 * apart} 0`;
  stroke(c, over, colour, width);
  return finished(c);
}

function grid(colours: MapColours): ImageData {
  const c = canvas(5, 5);
  c.globalAlpha = 0.4;
  stroke(c, "M0 2.5H5M2.5 0V5", colours.line, 0.6);
  return finished(c);
}

/** Every picture of the map by name. */
export function signs(colours: MapColours): ReadonlyMap<string, ImageData> {
  const shapes = ["met", "breached", "found", "undetermined", "cannot-see"];
  return new Map([
    ...shapes.map((shape) => [`state-${shape}`, stateSign(shape, colours)] as const),
    ...sensorGlyphs.flatMap((glyph) => [
      [`sensor-${glyph}`, sensorSign(glyph, "up", colours)] as const,
      [`sensor-${glyph}-down`, sensorSign(glyph, "down", colours)] as const,
      [`sensor-${glyph}-planned`, sensorSign(glyph, "planned", colours)] as const,
    ]),
    ["patrol", patrolSign(false, colours)],
    ["patrol-overdue", patrolSign(true, colours)],
    ...(["vessel", "aircraft"] as const).flatMap((medium) => [
      [medium, trafficSign(medium, false, colours)] as const,
      [`${medium}-doubted`, trafficSign(medium, true, colours)] as const,
    ]),
    ["site", siteSign(colours)],
    ["selection", selectionSign(colours)],
    ["veil-part", dots(colours)],
    ["veil-little", hatch(colours.veil, 10, 1, 0.5)],
    ["veil-unseen", hatch(colours.veil, 6, 1, 0.62)],
    ["between", grid(colours)],
  ]);
}

export const signScale = scale;
