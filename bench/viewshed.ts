// What does an eye on a hill in the middle of 2,000² and 6,000² cells see? Against gdal_viewshed on the same
// heights: `quickViewshed`, which does what that program does, and `sweptViewshed`, which is nearer to the truth.
//
// Both get the same work: 32-bit heights in memory, the Earth's bend with 6/7 and the equatorial radius, no
// range, a mask of one byte a cell. The program's own function, `GDALViewshedGenerate` of its library, is called
// in one process from one data set in memory to another, and timed there: no start, no files. (Taking the
// time of `gdal_translate` or of a one-cell range off the whole program's gives anything from a third to four
// times as much.) All times are the processor's, so that other programs do not count; ours has the compiler's and
// the collector's threads in it.
//
// `error` is the share of cells with another state than the exact line of sight has, over cells drawn at
// random; `certainError` leaves out those whose line passes within 0.2 m of the ground, as the oracle does.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type GridObserver,
  gridClearanceM,
  type HeightGrid,
  quickViewshed,
  sightStates,
  sweptViewshed,
  type ViewshedOptions,
} from "@truceline/geo";
import { seededRng } from "@truceline/model";
import { median, printLine } from "./bench-line.ts";

const sizes = [
  { size: 2_000, floor: 2, runCount: 25 },
  { size: 6_000, floor: 1.3, runCount: 7 },
];
const cellM = 30;
const checkedCount = 20_000;
const nearM = 0.2;
const eyeAboveGroundM = 20;
const options: ViewshedOptions = {
  targetAboveGroundM: 2,
  curvatureCoefficient: 6 / 7,
  radius: "equatorial",
};

/** Hills and valleys: noise of wavelengths from 8 to 1,024 cells, the longer the higher, to 0.1 m. */
function madeGround(size: number): HeightGrid {
  const heightsM = new Float32Array(size * size);
  const rng = seededRng("bench/viewshed");
  for (let wave = 1_024; wave >= 8; wave /= 2) {
    const posts = Math.ceil(size / wave) + 2;
    const noise = Float64Array.from({ length: posts * posts }, () => rng.nextUnit());
    const amplitudeM = 0.9 * wave ** 0.8;
    for (let row = 0; row < size; row++) {
      const y = row / wave;
      const top = Math.floor(y);
      const down = eased(y - top);
      for (let col = 0; col < size; col++) {
        const x = col / wave;
        const left = Math.floor(x);
        const right = eased(x - left);
        const at = top * posts + left;
        const north = mix(noise[at] as number, noise[at + 1] as number, right);
        const south = mix(noise[at + posts] as number, noise[at + posts + 1] as number, right);
        const index = row * size + col;
        heightsM[index] = (heightsM[index] as number) + amplitudeM * mix(north, south, down);
      }
    }
  }
  for (let index = 0; index < heightsM.length; index++) {
    heightsM[index] = Math.round((heightsM[index] as number) * 10) / 10;
  }
  return { rows: size, cols: size, cellM, heightsM, source: "made" };
}
const mix = (a: number, b: number, share: number) => a + (b - a) * share;
const eased = (share: number) => share * share * (3 - 2 * share);

/** The highest cell of the middle tenth: where one would put a mast. */
function madeObserver({ cols, rows, heightsM }: HeightGrid): GridObserver {
  let best = { row: 0, col: 0, heightM: Number.NEGATIVE_INFINITY };
  for (let row = Math.floor(rows * 0.45); row < rows * 0.55; row++) {
    for (let col = Math.floor(cols * 0.45); col < cols * 0.55; col++) {
      const heightM = heightsM[row * cols + col] as number;
      if (heightM > best.heightM) best = { row, col, heightM };
    }
  }
  return { row: best.row, col: best.col, aboveGroundM: eyeAboveGroundM };
}

/** Calls the function behind gdal_viewshed in memory; prints version and times, writes the mask. */
const caller = `
import ctypes, ctypes.util, json, sys, time
ground, mask, n, row, col, eye, aim, runs = sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])
n, runs, pointer, double = int(n), int(runs), ctypes.c_void_p, ctypes.c_double
gdal = ctypes.CDLL(ctypes.util.find_library("gdal"))
for name in ("GDALGetDriverByName", "GDALCreate", "GDALGetRasterBand", "GDALViewshedGenerate", "OSRNewSpatialReference"):
    getattr(gdal, name).restype = pointer
gdal.GDALVersionInfo.restype = ctypes.c_char_p
gdal.GDALAllRegister()
data = pointer(gdal.GDALCreate(pointer(gdal.GDALGetDriverByName(b"MEM")), b"", n, n, 1, 6, None))
gdal.GDALSetGeoTransform(data, (double * 6)(400000, 30, 0, 5500000, 0, -30))
system = pointer(gdal.OSRNewSpatialReference(None))
gdal.OSRImportFromEPSG(system, 32636)
gdal.GDALSetSpatialRef(data, system)
band = pointer(gdal.GDALGetRasterBand(data, 1))
heights = open(ground, "rb").read()
gdal.GDALRasterIO(band, 1, 0, 0, n, n, heights, n, n, 6, 0, 0)
times = []
for run in range(runs):
    start = time.process_time()
    out = pointer(gdal.GDALViewshedGenerate(band, b"MEM", b"", None, double(400015 + 30 * col),
        double(5499985 - 30 * row), double(eye), double(aim), double(1), double(0), double(2), double(-1),
        double(6 / 7), 2, double(0), None, None, 1, None))
    times.append((time.process_time() - start) * 1000)
    if run == runs - 1:
        states = ctypes.create_string_buffer(n * n)
        gdal.GDALRasterIO(pointer(gdal.GDALGetRasterBand(out, 1)), 0, 0, 0, n, n, states, n, n, 1, 0, 0)
        open(mask, "wb").write(states.raw)
    gdal.GDALClose(out)
print(json.dumps({"version": gdal.GDALVersionInfo(b"RELEASE_NAME").decode(), "times": times}))
`;

interface Yardstick {
  readonly version: string;
  readonly ms: number;
  readonly mask: Uint8Array;
}

/** GDAL's viewshed over the same heights; undefined where its library or Python is not installed. */
function gdalViewshed(
  { heightsM, rows }: HeightGrid,
  { row, col, aboveGroundM }: GridObserver,
  runCount: number,
): Yardstick | undefined {
  const folder = mkdtempSync(join(tmpdir(), "truceline-bench-viewshed-"));
  try {
    const [ground, mask] = [join(folder, "ground"), join(folder, "mask")];
    writeFileSync(ground, new Uint8Array(heightsM.buffer));
    const numbers = [rows, row, col, aboveGroundM, options.targetAboveGroundM ?? 0, runCount];
    const args = ["-c", caller, ground, mask, ...numbers.map(String)];
    const { status, stdout, stderr } = spawnSync("python3", args, { encoding: "utf8" });
    if (status !== 0) {
      process.stderr.write(`GDAL was not measured: ${stderr || "python3 is not there"}\n`);
      return undefined;
    }
    const { version, times } = JSON.parse(stdout) as { version: string; times: number[] };
    return { version, ms: median(times), mask: new Uint8Array(readFileSync(mask)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The processor's milliseconds, first runs left out, and the mask. */
function timed(see: () => Uint8Array, runCount: number): { ms: number; mask: Uint8Array } {
  const times: number[] = [];
  let mask = see();
  for (let run = 0; run < runCount + 3; run++) {
    const before = process.cpuUsage();
    mask = see();
    const { user, system } = process.cpuUsage(before);
    if (run >= 3) times.push((user + system) / 1_000);
  }
  return { ms: median(times), mask };
}

interface Deviation {
  readonly all: number;
  readonly certain: number;
}

/** Which share of cells drawn at random a mask has otherwise than the exact line of sight. */
function deviations(
  grid: HeightGrid,
  observer: GridObserver,
  masks: readonly Uint8Array[],
): Deviation[] {
  const rng = seededRng("bench/viewshed/checked");
  const wrong = masks.map(() => ({ all: 0, certain: 0 }));
  let certainCount = 0;
  for (let draw = 0; draw < checkedCount; draw++) {
    const index = Math.floor(rng.nextUnit() * grid.heightsM.length);
    const cell = { row: Math.floor(index / grid.cols), col: index % grid.cols };
    const clearanceM = gridClearanceM(grid, observer, cell, options) ?? Number.NaN;
    const state = clearanceM >= 0 ? sightStates.visible : sightStates.hidden;
    const isCertain = Math.abs(clearanceM) >= nearM;
    if (isCertain) certainCount++;
    for (const [which, mask] of masks.entries()) {
      const tally = wrong[which];
      if (tally === undefined || mask[index] === state) continue;
      tally.all++;
      if (isCertain) tally.certain++;
    }
  }
  return wrong.map(({ all, certain }) => ({
    all: all / checkedCount,
    certain: certain / certainCount,
  }));
}

const ways = [
  { name: "viewshed", see: quickViewshed },
  { name: "viewshed rays", see: sweptViewshed },
];
const round = (value: number | undefined) => Number((value ?? Number.NaN).toPrecision(3));

for (const { size, floor, runCount } of sizes) {
  const grid = madeGround(size);
  const observer = madeObserver(grid);
  const own = ways.map(({ see }) => timed(() => see(grid, observer, options), runCount));
  const gdal = gdalViewshed(grid, observer, runCount);
  const masks = [...own.map(({ mask }) => mask), ...(gdal === undefined ? [] : [gdal.mask])];
  const errors = deviations(grid, observer, masks);
  const other = errors[ways.length];
  for (const [which, { name }] of ways.entries()) {
    const { ms = Number.NaN, mask = new Uint8Array() } = own[which] ?? {};
    let visibleCount = 0;
    for (const state of mask) if (state === sightStates.visible) visibleCount++;
    printLine({
      name: `${name} ${size}`,
      value: ms,
      unit: `ms of the processor for ${size}² cells`,
      against:
        gdal === undefined
          ? "GDAL's library or python3 is not installed (apt-get install gdal-bin): nothing beside it"
          : `gdal_viewshed's own function, GDAL ${gdal.version}, in memory: ${round(gdal.ms)} ms; floor of viewshed ${floor} times as fast`,
      ratio: gdal === undefined ? 0 : gdal.ms / ms,
      error: round(errors[which]?.all),
      detail: {
        certainError: round(errors[which]?.certain),
        visible: round(visibleCount / mask.length),
        ...(other === undefined
          ? {}
          : { gdalError: round(other.all), gdalCertainError: round(other.certain) }),
      },
    });
  }
}
