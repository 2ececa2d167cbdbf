import { localToMs, type ObservationDraft } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type LineContext, readLine, writeLine } from "./index.ts";

const timezone = "Europe/Kyiv";
const context: LineContext = {
  language: "en",
  timezone,
  dayLocal: "2026-03-09",
  nowMs: localToMs("2026-03-10T14:52", timezone),
  post: {
    observer: { kind: "patrol", id: "OP 9" },
    position: { place: "OP 9", position: [-30, 0] as never },
  },
  means: ["heard"],
  zones: [
    { id: "da2", name: "DA 2" },
    { id: "da3", name: "DA 3 Quiet Water" },
  ],
};
const read = (text: string, more: Partial<LineContext> = {}) =>
  readLine(text, { ...context, ...more });
/** The only observation of a line, without what the post gives. */
const one = (text: string, more: Partial<LineContext> = {}) => {
  const reading = read(text, more);
  expect(reading.fault).toBeUndefined();
  expect(reading.observations).toHaveLength(1);
  const { observer, observerPosition, span, ...rest } = reading.observations[0] as ObservationDraft;
  return rest;
};
const local = (text: string, more: Partial<LineContext> = {}) => {
  const { span } = read(`${text} 1 expl`, more).observations[0] ?? {};
  return `${span?.stated?.from} ${span?.stated?.to} ${span?.precision}`;
};

describe("what a monitor writes", () => {
  test("[LOG-002] the line of the field manual is two observations of one time", () => {
    const { observations, carried, fault } = read(
      "2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E",
    );
    expect(fault).toBeUndefined();
    const span = {
      fromMs: localToMs("2026-03-09T21:40", timezone),
      toMs: localToMs("2026-03-09T21:56", timezone) - 1,
      precision: "minute",
      stated: { from: "2026-03-09T21:40", to: "2026-03-09T21:55" },
    };
    const post = { observer: context.post.observer, observerPosition: context.post.position };
    expect(observations).toEqual([
      {
        ...post,
        span,
        means: ["heard"],
        count: { qualifier: "exactly", min: 9 },
        kind: "explosion",
        nature: "undetermined",
        distance: { minM: 3_000, maxM: 5_000 },
        direction: { form: "single", points: ["NNE"] },
      },
      {
        ...post,
        span,
        means: ["heard"],
        count: { qualifier: "at-least", min: 4 },
        kind: "burst",
        weapons: [{ class: "machine-gun", statedAs: "heavy_machine_gun" }],
        distance: { minM: 1_000, maxM: 2_000 },
        direction: { form: "single", points: ["E"] },
      },
    ]);
    expect(carried).toEqual([["day"], ["day", "time", "means"]]);
  });

  test.each([
    ["~10", { qualifier: "about", min: 10 }],
    ["about 10", { qualifier: "about", min: 10 }],
    [">=4", { qualifier: "at-least", min: 4 }],
    ["≥ 4", { qualifier: "at-least", min: 4 }],
    ["at least 4", { qualifier: "at-least", min: 4 }],
    ["over 100", { qualifier: "at-least", min: 100 }],
    ["10+", { qualifier: "at-least", min: 10 }],
    ["10-12", { qualifier: "range", min: 10, max: 12 }],
    ["10–12", { qualifier: "range", min: 10, max: 12 }],
    ["x9", { qualifier: "exactly", min: 9 }],
    ["1200", { qualifier: "exactly", min: 1200 }],
    ["several", { qualifier: "uncounted" }],
  ])("[LOG-002] number %s", (word, count) => {
    expect(one(`2140 heard ${word} shots`)).toMatchObject({ kind: "shot", count });
  });

  test.each([
    ["3-5", 3_000, 5_000],
    ["3", 3_000, 3_000],
    ["0.43", 430, 430],
    ["3-5km", 3_000, 5_000],
    ["3 km", 3_000, 3_000],
    ["200-300m", 200, 300],
    ["<1", 0, 1_000],
    ["under 2 km", 0, 2_000],
    ["0", 0, 0],
  ])("[LOG-002] distance %s", (word, minM, maxM) => {
    expect(one(`2140 heard 2 expl ${word} N`).distance).toEqual({ minM, maxM });
  });

  test.each([
    ["NNE", { form: "single", points: ["NNE"] }],
    ["north-north-east", { form: "single", points: ["NNE"] }],
    ["south east", { form: "single", points: ["SE"] }],
    ["N/NE", { form: "list", points: ["N", "NE"] }],
    ["N..E", { form: "range-ends", points: ["N", "E"] }],
    ["~S", { form: "sector", points: ["S"] }],
    ["southerly", { form: "sector", points: ["S"] }],
    ["SE'ly", { form: "sector", points: ["SE"] }],
    ["123°±5", { form: "bearing", bearingDeg: 123, standardDeviationDeg: 5 }],
    ["123deg+-2.5", { form: "bearing", bearingDeg: 123, standardDeviationDeg: 2.5 }],
    ["360°", { form: "bearing", bearingDeg: 0, standardDeviationDeg: 5 }],
  ])("[LOG-002] direction %s", (word, direction) => {
    expect(one(`2140 heard 2 expl 3 ${word}`).direction).toEqual(direction);
  });

  test.each([
    ["E>W", { from: ["E"], to: ["W"] }],
    ["E→W", { from: ["E"], to: ["W"] }],
    ["N>S/S>N", { from: ["N", "S"], to: ["S", "N"] }],
    ["N>S S>N", { from: ["N", "S"], to: ["S", "N"] }],
    ["ESE>", { from: ["ESE"], to: [] }],
    ["vertical", { from: [], to: [] }],
  ])("[LOG-002] movement %s", (word, movement) => {
    expect(one(`2140 saw 2 proj ${word}`).movement).toEqual(movement);
  });

  test.each([
    ["HMG", [{ class: "machine-gun", statedAs: "heavy_machine_gun" }]],
    ["heavy machine gun", [{ class: "machine-gun", statedAs: "heavy_machine_gun" }]],
    ["heavy-machine-gun", [{ class: "machine-gun", statedAs: "heavy_machine_gun" }]],
    [
      "HMG+SAF",
      [
        { class: "machine-gun", statedAs: "heavy_machine_gun" },
        { class: "small-arms", statedAs: "small_arms" },
      ],
    ],
    ["SPG-9", [{ class: "recoilless-gun", statedAs: "recoilless_gun_SPG-9" }]],
    ['arty:"D-30, towed"', [{ class: "artillery", statedAs: "D-30, towed" }]],
    ['mortar:""', [{ class: "mortar" }]],
  ])("[LOG-002] weapon %s", (word, weapons) => {
    expect(one(`2140 heard 2 bursts ${word} 1 N`).weapons).toEqual(weapons);
  });

  test("[LOG-002] calibre, assessment, area, exercise, remark", () => {
    expect(
      one(
        '2140 heard 2 expl out mortar 82mm 3-5 N ="outgoing of mortar" in DA2 ex-out "wind, rain"',
      ),
    ).toEqual({
      means: ["heard"],
      count: { qualifier: "exactly", min: 2 },
      kind: "explosion",
      nature: "outgoing",
      weapons: [{ class: "mortar", statedAs: "mortar" }],
      calibresMm: [82],
      distance: { minM: 3_000, maxM: 5_000 },
      direction: { form: "single", points: ["N"] },
      assessedAs: "outgoing of mortar",
      insideDisengagementArea: "da2",
      exercise: "outside-security-zone",
      remark: "wind, rain",
    });
    expect(one("2140 heard 2 expl in Quiet Water # far, faint").insideDisengagementArea).toBe(
      "da3",
    );
    expect(one("2140 heard 2 expl in Water N").insideDisengagementArea).toBe("da3");
    expect(one('2140 heard 2 expl in "Zolote"').insideDisengagementArea).toBe("Zolote");
    expect(one("2140 2 expl # far, faint").remark).toBe("far, faint");
  });

  test("[LOG-002] order is free where the words are distinct", () => {
    const usual = one("2140 heard >=9 expl undet 3-5km NNE HMG");
    for (const line of [
      "2140 NNE 3-5km >=9 undet expl HMG heard",
      "2140 heard HMG expl >=9 NNE 3-5km undet",
      "2140 undet expl 9+ heard 3-5 HMG NNE",
      "heard >=9 expl undet 3-5km NNE HMG 21:40",
    ]) {
      expect(one(line)).toEqual(usual);
    }
  });

  test("[LOG-002] a word of two meanings takes the place that is free", () => {
    expect(one("2140 saw 1 uav")).toMatchObject({ kind: "uncrewed-aircraft" });
    expect(one("2140 heard 1 expl uav")).toMatchObject({
      kind: "explosion",
      weapons: [{ class: "uncrewed-aircraft", statedAs: "uncrewed_aircraft" }],
    });
  });

  test("[LOG-003] nothing heard or seen is an observation with its hours", () => {
    const nothing = { kind: "nothing", count: { qualifier: "exactly", min: 0 } };
    const both = { ...nothing, means: ["heard", "saw"] };
    expect(one("0000-0530 nothing")).toEqual(both);
    expect(one("0000-0530 nothing heard or seen")).toEqual(both);
    expect(one("0000-0530 nothing heard")).toEqual({ ...nothing, means: ["heard"] });
    expect(one("0000-0530 heard nothing")).toEqual({ ...nothing, means: ["heard"] });
    expect(one("night nothing", { post: { observer: { kind: "camera" } } })).toEqual({
      ...nothing,
      means: ["recorded"],
    });
    expect(read("0000-0530 nothing").nothing).toBe(true);
    expect(read("2140 1 expl").nothing).toBe(false);
  });

  test("[LOG-004] a part and an order are kept with the observation they belong to", () => {
    const { observations } = read("2140 heard 9 expl, incl 3 expl out, 4 shots seq");
    expect(observations.map(({ statement }) => statement)).toEqual([
      { reportId: "log/OP 9/2026-03-09T21:40", statementNo: 1, observationNo: 1 },
      { reportId: "log/OP 9/2026-03-09T21:40", statementNo: 1, observationNo: 2, partOfNo: 1 },
      { reportId: "log/OP 9/2026-03-09T21:40", statementNo: 1, observationNo: 3, inSequence: true },
    ]);
    expect(read("2140 incl 3 expl").fault).toMatchObject({
      code: "TL_LOG_PART_ALONE",
      word: "incl",
    });
  });

  test("[LOG-004] a place on the map and photographs are pointed to", () => {
    const area = { shape: "circle", centre: [-30, 0], radiusM: 50 } as never;
    const photo = { sha256: "0".repeat(64), type: "image/jpeg" };
    expect(one("2140 saw 1 expl imp @1 photo1", { places: [area], media: [photo] })).toMatchObject({
      area,
      media: [photo],
    });
    expect(read("2140 saw 1 expl @2", { places: [area] }).fault).toMatchObject({
      code: "TL_LOG_REFERENCE",
      word: "@2",
    });
  });
});

describe("when it was", () => {
  test.each([
    ["2140", "2026-03-09T21:40 2026-03-09T21:40 minute"],
    ["21:40", "2026-03-09T21:40 2026-03-09T21:40 minute"],
    ["21h40", "2026-03-09T21:40 2026-03-09T21:40 minute"],
    ["2140-55", "2026-03-09T21:40 2026-03-09T21:55 minute"],
    ["21:40:15", "2026-03-09T21:40:15 2026-03-09T21:40:15 exact"],
    ["2350-0020", "2026-03-09T23:50 2026-03-10T00:20 minute"],
    ["2100-2400", "2026-03-09T21:00 2026-03-10T00:00 minute"],
    ["8/3 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["8 March 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["8mar 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["2026-03-08 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["08.03.2026 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["31/12 2140", "2025-12-31T21:40 2025-12-31T21:40 minute"],
    ["yest 2140", "2026-03-09T21:40 2026-03-09T21:40 minute"],
    ["today 0930", "2026-03-10T09:30 2026-03-10T09:30 minute"],
    ["Sun 2140", "2026-03-08T21:40 2026-03-08T21:40 minute"],
    ["now", "2026-03-10T14:52 2026-03-10T14:52 minute"],
    ["evening", "2026-03-09 2026-03-09 evening"],
    ["night", "2026-03-09 2026-03-10 night"],
    ["8/3 night", "2026-03-08 2026-03-09 night"],
    ["evening and night 8/3", "2026-03-08 2026-03-09 evening-and-night"],
    ["8-9/3 evening", "2026-03-08 2026-03-09 evening"],
    ["early morning", "2026-03-09 2026-03-09 early-morning"],
    ["9/3", "2026-03-09 2026-03-09 day"],
    ["period", "2026-03-08 2026-03-09 reporting-period"],
  ])("[LOG-005] %s", (text, expected) => {
    expect(local(text)).toBe(expected);
  });

  test("[LOG-005] a clock time far before the line before is the next day's, and said to be", () => {
    const previousToMs = localToMs("2026-03-09T23:50", timezone);
    const after = { previousToMs };
    expect(local("0010", after)).toBe("2026-03-10T00:10 2026-03-10T00:10 minute");
    expect(read("0010 1 expl", after).notes).toMatchObject([{ code: "TL_LOG_DAY_NEXT" }]);
    expect(local("9/3 0010", after)).toBe("2026-03-09T00:10 2026-03-09T00:10 minute");
    // The next day's 23:00 has not come yet: the line tells of something earlier.
    expect(local("2300", after)).toBe("2026-03-09T23:00 2026-03-09T23:00 minute");
  });

  test("[LOG-005] a later observation may have a time of its own", () => {
    const { observations, fault } = read(
      "2140 heard 9 expl, 2150 4 bursts, 1200 shots, 22:10-22:15 2 expl",
    );
    expect(fault).toBeUndefined();
    expect(
      observations.map(({ span, count, kind }) => [span.stated?.from.slice(11), count.min, kind]),
    ).toEqual([
      ["21:40", 9, "explosion"],
      ["21:50", 4, "burst"],
      ["21:50", 1200, "shot"],
      ["22:10", 2, "explosion"],
    ]);
  });

  test("[LOG-005] a time that has not come yet is the day before's, and said to be", () => {
    const morning = { dayLocal: "2026-03-10" };
    expect(local("2340", morning)).toBe("2026-03-09T23:40 2026-03-09T23:40 minute");
    expect(read("2340 1 expl", morning).notes).toMatchObject([{ code: "TL_LOG_DAY_BEFORE" }]);
    // Clocks differ by a few minutes.
    expect(local("1455", morning)).toBe("2026-03-10T14:55 2026-03-10T14:55 minute");
  });

  test("[LOG-005] a line may run over midnight", () => {
    const { observations } = read("2350 heard 9 expl, 0010 4 bursts, 0020-0025 2 expl");
    expect(observations.map(({ span }) => span.stated?.from)).toEqual([
      "2026-03-09T23:50",
      "2026-03-10T00:10",
      "2026-03-10T00:20",
    ]);
  });

  test("[LOG-005] a time to come is noted, not refused", () => {
    expect(read("today 2300 1 expl")).toMatchObject({ notes: [{ code: "TL_LOG_TIME_FUTURE" }] });
    expect(read("today 2300 1 expl").observations).toHaveLength(1);
  });

  const autumn = { dayLocal: "2026-10-25", nowMs: localToMs("2026-10-25T12:00", timezone) };
  const utc = (text: string, more: Partial<LineContext>) => {
    const { span } = read(`${text} 1 expl`, more).observations[0] ?? {};
    return [span?.fromMs, (span?.toMs ?? 0) + 1].map((ms) =>
      new Date(ms ?? 0).toISOString().slice(11, 16),
    );
  };

  test.each([
    ["0330", ["00:30", "00:31"], true],
    ["0330A", ["00:30", "00:31"], false],
    ["0330B", ["01:30", "01:31"], false],
    ["0330В", ["01:30", "01:31"], false], // Cyrillic letter
    ["0350-0310", ["00:50", "01:11"], true],
    ["0330A-0330B", ["00:30", "01:31"], false],
    ["0230-0430", ["23:30", "02:31"], false],
  ])("[LOG-006] the night the clock is put back: %s", (text, expected, isNoted) => {
    expect(utc(text, autumn)).toEqual(expected);
    const { notes } = read(`${text} 1 expl`, autumn);
    expect(notes.some(({ code }) => code === "TL_LOG_TIME_TWICE")).toBe(isNoted);
  });

  test("[LOG-006] a time that the clock skipped is refused, with the one after the change", () => {
    const spring = { dayLocal: "2026-03-29", nowMs: localToMs("2026-03-29T12:00", timezone) };
    expect(read("0330 1 expl", spring).fault).toMatchObject({
      code: "TL_LOG_TIME_SKIPPED",
      word: "0330",
      suggestion: "0430",
    });
    expect(utc("0230-0430", spring)).toEqual(["00:30", "01:31"]);
  });
});

describe("what is wrong", () => {
  test("[LOG-007] the first wrong word is named, with one suggestion; the rest is kept", () => {
    const text = "2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HGM 1-2 E";
    const { fault, observations, unread, partial } = read(text);
    expect(fault).toMatchObject({
      code: "TL_LOG_WORD_UNKNOWN",
      word: "HGM",
      from: text.indexOf("HGM"),
      to: text.indexOf("HGM") + 3,
      wordNo: 10,
      suggestion: "HMG",
      unfinished: false,
    });
    expect(observations).toHaveLength(1);
    expect(partial).toMatchObject({ kind: "burst", count: { qualifier: "at-least", min: 4 } });
    expect(text.slice(unread?.from, unread?.to)).toBe(" 1-2 E");
  });

  test.each([
    ["2560 heard 1 expl", "TL_LOG_TIME", "2560"],
    ["25:60 heard 1 expl", "TL_LOG_TIME", "25:60"],
    ["31/2 2140 heard 1 expl", "TL_LOG_DAY", "31/2"],
    ["9/3-8/3 2140-2150 heard 1 expl", "TL_LOG_SPAN", "2140-2150"],
    ["2140 heard 12-10 expl", "TL_LOG_NUMBER", "12-10"],
    ["2140 heard 1 expl 9000", "TL_LOG_NUMBER", "9000"],
    ["2140 heard 1 expl 5-3km", "TL_LOG_NUMBER", "5-3km"],
    ["2140 heard 1 expl 2000mm", "TL_LOG_NUMBER", "2000mm"],
    ["2140 heard 1 expl N NE", "TL_LOG_WORD_TWICE", "NE"],
    ["2140 heard 1 expl 2 bursts", "TL_LOG_WORD_TWICE", "bursts"],
    ["2140 heard heard 1 expl", "TL_LOG_WORD_TWICE", "heard"],
    ["2140 heard 1 expl in DA7", "TL_LOG_ZONE_UNKNOWN", "DA7"],
    ['2140 heard 1 expl "cut', "TL_LOG_QUOTE_OPEN", '"cut'],
    ["2140 heard 1 expl =cmd|' /C calc'!A0", "TL_LOG_WORD_UNKNOWN", "=cmd|'"],
    ["2140 heard 1 <b>expl</b>", "TL_LOG_WORD_UNKNOWN", "<b>expl</b>"],
    ["2140 heard 1 expl\u202e N", "TL_LOG_CHARACTER", "expl\u202e"],
    ["2140 heard 1 expl\u0000", "TL_LOG_CHARACTER", "expl\u0000"],
    ["2140 heard 1 ex\u200bpl", "TL_LOG_CHARACTER", "ex\u200bpl"],
    ["2140 heard 1 expl\nN", "TL_LOG_CHARACTER", "expl\nN"],
    ['2140 heard 1 expl "a\u202eb"', "TL_LOG_CHARACTER", '"a\u202eb"'],
    ["2140 heard 1 expl \ud800", "TL_LOG_CHARACTER", "\ud800"],
  ])("[LOG-008] %j", (text, code, word) => {
    expect(read(text).fault).toMatchObject({ code, word });
  });

  test.each([
    ["2140 heard 1 expl in DA", "da2"],
    ["2140 herad 1 expl", "heard"],
    ["2140 heard 1 explotion N", "explosion"],
    ["2140 heard 1 expl undte N", "undet"],
    ["2140 heard 1 expl motrar N", "mortar"],
    ["2140 heard 1 expl NNNE 3", "NNE"],
  ])("[LOG-007] %s: one suggestion", (text, suggestion) => {
    expect(read(text).fault).toMatchObject({ suggestion });
  });

  test("[LOG-007] no suggestion where nothing is near", () => {
    expect(read("2140 heard 1 xyzzyplugh N").fault).not.toHaveProperty("suggestion");
  });

  test.each([
    ["2140", ["means", "number", "kind"], { means: undefined }],
    ["2140 heard", ["number", "kind"], {}],
    ["2140 heard 9", ["kind"], {}],
    ["heard 9 expl", ["time"], {}],
    ["2140 heard 9 expl,", ["number", "kind"], {}],
  ])("[LOG-009] %s is not wrong yet: it lacks %s", (text, expected, more) => {
    expect(read(text, more).fault).toMatchObject({
      code: "TL_LOG_INCOMPLETE",
      expected,
      unfinished: true,
    });
  });

  test("[LOG-009] the beginning of a word at the end of the line is not wrong yet", () => {
    expect(read("2140 heard 9 exp").fault).toMatchObject({ unfinished: true });
    expect(read("2140 heard 9 exp ").fault).toMatchObject({ unfinished: false });
    expect(read("2140 heard 9 expl NN").fault).toMatchObject({ unfinished: true });
  });

  test("[LOG-008] an empty line is no fault and no observation", () => {
    for (const text of ["", "   ", "\t"]) {
      expect(read(text)).toMatchObject({ observations: [], words: [] });
      expect(read(text).fault).toBeUndefined();
    }
  });

  test("[LOG-008] a line has at most 2,000 characters and 50 observations; both are kept whole", () => {
    const long = `2140 heard 1 expl "${"x".repeat(2_000)}"`;
    expect(read(long)).toMatchObject({
      fault: { code: "TL_LOG_LINE_LONG" },
      unread: { from: 0, to: long.length },
    });
    const many = `2140 heard ${Array.from({ length: 51 }, () => "1 expl").join(", ")}`;
    const reading = read(many);
    expect(reading.observations).toHaveLength(50);
    expect(reading.fault?.code).toBe("TL_LOG_OBSERVATION_LIMIT");
    expect(read(`${"1 expl, ".repeat(49)}1 expl 2140`).fault?.code).toBe("TL_LOG_INCOMPLETE");
  });

  test("[LOG-008] what cannot be seen may be written out in quoted text", () => {
    expect(one(String.raw`2140 heard 1 expl "a\u{202e}b\"c\\d\n"`).remark).toBe('a\u202eb"c\\d\n');
  });
});

describe("languages", () => {
  test.each([
    ["uk", "2140-2155 чув 9 вибухів невизн 3-5 ПнПнСх, >=4 черги ВКК 1-2 Сх"],
    ["ru", "2140-2155 слышал 9 взрывов неопр 3-5 ССВ, >=4 очереди ККП 1-2 В"],
    ["fr", "2140-2155 entendu 9 explosions indét 3-5 NNE, >=4 rafales ML 1-2 E"],
  ] as const)("[LOG-010] the same line in %s", (language, text) => {
    const english = "2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E";
    const { observations } = read(english);
    expect(read(text, { language })).toMatchObject({ observations });
    expect(read(english, { language })).toMatchObject({ observations });
    expect(read(text, { language }).fault).toBeUndefined();
  });

  test("[LOG-010] letters of the other alphabet that look the same are the same", () => {
    expect(one("2140 heard 1 burst НМG NЕ")).toMatchObject({
      weapons: [{ statedAs: "heavy_machine_gun" }],
      direction: { points: ["NE"] },
    });
    expect(one("2140 слышал 1 взрыв C", { language: "ru" })).toMatchObject({
      direction: { points: ["N"] },
    });
  });

  test("[LOG-010] accents, apostrophes and decomposed letters do not matter", () => {
    const decomposed = "2140 entendu 1 explosion indéterminée".normalize("NFD");
    expect(one(decomposed, { language: "fr" })).toMatchObject({ nature: "undetermined" });
    expect(one("2140 entendu 1 explosion indeterminee", { language: "fr" })).toMatchObject({
      nature: "undetermined",
    });
    for (const sign of ["'", "’", "ʼ"]) {
      expect(read(`п${sign}ятниця 2140 1 вибух`, { language: "uk" }).fault).toBeUndefined();
    }
  });

  test("[LOG-010] in uk, ru and fr a comma between digits is a decimal comma", () => {
    expect(one("2140 чув 1 вибух 0,6-4 Пн", { language: "uk" }).distance).toEqual({
      minM: 600,
      maxM: 4_000,
    });
    expect(read("2140 heard 1 expl 3-5,4 bursts").observations).toHaveLength(2);
  });

  test("[LOG-010] in Russian в is in, В is east", () => {
    expect(one("2140 слышал 1 взрыв 3 В", { language: "ru" }).direction).toEqual({
      form: "single",
      points: ["E"],
    });
    expect(one("2140 слышал 1 взрыв 3 в", { language: "ru" }).direction).toEqual({
      form: "single",
      points: ["E"],
    });
    expect(one("2140 слышал 1 взрыв 3 В в DA2", { language: "ru" })).toMatchObject({
      direction: { points: ["E"] },
      insideDisengagementArea: "da2",
    });
  });
});

describe("what is carried", () => {
  test("[LOG-011] day, means and end of the line go to the next", () => {
    const { carry } = read("8/3 2140 saw 2 flashes, 2150-2155 3 flashes");
    expect(carry).toEqual({
      dayLocal: "2026-03-08",
      means: ["saw"],
      previousToMs: localToMs("2026-03-08T21:56", timezone) - 1,
    });
    expect(read("2200 1 flash", { means: carry?.means }).observations[0]?.means).toEqual(["saw"]);
    expect(read("0000-0530 nothing").carry?.means).toEqual(["heard"]);
  });

  test("[LOG-011] what is written is the grammar's own manner", () => {
    const write = (text: string) => writeLine(read(text).observations, context);
    expect(write("heard 9 explosions undetermined at 21:40-21:55".replace("at ", ""))).toBe(
      "2140-2155 heard 9 expl undet",
    );
    expect(write("2140 heard 9 expl 0.2-0.3, 8/3 2140 saw 2 flashes 3 N/NE")).toBe(
      "2140 heard 9 expl 200-300m, 8/3 2140 saw 2 flash 3 N/NE",
    );
    expect(write("0000-0530 nothing")).toBe("0000-0530 nothing");
  });

  test("[LOG-011] what a line cannot hold is refused by name, not dropped", () => {
    const [draft] = read("2140 heard 1 expl").observations;
    const more = { ...(draft as ObservationDraft), observer: { kind: "camera" as const } };
    expect(() => writeLine([more], context)).toThrow(
      expect.objectContaining({
        code: "TL_LOG_NOT_WRITABLE",
        faults: [expect.objectContaining({ path: "/observer" })],
      }),
    );
  });
});
