// Every message, field by field in the order of ITU-R M.1371-5, for reading and writing (`BitFields`).
import type { BitFields } from "./bit-fields.ts";
import type {
  AidToNavigation,
  AisMessage,
  BaseStationReport,
  ClassBExtendedReport,
  ClassBReport,
  LongRangeReport,
  OtherMessage,
  PositionReport,
  RescueAircraftReport,
  SafetyBroadcast,
  StaticDataA,
  StaticDataB,
  StaticDataOther,
  VoyageData,
} from "./messages.ts";

/** What a writer is given; a reader gets nothing. */
type Given<Message> = Partial<Message>;

const lonAbsent = 181 * 600_000;
const latAbsent = 91 * 600_000;
const lonAbsentCoarse = 181 * 600;
const latAbsentCoarse = 91 * 600;

/** Bits a message must have at least to be read; 0 for a type that there is none of. */
export function bitCountMin(type: number, partNumber: number): number {
  switch (type) {
    case 1:
    case 2:
    case 3:
      // Some relays count the last character as filling; only the radio's state loses by it.
      return 162;
    case 4:
    case 9:
    case 11:
    case 18:
      return 168;
    case 5:
      // The two last bits carry nothing a reader needs, and some senders leave them out.
      return 420;
    case 19:
      return 312;
    case 21:
      return 270;
    case 24:
      return partNumber === 0 ? 160 : partNumber === 1 ? 162 : 40;
    case 27:
      return 95;
    default:
      return type >= 1 && type <= 26 ? 38 : 0;
  }
}

/** Takes a message through its fields. `type`, `repeat` and `mmsi` are read already. */
export function passFields(
  io: BitFields,
  type: number,
  repeat: number,
  mmsi: number,
  given: Given<AisMessage>,
): AisMessage {
  switch (type) {
    case 1:
    case 2:
    case 3:
      return position(io, type, repeat, mmsi, given as Given<PositionReport>);
    case 4:
    case 11:
      return baseStation(io, type, repeat, mmsi, given as Given<BaseStationReport>);
    case 5:
      return voyage(io, repeat, mmsi, given as Given<VoyageData>);
    case 9:
      return rescueAircraft(io, repeat, mmsi, given as Given<RescueAircraftReport>);
    case 14:
      return safety(io, repeat, mmsi, given as Given<SafetyBroadcast>);
    case 18:
      return classB(io, repeat, mmsi, given as Given<ClassBReport>);
    case 19:
      return classBExtended(io, repeat, mmsi, given as Given<ClassBExtendedReport>);
    case 21:
      return aid(io, repeat, mmsi, given as Given<AidToNavigation>);
    case 24:
      return staticData(io, repeat, mmsi, given as Given<StaticDataB>);
    case 27:
      return longRange(io, repeat, mmsi, given as Given<LongRangeReport>);
    default: {
      const { content } = given as Given<OtherMessage>;
      return {
        type: type as OtherMessage["type"],
        repeat,
        mmsi,
        content: io.restSextets(content),
      };
    }
  }
}

function position(
  io: BitFields,
  type: 1 | 2 | 3,
  repeat: number,
  mmsi: number,
  given: Given<PositionReport>,
): PositionReport {
  return {
    type,
    repeat,
    mmsi,
    navStatus: io.uint(4, given.navStatus),
    turnIndicator: io.int(8, given.turnIndicator),
    speedKn: io.scaled(10, given.speedKn, 10, 1023),
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    courseDeg: io.scaled(12, given.courseDeg, 10, 3600),
    headingDeg: io.scaled(9, given.headingDeg, 1, 511),
    second: io.uint(6, given.second),
    manoeuvre: io.uint(2, given.manoeuvre),
    spare: io.uint(3, given.spare),
    isRaim: io.flag(given.isRaim),
    radio: io.uint(19, given.radio),
  };
}

function baseStation(
  io: BitFields,
  type: 4 | 11,
  repeat: number,
  mmsi: number,
  given: Given<BaseStationReport>,
): BaseStationReport {
  return {
    type,
    repeat,
    mmsi,
    year: io.uint(14, given.year),
    month: io.uint(4, given.month),
    day: io.uint(5, given.day),
    hour: io.uint(5, given.hour),
    minute: io.uint(6, given.minute),
    second: io.uint(6, given.second),
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    positionDevice: io.uint(4, given.positionDevice),
    spare: io.uint(10, given.spare),
    isRaim: io.flag(given.isRaim),
    radio: io.uint(19, given.radio),
  };
}

function voyage(io: BitFields, repeat: number, mmsi: number, given: Given<VoyageData>): VoyageData {
  return {
    type: 5,
    repeat,
    mmsi,
    aisVersion: io.uint(2, given.aisVersion),
    imo: io.uint(30, given.imo),
    callSign: io.text(7, given.callSign),
    name: io.text(20, given.name),
    shipType: io.uint(8, given.shipType),
    toBowM: io.uint(9, given.toBowM),
    toSternM: io.uint(9, given.toSternM),
    toPortM: io.uint(6, given.toPortM),
    toStarboardM: io.uint(6, given.toStarboardM),
    positionDevice: io.uint(4, given.positionDevice),
    etaMonth: io.uint(4, given.etaMonth),
    etaDay: io.uint(5, given.etaDay),
    etaHour: io.uint(5, given.etaHour),
    etaMinute: io.uint(6, given.etaMinute),
    // No value of the draught means "not available"; 0 is the default.
    draughtM: io.scaled(8, given.draughtM, 10, -1) ?? 0,
    destination: io.text(20, given.destination),
    isTerminalMissing: io.flag(given.isTerminalMissing),
    spare: io.uint(1, given.spare),
  };
}

function rescueAircraft(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<RescueAircraftReport>,
): RescueAircraftReport {
  return {
    type: 9,
    repeat,
    mmsi,
    altitudeM: io.scaled(12, given.altitudeM, 1, 4095),
    speedKn: io.scaled(10, given.speedKn, 1, 1023),
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    courseDeg: io.scaled(12, given.courseDeg, 10, 3600),
    second: io.uint(6, given.second),
    regional: io.uint(8, given.regional),
    isTerminalMissing: io.flag(given.isTerminalMissing),
    spare: io.uint(3, given.spare),
    isAssigned: io.flag(given.isAssigned),
    isRaim: io.flag(given.isRaim),
    radio: io.uint(20, given.radio),
  };
}

function safety(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<SafetyBroadcast>,
): SafetyBroadcast {
  return {
    type: 14,
    repeat,
    mmsi,
    spare: io.uint(2, given.spare),
    text: io.restText(161, given.text),
  };
}

function classB(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<ClassBReport>,
): ClassBReport {
  return {
    type: 18,
    repeat,
    mmsi,
    reserved: io.uint(8, given.reserved),
    speedKn: io.scaled(10, given.speedKn, 10, 1023),
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    courseDeg: io.scaled(12, given.courseDeg, 10, 3600),
    headingDeg: io.scaled(9, given.headingDeg, 1, 511),
    second: io.uint(6, given.second),
    regional: io.uint(2, given.regional),
    isCarrierSense: io.flag(given.isCarrierSense),
    hasDisplay: io.flag(given.hasDisplay),
    hasDsc: io.flag(given.hasDsc),
    isWholeBand: io.flag(given.isWholeBand),
    takesMessage22: io.flag(given.takesMessage22),
    isAssigned: io.flag(given.isAssigned),
    isRaim: io.flag(given.isRaim),
    radio: io.uint(20, given.radio),
  };
}

function classBExtended(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<ClassBExtendedReport>,
): ClassBExtendedReport {
  return {
    type: 19,
    repeat,
    mmsi,
    reserved: io.uint(8, given.reserved),
    speedKn: io.scaled(10, given.speedKn, 10, 1023),
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    courseDeg: io.scaled(12, given.courseDeg, 10, 3600),
    headingDeg: io.scaled(9, given.headingDeg, 1, 511),
    second: io.uint(6, given.second),
    regional: io.uint(4, given.regional),
    name: io.text(20, given.name),
    shipType: io.uint(8, given.shipType),
    toBowM: io.uint(9, given.toBowM),
    toSternM: io.uint(9, given.toSternM),
    toPortM: io.uint(6, given.toPortM),
    toStarboardM: io.uint(6, given.toStarboardM),
    positionDevice: io.uint(4, given.positionDevice),
    isRaim: io.flag(given.isRaim),
    isTerminalMissing: io.flag(given.isTerminalMissing),
    isAssigned: io.flag(given.isAssigned),
    spare: io.uint(4, given.spare),
  };
}

function aid(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<AidToNavigation>,
): AidToNavigation {
  const aidType = io.uint(5, given.aidType);
  const firstName = io.text(20, given.name?.slice(0, 20));
  const rest = {
    isAccurate: io.flag(given.isAccurate),
    lonDeg: io.signedScaled(28, given.lonDeg, 600_000, lonAbsent),
    latDeg: io.signedScaled(27, given.latDeg, 600_000, latAbsent),
    toBowM: io.uint(9, given.toBowM),
    toSternM: io.uint(9, given.toSternM),
    toPortM: io.uint(6, given.toPortM),
    toStarboardM: io.uint(6, given.toStarboardM),
    positionDevice: io.uint(4, given.positionDevice),
    second: io.uint(6, given.second),
    isOffPosition: io.flag(given.isOffPosition),
    regional: io.uint(8, given.regional),
    isRaim: io.flag(given.isRaim),
    isVirtual: io.flag(given.isVirtual),
    isAssigned: io.flag(given.isAssigned),
    spare: io.uint(1, given.spare),
  };
  const extension = io.restText(14, given.name?.slice(20));
  // A name goes on only where it fills its field; behind shorter ones some senders leave noise.
  const name = firstName.length === 20 ? firstName + extension : firstName;
  return { type: 21, repeat, mmsi, aidType, name, ...rest };
}

function staticData(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<StaticDataA> | Given<StaticDataB> | Given<StaticDataOther>,
): StaticDataA | StaticDataB | StaticDataOther {
  const givenNumber =
    given.part === "A" ? 0 : given.part === "B" ? 1 : (given as Given<StaticDataOther>).partNumber;
  const partNumber = io.uint(2, givenNumber);
  if (partNumber === 0) {
    return {
      type: 24,
      repeat,
      mmsi,
      part: "A",
      name: io.text(20, (given as Given<StaticDataA>).name),
    };
  }
  if (partNumber === 1) return staticDataB(io, repeat, mmsi, given as Given<StaticDataB>);
  const content = io.restSextets((given as Given<StaticDataOther>).content);
  return { type: 24, repeat, mmsi, part: "other", partNumber, content };
}

function staticDataB(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<StaticDataB>,
): StaticDataB {
  const head = {
    type: 24,
    repeat,
    mmsi,
    part: "B",
    shipType: io.uint(8, given.shipType),
    vendor: io.text(3, given.vendor),
    unitModel: io.uint(4, given.unitModel),
    serialNumber: io.uint(20, given.serialNumber),
    callSign: io.text(7, given.callSign),
  } as const;
  const isBoat = Math.floor(mmsi / 10_000_000) === 98;
  const mothershipMmsi = isBoat ? io.uint(30, given.mothershipMmsi ?? 0) : null;
  return {
    ...head,
    toBowM: isBoat ? 0 : io.uint(9, given.toBowM),
    toSternM: isBoat ? 0 : io.uint(9, given.toSternM),
    toPortM: isBoat ? 0 : io.uint(6, given.toPortM),
    toStarboardM: isBoat ? 0 : io.uint(6, given.toStarboardM),
    mothershipMmsi,
    spare: io.uint(6, given.spare),
  };
}

function longRange(
  io: BitFields,
  repeat: number,
  mmsi: number,
  given: Given<LongRangeReport>,
): LongRangeReport {
  return {
    type: 27,
    repeat,
    mmsi,
    isAccurate: io.flag(given.isAccurate),
    isRaim: io.flag(given.isRaim),
    navStatus: io.uint(4, given.navStatus),
    lonDeg: io.signedScaled(18, given.lonDeg, 600, lonAbsentCoarse),
    latDeg: io.signedScaled(17, given.latDeg, 600, latAbsentCoarse),
    speedKn: io.scaled(6, given.speedKn, 1, 63),
    courseDeg: io.scaled(9, given.courseDeg, 1, 511),
    isPositionOld: io.flag(given.isPositionOld),
    spare: io.uint(1, given.spare),
  };
}
