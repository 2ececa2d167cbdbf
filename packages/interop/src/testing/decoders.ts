import type { Rng } from "@truceline/model";
import { AircraftPlaces } from "../adsb/aircraft-places.ts";
import { decodeModeS } from "../adsb/decode-mode-s.ts";
import { BeastReader, HexReader, writeBeast } from "../adsb/read-frames.ts";
import { SbsReader } from "../adsb/sbs.ts";
import { AisJsonReader } from "../ais/ais-json-reader.ts";
import { AisReader } from "../ais/read-ais.ts";
import { airReportClaim, readAirReport } from "../alerts/air-reports.ts";
import { readCap } from "../cap/read-cap.ts";
import { CotReader, readCotDatagram } from "../cot/cot-reader.ts";
import { writeCotXml } from "../cot/write-event.ts";
import { writeCotDatagram, writeCotFrame } from "../cot/write-frame.ts";
import { readCsv } from "../csv/read-csv.ts";
import { readDailyArea } from "../deepstate/read-daily-area.ts";
import { heatObservation } from "../firms/heat-observation.ts";
import { FirmsReader } from "../firms/read-firms.ts";
import { readGeojson } from "../geojson/read-geojson.ts";
import { readGpx } from "../gpx/read-gpx.ts";
import { readKmz, writeKmz } from "../kml/kmz.ts";
import { readKml } from "../kml/read-kml.ts";
import { RowDecoder } from "../mapping/decode-rows.ts";
import type { Mapping } from "../mapping/mapping-schema.ts";
import { parseMapping } from "../mapping/parse-mapping.ts";
import { viinaMapping } from "../mappings/viina.ts";
import type { OdkForm } from "../odk/form.ts";
import { patrolForm, patrolMapping } from "../odk/patrol-form.ts";
import { readForm } from "../odk/read-form.ts";
import { readSubmission } from "../odk/read-submission.ts";
import { submissionRows } from "../odk/submission-rows.ts";
import { writeForm } from "../odk/write-form.ts";
import { cleanPhoto } from "../photo/clean-photo.ts";
import {
  type FeedFormat,
  feedFormats,
  isWholeFormat,
  openRecordReader,
} from "../records/open-record-reader.ts";
import { SensorThingsReader } from "../sensorthings/read-sensorthings.ts";
import { StationReader } from "../stations/read-stations.ts";
import { readXml } from "../xml/xml-reader.ts";
import { below } from "./damage.ts";
import {
  anySentence,
  anySquitter,
  cotEvent,
  documents,
  hexLine,
  sbsLine,
} from "./made-messages.ts";

/** What one execution gave: what was read, and what was told. */
export interface Outcome {
  readonly readCount: number;
  /** What was refused without a fault: halves that make no place. */
  readonly refusedCount?: number;
  readonly faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly bytesHex?: string | undefined;
  }[];
}

/** A decoder as the harness runs it. Readers of streams are opened once, for all executions. */
export interface DecoderUnderTest {
  readonly name: string;
  readonly of: "vessels" | "aircraft" | "others";
  /** Sound input of the shape that comes, before it is damaged. */
  readonly make: (rng: Rng) => Uint8Array;
  readonly open: () => (pieces: readonly Uint8Array[], rng: Rng) => Outcome;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const textOf = (pieces: readonly Uint8Array[]) => {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
};
const wholeOf = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
const name = "fuzz";
const nothing: readonly never[] = [];

interface Stream {
  push(bytes: Uint8Array, atMs: number): readonly unknown[] | Uint8Array;
  takeFaults(): Outcome["faults"];
}

/** A reader that never ends: what one execution leaves in it, the next one meets. */
function stream(
  title: string,
  make: (rng: Rng) => Uint8Array,
  create: () => Stream,
  of: DecoderUnderTest["of"] = "others",
): DecoderUnderTest {
  return {
    name: title,
    of,
    make,
    open: () => {
      const reader = create();
      return (pieces, rng) => {
        let readCount = 0;
        for (const piece of pieces) readCount += reader.push(piece, below(rng, 1_000_000)).length;
        return { readCount, faults: reader.takeFaults() };
      };
    },
  };
}

/** A decoder of whole documents. */
function whole(
  title: string,
  sample: Uint8Array | readonly Uint8Array[],
  read: (bytes: Uint8Array, pieces: readonly Uint8Array[]) => Outcome,
): DecoderUnderTest {
  const samples = sample instanceof Uint8Array ? [sample] : sample;
  return {
    name: title,
    of: "others",
    make: (rng) => samples[below(rng, samples.length)] ?? new Uint8Array(1),
    open: () => (pieces) => read(wholeOf(pieces), pieces),
  };
}

/** Sound input of each format of a feed. */
const fedBy: Readonly<Record<FeedFormat, (rng: Rng) => Uint8Array>> = {
  ais: (rng) => utf8(anySentence(rng)),
  beast: (rng) => writeBeast(anySquitter(rng), below(rng, 2 ** 40), rng.nextUnit()),
  adsb: (rng) => utf8(hexLine(rng)),
  sbs: () => utf8(sbsLine),
  cot: cotStream,
  cap: () => utf8(documents.cap),
  stations: () => utf8(documents.station),
  sensorthings: () => utf8(documents.station),
  firms: () => utf8(documents.firms),
  "air-reports": () => utf8(documents.airReport),
  csv: () => utf8(documents.viina),
  geojson: () => utf8(documents.features),
  kml: (rng) =>
    rng.nextUnit() < 0.5 ? utf8(documents.placemarks) : writeKmz(documents.placemarks),
  gpx: () => utf8(documents.gpx),
  odk: () => utf8(documents.submission),
};

/** A format by the way of a feed, to records. What needs its beginning is begun anew each time. */
function fed(format: FeedFormat): DecoderUnderTest {
  const create = () => {
    const mapping = mappingOfFormat[format] ?? viinaMapping;
    // A track is of the patrol that its file is named after.
    const file = "018f0000-0000-7000-8000-000000000001.gpx";
    return openRecordReader(format, { name: file, source: name, origin: "exercise", mapping });
  };
  return {
    name: `${format} as records`,
    of: "others",
    make: fedBy[format],
    open: () => {
      const kept = isWholeFormat(format) ? undefined : create();
      return (pieces, rng) => {
        const reader = kept ?? create();
        const atMs = below(rng, 1_000_000);
        const messages = pieces.flatMap((piece) => reader.push(piece, atMs));
        const rest = kept === undefined ? reader.finish(atMs) : [];
        return { readCount: messages.length + rest.length, faults: reader.takeFaults() };
      };
    },
  };
}

const featureMapping: Mapping = {
  truceline: "mapping/1",
  id: "features",
  record: "claim",
  source: name,
  timezone: "UTC",
  sourceId: { template: "{n}" },
  time: { from: "date" },
  fields: [
    { constant: "F", to: "grade.source" },
    { constant: "6", to: "grade.information" },
    { column: "types", to: "types", split: "|", emptyList: true },
    { geometry: "area", to: "area" },
  ],
};

const mappingOfFormat: Partial<Record<FeedFormat, Mapping>> = {
  geojson: featureMapping,
  kml: featureMapping,
  sensorthings: {
    ...featureMapping,
    sourceId: { template: "{thing}/{id}" },
    time: { from: "from", until: "until" },
    fields: [
      ...featureMapping.fields.filter(({ to }) => to.startsWith("grade")),
      { column: "result.sound", to: "types", split: "|", emptyList: true },
      { geometry: "area", to: "area", radiusM: 50 },
    ],
  },
};

/** All decoders of the package. `photos` are sound files of each kind, small ones. */
export function decodersUnderTest(photos: readonly Uint8Array[]): readonly DecoderUnderTest[] {
  const form: OdkForm = { ...patrolForm, lists: { ...patrolForm.lists } };
  const small: OdkForm = { ...form, items: form.items.slice(0, 1), lists: {} };
  return [
    stream(
      "AIS",
      (rng) => utf8(anySentence(rng)),
      () => new AisReader({ name }),
      "vessels",
    ),
    stream(
      "AIS as JSON",
      (rng) => utf8(anySentence(rng)),
      () => new AisJsonReader({ name }),
      "vessels",
    ),
    {
      name: "Mode S",
      of: "aircraft",
      make: anySquitter,
      open: () => (pieces) => {
        const result = decodeModeS(wholeOf(pieces));
        return "kind" in result
          ? { readCount: 1, faults: nothing }
          : { readCount: 0, faults: [{ code: result.code, message: result.special }] };
      },
    },
    stream(
      "Beast",
      (rng) => writeBeast(anySquitter(rng), below(rng, 2 ** 40), rng.nextUnit()),
      () => new BeastReader(name),
      "aircraft",
    ),
    stream(
      "hexadecimal lines",
      (rng) => utf8(hexLine(rng)),
      () => new HexReader(name),
      "aircraft",
    ),
    stream(
      "SBS-1",
      () => utf8(sbsLine),
      () => new SbsReader(name),
      "aircraft",
    ),
    places(),
    stream("CoT and TAK", cotStream, () => new CotReader({ name })),
    whole(
      "CoT datagram",
      [utf8(writeCotXml(cotEvent)), writeCotDatagram({ event: cotEvent })],
      (bytes) => {
        const result = readCotDatagram(bytes, { name });
        return "fault" in result
          ? { readCount: 0, faults: [result.fault] }
          : { readCount: 1, faults: nothing };
      },
    ),
    stream(
      "SensorThings",
      (rng) => utf8(rng.nextUnit() < 0.5 ? documents.sensorThings : documents.dataArray),
      () => new SensorThingsReader({ name }),
    ),
    stream(
      "stations",
      () => utf8(documents.station),
      () => new StationReader(name),
    ),
    whole("CAP", utf8(documents.cap), (bytes) => {
      const { alerts, faults } = readCap(bytes, { name });
      return { readCount: alerts.length, faults };
    }),
    whole("XML", utf8(documents.xml), (bytes) => ({
      readCount: readXml(bytes, { name }).length,
      faults: nothing,
    })),
    whole("KML", utf8(documents.kml), (bytes) => {
      const { places: found, faults } = readKml(bytes, { name });
      return { readCount: found.length, faults };
    }),
    whole("KMZ", writeKmz(documents.kml), (bytes) => {
      const { places: found, faults } = readKmz(bytes, { name });
      return { readCount: found.length, faults };
    }),
    whole("GPX", utf8(documents.gpx), (bytes) => ({
      readCount: readGpx(bytes).points.length,
      faults: nothing,
    })),
    whole("GeoJSON", utf8(documents.geojson), (_, pieces) => {
      const { rows, faults } = readGeojson(textOf(pieces), { name });
      return { readCount: rows.length, faults };
    }),
    whole("daily areas", utf8(documents.geojson), (_, pieces) => {
      const { area, faults } = readDailyArea(textOf(pieces), { name });
      return { readCount: area === undefined ? 0 : 1, faults };
    }),
    whole("CSV", utf8(documents.csv), (_, pieces) => {
      const { rows, faults } = readCsv(textOf(pieces), { name });
      return { readCount: rows.length, faults };
    }),
    whole("rows by a mapping", utf8(documents.viina), (_, pieces) => {
      const table = readCsv(textOf(pieces), { name });
      const decoder = new RowDecoder(viinaMapping, { name, origin: "exercise" });
      const decoded = table.rows.map((row) => decoder.decode(row));
      return {
        readCount: decoded.filter(({ record: made }) => made !== undefined).length,
        faults: [...table.faults, ...decoded.flatMap(({ faults }) => faults)],
      };
    }),
    whole("mappings", utf8(JSON.stringify(viinaMapping)), (_, pieces) => {
      let value: unknown;
      try {
        value = JSON.parse(textOf(pieces));
      } catch {
        return { readCount: 0, faults: nothing }; // Who reads the file has told it already.
      }
      const { mapping, faults } = parseMapping(value, name);
      return { readCount: mapping === undefined ? 0 : 1, faults };
    }),
    whole("FIRMS", utf8(documents.firms), (_, pieces) => {
      const reader = new FirmsReader(name);
      const pixels = [...reader.push(textOf(pieces)), ...reader.finish()];
      for (const pixel of pixels) heatObservation(pixel, { origin: "exercise" });
      return { readCount: pixels.length, faults: reader.takeFaults() };
    }),
    whole("air reports", utf8(documents.airReport), (_, pieces) => {
      const table = readCsv(textOf(pieces), { name });
      const results = table.rows.map((row) => readAirReport(row, name));
      const claims = results.flatMap((one) =>
        "report" in one ? [airReportClaim(one.report, { origin: "exercise" })] : [],
      );
      return {
        readCount: claims.length,
        faults: [...table.faults, ...results.flatMap((one) => ("fault" in one ? [one.fault] : []))],
      };
    }),
    whole("ODK submissions", utf8(documents.submission), (bytes) => {
      const { submission, faults } = readSubmission(bytes, form, { name });
      if (submission === undefined) return { readCount: 0, faults };
      const decoder = new RowDecoder(patrolMapping, { name, origin: "exercise" });
      const rows = submissionRows(form, submission, "events");
      return { readCount: 1, faults: rows.flatMap((row) => decoder.decode(row).faults) };
    }),
    whole("ODK forms", writeForm(small), (bytes) => {
      const { form: found, faults } = readForm(bytes, { name });
      return { readCount: found === undefined ? 0 : 1, faults };
    }),
    whole("photographs", photos, (bytes) => ({
      readCount: cleanPhoto(bytes, { keepPlace: false }).bytes.length > 0 ? 1 : 0,
      faults: nothing,
    })),
    ...feedFormats.map((format) => fed(format)),
  ];
}

function cotStream(rng: Rng): Uint8Array {
  return rng.nextUnit() < 0.5 ? utf8(writeCotXml(cotEvent)) : writeCotFrame({ event: cotEvent });
}

/** Halves of places, of ever-new and of few aircraft, on the ground and in the air. */
function places(): DecoderUnderTest {
  return {
    name: "places of aircraft",
    of: "aircraft",
    make: anySquitter,
    open: () => {
      const aircraftCountMax = 100;
      const known = new AircraftPlaces({ receiver: { lonDeg: -30, latDeg: 0 }, aircraftCountMax });
      return (pieces, rng) => {
        const message = decodeModeS(wholeOf(pieces));
        if (!("kind" in message)) return { readCount: 0, refusedCount: 1, faults: nothing };
        if (message.kind !== "airborne-position" && message.kind !== "surface-position") {
          return { readCount: 0, faults: nothing };
        }
        const place = known.place(message, below(rng, 20_000));
        if (known.aircraftCount > aircraftCountMax) throw new Error("more aircraft than allowed");
        if (typeof place === "string") return { readCount: 0, refusedCount: 1, faults: nothing };
        if (!(Math.abs(place.latDeg) <= 90 && Math.abs(place.lonDeg) <= 180)) {
          throw new Error(`a place off the earth: ${place.lonDeg}, ${place.latDeg}`);
        }
        return { readCount: 1, faults: nothing };
      };
    },
  };
}
