import type { Rng } from "@truceline/model";
import { compactPosition } from "../adsb/compact-position.ts";
import type { Identification, Velocity } from "../adsb/messages.ts";
import { writeHexFrame } from "../adsb/read-frames.ts";
import { type SbsMessage, writeSbs } from "../adsb/sbs.ts";
import { writeSquitter } from "../adsb/write-squitter.ts";
import type { AisMessage } from "../ais/messages.ts";
import type { CotEvent } from "../cot/cot-event.ts";
import { below } from "./damage.ts";

const alphabet = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";

/** A sentence of AIS whose checksum is right, of any type and length, alone or a part. */
export function anySentence(rng: Rng): string {
  const isLong = rng.nextUnit() < 0.02;
  const length = below(rng, isLong ? 740 : 75);
  let payload = "";
  for (let at = 0; at < length; at++) payload += alphabet.charAt(below(rng, 64));
  const total = rng.nextUnit() < 0.7 ? 1 : 1 + below(rng, isLong ? 9 : 4);
  const body = `AIVDM,${total},${1 + below(rng, total)},${below(rng, 10)},${rng.nextUnit() < 0.9 ? "A" : ""},${payload},${below(rng, 6)}`;
  let sum = 0;
  for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at);
  const tag = rng.nextUnit() < 0.1 ? "\\s:r1,c:1772338329*1D\\" : "";
  return `${tag}!${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}\n`;
}

/** A position of an aircraft, with parity: of one of twenty that fly near the receiver, or of any anywhere. */
export function anySquitter(rng: Rng): Uint8Array {
  const isKnown = rng.nextUnit() < 0.6;
  const isRelayed = rng.nextUnit() < 0.2;
  const isOther = rng.nextUnit() < 0.5;
  // An aircraft's own word, of another address, or sent on by the ground.
  const form: Pick<Identification, "format" | "control" | "addressIs"> = isRelayed
    ? { format: 18, control: rng.nextUnit() < 0.5 ? 2 : 6, ...(isOther && { addressIs: "other" }) }
    : isOther
      ? { format: 18, control: rng.nextUnit() < 0.5 ? 1 : 5, addressIs: "other" }
      : { format: 17, control: 5 };
  const head = {
    ...form,
    address: below(rng, isKnown ? 20 : 2 ** 24)
      .toString(16)
      .padStart(6, "0"),
    addressBy: "checked",
  } as const;
  const place = isKnown
    ? { lonDeg: -30 + rng.nextUnit() / 100, latDeg: rng.nextUnit() / 100 }
    : { lonDeg: rng.nextUnit() * 360 - 180, latDeg: rng.nextUnit() * 180 - 90 };
  const isOdd = rng.nextUnit() < 0.5;
  // Who says that it is an aircraft; nobody on the ground is followed before.
  if (rng.nextUnit() < 0.2) {
    return writeSquitter({
      ...head,
      ...(isRelayed && { addressIs: "unsaid" }),
      kind: "identification",
      typeCode: 1 + below(rng, 4),
      category: below(rng, 8),
      callSign: "TEST 12",
    });
  }
  if (rng.nextUnit() < 0.3) {
    return writeSquitter({
      ...head,
      kind: "surface-position",
      typeCode: 5 + below(rng, 4),
      groundSpeedKn: below(rng, 170),
      trackDeg: below(rng, 360),
      isTimeSynchronous: false,
      compact: compactPosition(place, isOdd, true),
    });
  }
  return writeSquitter({
    ...head,
    kind: "airborne-position",
    typeCode: 9 + below(rng, 10),
    surveillanceStatus: 0,
    nicSupplementB: false,
    altitudeFt: below(rng, 50_000),
    isTimeSynchronous: false,
    compact: compactPosition(place, isOdd, false),
  });
}

/** What an aircraft says of how it moves, over ground and downward. */
export const velocity: Velocity = {
  format: 17,
  address: "4b1812",
  addressBy: "checked",
  control: 5,
  kind: "velocity",
  typeCode: 19,
  subtype: 1,
  isIntentChange: false,
  nacV: 2,
  eastKn: -300,
  northKn: 120,
  headingDeg: null,
  airSpeedKn: null,
  airSpeedIs: null,
  verticalRateFtPerMin: -832,
  verticalRateBy: "pressure",
  heightDifferenceFt: 350,
};

export const hexLine = (rng: Rng) => `${writeHexFrame(anySquitter(rng))}\n`;

const sbs: SbsMessage = {
  type: 3,
  address: "400001",
  generatedAtMs: Date.UTC(2026, 2, 1),
  callSign: "TEST1",
  altitudeFt: 35_000,
  groundSpeedKn: 400.5,
  trackDeg: 90.5,
  latDeg: 0.5,
  lonDeg: -30.25,
  verticalRateFtPerMin: -64,
  squawk: "0420",
  isAlert: false,
  isEmergency: false,
  isIdent: null,
  isOnGround: false,
};
export const sbsLine = `${writeSbs(sbs)}\r\n`;

export const cotEvent: CotEvent = {
  uid: "boat-1",
  type: "a-n-S",
  how: "m-g",
  sentAtMs: Date.UTC(2026, 2, 1),
  startAtMs: Date.UTC(2026, 2, 1),
  staleAtMs: Date.UTC(2026, 2, 1, 0, 5),
  lonDeg: -30,
  latDeg: 0.5,
  heightM: null,
  horizontalErrorM: 10,
  verticalErrorM: null,
  detail: [
    { name: "contact", attributes: { callsign: "BOAT" }, children: [] },
    { name: "remarks", attributes: {}, children: ["a text & more"] },
  ],
};

/** One document each, of every part that its format has here. */
export const documents = {
  sensorThings: `{"@iot.id":1,"phenomenonTime":"2026-03-01T04:12:00Z/2026-03-01T04:13:00Z","resultTime":null,"result":{"a":[1,2.5]},"parameters":{"b":"c"},"Datastream":{"@iot.id":"d","unitOfMeasurement":{"name":"n","symbol":"s","definition":null},"Thing":{"Locations":[{"location":{"type":"Point","coordinates":[-30,0]}}]}},"FeatureOfInterest":{"feature":{}}}\n`,
  dataArray: `[{"Datastream":{"@iot.id":1},"components":["phenomenonTime","result","FeatureOfInterest/id"],"dataArray@iot.count":2,"dataArray":[["2010-12-23T10:20:00-0700",20,1],["2010-12-23T10:21:00Z",30,1]]}]\n`,
  station: `{"@iot.id":"a/1","phenomenonTime":"2026-03-01T04:12:09.250Z","resultTime":"2026-03-01T04:12:11Z","result":{"sound":"shot","bearingDeg":231.4,"bearingErrorDeg":1.5,"arrivals":[{"phase":"P","atMs":1772338329250.1,"errorMs":0.5}]},"parameters":{"message":"station/1","medium":"acoustic","clock":{"state":"holdover","errorMs":4,"since":"2026-03-01T03:00:00Z"},"temperatureDegC":-3.5},"Datastream":{"Thing":{"@iot.id":"a"}},"FeatureOfInterest":{"feature":{"type":"Point","coordinates":[-30,0.01]}}}\n`,
  firms: `latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,version,bright_ti5,frp,daynight,type\n0.5,-30.25,340.82,0.49,0.4,2026-06-24,0005,N20,VIIRS,n,2.0NRT,290.35,15.69,N,\n1,-30,341,0.4,0.4,2026-06-24,1305,N,VIIRS,h,2,290,,D,2\n`,
  csv: 'a,b,"c ""d"""\r\n1,"x\r\ny",3\n,,\n"4",5,6\n',
  viina: `datetime,lon,lat,place_name,event_type,headline\n2026-03-01 04:12:00,-30.5,0.5,Place,artillery|loc,words\n2026-03-02 00:00:00,,,,,\n`,
  airReport: `time_start,time_end,model,target,launched,destroyed,not_reach_goal,still_attacking,affected region,source\n2026-03-01 19:30,2026-03-02 08:30,Model,south,17.0,7.0,6.0,,"['Region A', 'Region B']",kpszsu/posts/1\n`,
  submission: `<data id="truceline-patrol" version="1" xmlns:orx="http://openrosa.org/xforms"><patrol>P</patrol><here>0.0125 -30.005 4 6.5</here><events><from>2026-03-01T04:12:09.250+01:00</from><until/><kind>shot</kind><means>heard saw</means><count_word>at-least</count_word><count>3</count><photo>1.jpg</photo></events><orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>`,
  geojson: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"2026-03-01","n":1},"geometry":{"type":"Polygon","coordinates":[[[-30,0],[-29,0],[-29,1],[-30,0]]]}}]}`,
  features: `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"1","date":"2026-03-01","types":"a|b"},"geometry":{"type":"Polygon","coordinates":[[[-30,0],[-29,0],[-29,1],[-30,0]]]}}]}`,
  gpx: `<gpx version="1.1"><trk><trkseg><trkpt lat="0" lon="-30"><time>2026-03-01T00:00:00Z</time></trkpt><trkpt lat="0.1" lon="-30"/></trkseg></trk></gpx>`,
  kml: `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark id="a"><name>N</name><description><![CDATA[<b>d</b>]]></description><TimeSpan><begin>2026-03</begin></TimeSpan><MultiGeometry><Point><coordinates>-30,0,5</coordinates></Point><Polygon><outerBoundaryIs><LinearRing><coordinates>-30,0 -29,0 -29,1 -30,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Document></kml>`,
  placemarks: `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>F</name><Placemark><name>N</name><ExtendedData><Data name="n"><value>1</value></Data><Data name="date"><value>2026-03-01</value></Data><Data name="types"><value>a|b</value></Data></ExtendedData><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>-30,0,5 -29,0 -29,1 -30,0,5</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>`,
  cap: `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>i</identifier><sender>s</sender><sent>2026-03-01T00:00:00+02:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope><info><language>en</language><category>Safety</category><event>e</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty><area><areaDesc>a</areaDesc><polygon>0,-30 0,-29 1,-29 0,-30</polygon><circle>0,-30 5</circle></area></info></alert>`,
  xml: `<?xml version="1.0" encoding="UTF-8"?><!-- c --><a xmlns:b="c" d='e&amp;f'><b:g>h<![CDATA[<i>]]></b:g><j/>&#x41;</a>`,
} as const;

/** A vessel under way, 15 s into a minute. */
export const vesselReport: Extract<AisMessage, { readonly turnIndicator: number }> = {
  type: 1,
  repeat: 0,
  mmsi: 211_000_001,
  navStatus: 0,
  turnIndicator: 0,
  speedKn: 10,
  isAccurate: true,
  lonDeg: -30,
  latDeg: 0.5,
  courseDeg: 90,
  headingDeg: 90,
  second: 15,
  manoeuvre: 0,
  spare: 0,
  isRaim: false,
  radio: 0,
};

/** A base station, half a minute after noon. */
export const baseReport: Extract<AisMessage, { readonly type: 4 | 11 }> = {
  type: 4,
  repeat: 0,
  mmsi: 2_110_001,
  year: 2026,
  month: 1,
  day: 1,
  hour: 12,
  minute: 0,
  second: 30,
  isAccurate: true,
  lonDeg: -30,
  latDeg: 0.5,
  positionDevice: 1,
  spare: 0,
  isRaim: false,
  radio: 0,
};
