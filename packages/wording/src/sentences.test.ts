import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import type { ObservationDraft, TimeSpan } from "@truceline/model";
import { localToMs } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { gazetteer, kyivWording, readSmm } from "../fixtures/smm-observations.ts";
import { placeNamer } from "./place-words.ts";
import { createWording } from "./wording.ts";

const name = "observations.csv";
const decoder = new RowDecoder(smmMapping, { name, origin: "observed" });
const smmObservations = readSmm((text) =>
  readCsv(text, { name }).rows.map((row) => decoder.decode(row).record),
);

const atMs = Date.UTC(2026, 2, 10, 12, 41);
const heard: ObservationDraft = {
  span: { fromMs: atMs, toMs: atMs, precision: "minute" },
  observer: { kind: "patrol" },
  observerPosition: { place: "OP 9", control: "GC" },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 2, max: 2 },
  distance: { minM: 2_000, maxM: 4_000 },
  direction: { form: "single", points: ["SSE"] },
};
const [en, uk, ru, fr] = [
  kyivWording("en"),
  kyivWording("uk"),
  kyivWording("ru"),
  kyivWording("fr"),
];
const plain = (text: string) => text.replaceAll(/[\u2009\u00a0]/g, " ");
const tail = (change: Partial<ObservationDraft>) =>
  plain(en.observationSentence({ ...heard, ...change })).replace(
    "At 14:41 on 10 March 2026, the mission ",
    "",
  );
const bare = (change: Partial<ObservationDraft>) => {
  const { distance: _, direction: __, nature: ___, ...rest } = heard;
  return { ...rest, ...change };
};
const exactly = (n: number) => ({ qualifier: "exactly", min: n, max: n }) as const;

describe("a sentence in the mission's manner", () => {
  test("[WRD-020] place only when asked for, bracket only at first mention, UTC where asked", () => {
    expect(plain(en.observationSentence(heard))).toBe(
      "At 14:41 on 10 March 2026, the mission heard two undetermined explosions, 2 to 4 km south-south-east of its position.",
    );
    expect(plain(en.observationSentence(heard, { position: true, utc: true }))).toBe(
      "At 14:41 (12:41 UTC) on 10 March 2026, while at OP 9 (government-controlled), the mission heard two undetermined explosions, 2 to 4 km south-south-east.",
    );
    expect(plain(en.observationSentence(heard, { position: true, bracket: false }))).toBe(
      "At 14:41 on 10 March 2026, while at OP 9, the mission heard two undetermined explosions, 2 to 4 km south-south-east.",
    );
  });

  test.each<[string, Partial<ObservationDraft>, string]>([
    [
      "about",
      { count: { qualifier: "about", min: 120 } },
      "heard about 120 undetermined explosions, 2 to 4 km south-south-east of its position.",
    ],
    [
      "at least",
      { count: { qualifier: "at-least", min: 1 } },
      "heard at least one undetermined explosion, 2 to 4 km south-south-east of its position.",
    ],
    [
      "a range",
      { count: { qualifier: "range", min: 3, max: 12 } },
      "heard three to 12 undetermined explosions, 2 to 4 km south-south-east of its position.",
    ],
    [
      "a range of one",
      { count: { qualifier: "range", min: 3, max: 3 } },
      "heard three undetermined explosions, 2 to 4 km south-south-east of its position.",
    ],
    [
      "uncounted",
      { count: { qualifier: "uncounted" }, kind: "burst" },
      "heard an uncounted number of undetermined bursts, 2 to 4 km south-south-east of its position.",
    ],
    [
      "thousands",
      { count: exactly(1_400) },
      "heard 1 400 undetermined explosions, 2 to 4 km south-south-east of its position.",
    ],
    [
      "told",
      { means: ["informed"] },
      "was told of two undetermined explosions, 2 to 4 km south-south-east of its position.",
    ],
    [
      "seen, and told",
      { means: ["heard", "informed"] },
      "heard two undetermined explosions, 2 to 4 km south-south-east of its position; the mission was also told of this.",
    ],
    [
      "a bearing",
      { direction: { form: "bearing", bearingDeg: 7.4, standardDeviationDeg: 5 } },
      "heard two undetermined explosions, 2 to 4 km on bearing 007° ± 5° of its position.",
    ],
    [
      "the observer's own words",
      { assessedAs: "a quarry at work" },
      "heard two explosions, 2 to 4 km south-south-east of its position, assessed by the observer as “a quarry at work”.",
    ],
    [
      "a weapon without an assessment",
      { weapons: [{ class: "mortar" }], calibresMm: [82] },
      "heard two undetermined explosions, 2 to 4 km south-south-east of its position, weapon given as mortar (82 mm).",
    ],
    [
      "an unknown weapon in the observer's words",
      { kind: "burst", weapons: [{ class: "undetermined", statedAs: "popgun" }] },
      "heard two undetermined bursts of “popgun” fire, 2 to 4 km south-south-east of its position.",
    ],
  ])("[WRD-021] %s", (_, change, says) => {
    expect(tail(change)).toBe(says);
  });

  test("[WRD-021] only a distance, only a direction, neither, right here", () => {
    const say = (change: Partial<ObservationDraft>) =>
      plain(en.observationSentence(bare(change), { position: true })).replace(
        /^.*the mission /,
        "",
      );
    expect(say({ distance: { minM: 300, maxM: 300 } })).toBe("heard two explosions, 300 m away.");
    expect(say({ direction: { form: "list", points: ["N", "NE"] } })).toBe(
      "heard two explosions, to the north and north-east.",
    );
    expect(say({})).toBe("heard two explosions.");
    expect(say({ distance: { minM: 0, maxM: 0 } })).toBe("heard two explosions, at its position.");
    expect(say({ distance: { minM: 600, maxM: 4_000 } })).toBe(
      "heard two explosions, 0.6 to 4 km away.",
    );
  });

  test("[WRD-022] nothing heard or seen is said with its hours, and of the mission only", () => {
    const span: TimeSpan = {
      fromMs: localToMs("2026-03-10T08:00", "Europe/Kyiv"),
      toMs: localToMs("2026-03-10T16:00", "Europe/Kyiv"),
      precision: "minute",
    };
    const nothing = bare({ kind: "nothing", means: ["heard", "saw"], count: exactly(0), span });
    expect(en.observationSentence(nothing)).toBe(
      "Between 08:00 and 16:00 on 10 March 2026, the mission heard and saw nothing.",
    );
    expect(uk.observationSentence(nothing)).toBe(
      "10 березня 2026 року між 08:00 та 16:00 Місія нічого не почула й не побачила.",
    );
    expect(ru.observationSentence(nothing)).toBe(
      "10 марта 2026 года между 08:00 и 16:00 Миссия ничего не услышала и не увидела.",
    );
    expect(fr.observationSentence(nothing)).toBe(
      "Le 10 mars 2026 entre 08:00 et 16:00, la mission n’a rien entendu ni vu.",
    );
  });

  test.each([
    [1, "почула 1 вибух", "услышала 1 взрыв", "entendu 1 explosion"],
    [2, "почула 2 вибухи", "услышала 2 взрыва", "entendu 2 explosions"],
    [5, "почула 5 вибухів", "услышала 5 взрывов", "entendu 5 explosions"],
    [11, "почула 11 вибухів", "услышала 11 взрывов", "entendu 11 explosions"],
    [21, "почула 21 вибух", "услышала 21 взрыв", "entendu 21 explosions"],
    [22, "почула 22 вибухи", "услышала 22 взрыва", "entendu 22 explosions"],
    [101, "почула 101 вибух", "услышала 101 взрыв", "entendu 101 explosions"],
  ])("[WRD-002] %d after the verb", (n, ukrainian, russian, french) => {
    const counted = bare({ count: exactly(n) });
    expect(uk.observationSentence(counted)).toContain(`Місія ${ukrainian}.`);
    expect(ru.observationSentence(counted)).toContain(`Миссия ${russian}.`);
    expect(fr.observationSentence(counted)).toContain(`a ${french}.`);
  });

  test("[WRD-002] the verb agrees with the observer", () => {
    const by = (kind: "radar" | "camera") =>
      bare({ observer: { kind }, means: ["recorded"], kind: "burst", count: exactly(21) });
    expect(uk.observationSentence(by("radar"))).toContain("радар Місії зафіксував 21 чергу.");
    expect(uk.observationSentence(by("camera"))).toContain("камера Місії зафіксувала 21 чергу.");
    expect(ru.observationSentence(by("radar"))).toContain("радар Миссии зафиксировал 21 очередь.");
  });
});

describe("spans of time", () => {
  const span = (from: string, to: string, precision: TimeSpan["precision"]): TimeSpan => ({
    fromMs: localToMs(from, "Europe/Kyiv"),
    toMs: localToMs(to, "Europe/Kyiv"),
    precision,
  });
  test.each([
    [
      span("2026-03-10T11:05", "2026-03-10T11:05", "minute"),
      "at 11:05 on 10 March 2026",
      "10 березня 2026 року об 11:05",
      "10 марта 2026 года в 11:05",
      "le 10 mars 2026 à 11:05",
    ],
    [
      span("2026-03-10T23:40", "2026-03-11T00:20", "minute"),
      "between 23:40 on 10 March and 00:20 on 11 March 2026",
      "між 23:40 10 березня та 00:20 11 березня 2026 року",
      "между 23:40 10 марта и 00:20 11 марта 2026 года",
      "entre 23:40 le 10 mars et 00:20 le 11 mars 2026",
    ],
    [
      span("2025-12-31T23:40", "2026-01-01T00:20", "minute"),
      "between 23:40 on 31 December 2025 and 00:20 on 1 January 2026",
      "між 23:40 31 грудня 2025 року та 00:20 1 січня 2026 року",
      "между 23:40 31 декабря 2025 года и 00:20 1 января 2026 года",
      "entre 23:40 le 31 décembre 2025 et 00:20 le 1er janvier 2026",
    ],
    [
      span("2026-03-10T18:00", "2026-03-11T00:00", "evening"),
      "on the evening of 10 March 2026",
      "увечері 10 березня 2026 року",
      "вечером 10 марта 2026 года",
      "dans la soirée du 10 mars 2026",
    ],
    [
      span("2026-03-02T22:00", "2026-03-03T06:00", "night"),
      "on the night of 2 to 3 March 2026",
      "у ніч із 2 на 3 березня 2026 року",
      "в ночь со 2 на 3 марта 2026 года",
      "dans la nuit du 2 au 3 mars 2026",
    ],
    [
      span("2026-02-28T18:00", "2026-03-01T06:00", "evening-and-night"),
      "on the evening and night of 28 February to 1 March 2026",
      "увечері 28 лютого та в ніч на 1 березня 2026 року",
      "вечером 28 февраля и в ночь на 1 марта 2026 года",
      "dans la soirée et la nuit du 28 février au 1er mars 2026",
    ],
    [
      span("2026-03-10T00:00", "2026-03-11T00:00", "day"),
      "on 10 March 2026",
      "10 березня 2026 року",
      "10 марта 2026 года",
      "le 10 mars 2026",
    ],
    [
      span("2026-03-10T19:30", "2026-03-11T19:30", "reporting-period"),
      "in the reporting period of 10 to 11 March 2026",
      "у звітний період із 10 по 11 березня 2026 року",
      "в отчётный период с 10 по 11 марта 2026 года",
      "au cours de la période de rapport du 10 au 11 mars 2026",
    ],
    [
      span("2026-03-10T04:00", "2026-03-10T08:00", "early-morning"),
      "in the early morning of 10 March 2026",
      "рано-вранці 10 березня 2026 року",
      "ранним утром 10 марта 2026 года",
      "au petit matin du 10 mars 2026",
    ],
  ] as const)("[WRD-023] %#", (time, ...said) => {
    expect([en, uk, ru, fr].map((wording) => wording.span(time))).toEqual(said);
  });

  test("[WRD-023] the hour that the clock change repeats is told apart by UTC", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const told = [first, first + 3_600_000].map((fromMs) =>
      en.span({ fromMs, toMs: fromMs, precision: "minute" }, { utc: true }),
    );
    expect(told).toEqual([
      "at 03:30 (00:30 UTC) on 25 October 2026",
      "at 03:30 (01:30 UTC) on 25 October 2026",
    ]);
  });
});

describe("places", () => {
  test("[WRD-024] a place has its name in the reader's language; another name is marked", () => {
    expect(uk.place("Avdiivka")).toEqual({ text: "Авдіївка", is: "settlement", isFallback: false });
    expect(ru.place("Авдіївка").text).toBe("Авдеевка");
    expect(fr.place("Donetsk Filtration Station").is).toBe("site");
    expect(ru.place("OP 9")).toEqual({ text: "OP 9", is: "point", isFallback: true });
    expect(ru.observationSentence(heard, { position: true })).toContain("находясь в пункте «OP 9»");
    const named = placeNamer(gazetteer, "en");
    expect(named("OP 9")).toEqual({ text: "OP 9", is: "point", isFallback: false });
  });

  test("[WRD-024] a plain function from name to name will do", () => {
    const wording = createWording("fr", { timezone: "Etc/UTC", placeName: (name) => name });
    expect(plain(wording.observationSentence(heard, { position: true }))).toContain(
      "se trouvant au point « OP 9 » (zone contrôlée par le gouvernement)",
    );
  });

  test("[WRD-025] marks of direction in a name do not reach the sentence", () => {
    const wording = createWording("en", { timezone: "Etc/UTC", placeName: (name) => name });
    const turned = { ...heard, observerPosition: { place: "OP\u202e 9" }, assessedAs: "x\u2066y" };
    expect(wording.observationSentence(turned, { position: true })).not.toMatch(/[\u202e\u2066]/);
  });
});

test("[WRD-020] without the position no name of the observer's place is in sentence or row", () => {
  for (const wording of [en, uk, ru, fr]) {
    for (const observation of smmObservations) {
      const { place, referenceTown } = observation.observerPosition ?? {};
      const { position: _, ...row } = wording.observationRow(observation);
      const text = [wording.observationSentence(observation), ...Object.values(row)].join(" ");
      for (const name of [place, referenceTown]) {
        // The place may be named for another reason: the area the event was in.
        if (name === undefined || observation.insideDisengagementArea !== undefined) continue;
        expect(text).not.toContain(wording.place(name).text);
      }
    }
  }
});

test("[WRD-026] a row names what nobody said, and a sentence needs no more than a kind and a time", () => {
  const { observerPosition: _, distance: __, direction: ___, nature: ____, ...least } = heard;
  const row = en.observationRow(least, { position: true });
  expect(row.defaults).toEqual(["position", "eventLocation", "description", "weapon"]);
  expect([row.position, row.weapon]).toEqual(["N/K", "N/K"]);
  expect(en.observationRow({ ...least, kind: "burst" }).description).toBe("N/A");
  expect(en.observationRow(heard).position).toBe("Withheld");
});

test("[WRD-027] a sentence takes less than a tenth of a millisecond", () => {
  const round = () => {
    const begin = performance.now();
    for (const one of smmObservations) uk.observationSentence(one, { position: true });
    return (performance.now() - begin) / smmObservations.length;
  };
  // The machine may be busy with other things: the best of several rounds.
  expect(Math.min(...Array.from({ length: 12 }, round))).toBeLessThan(0.1);
});
