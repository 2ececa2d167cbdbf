export {
  AircraftPlaces,
  type AircraftPlacesOptions,
  type PlaceProblem,
  type ResolvedPlace,
} from "./adsb/aircraft-places.ts";
export {
  type CompactPosition,
  compactPosition,
  type DecodedPlace,
  longitudeZones,
  placeNear,
  placeOfPair,
} from "./adsb/compact-position.ts";
export { decodeModeS, type FrameProblem } from "./adsb/decode-mode-s.ts";
export { type Integrity, integrityOf, type NicSupplements } from "./adsb/integrity.ts";
export * from "./adsb/messages.ts";
export {
  BeastReader,
  type FrameReader,
  HexReader,
  type ModeSReceived,
  writeBeast,
  writeHexFrame,
} from "./adsb/read-frames.ts";
export { type SbsMessage, SbsReader, writeSbs } from "./adsb/sbs.ts";
export { writeSquitter } from "./adsb/write-squitter.ts";
export { AisJsonReader } from "./ais/ais-json-reader.ts";
export * from "./ais/messages.ts";
export { AisReader, type AisReceived } from "./ais/read-ais.ts";
export type { AisReaderOptions } from "./ais/sentence-reader.ts";
export type { TagBlock } from "./ais/tag-block.ts";
export { type WriteAisOptions, writeAis } from "./ais/write-ais.ts";
export {
  type AirReport,
  airReportClaim,
  airReportColumns,
  readAirReport,
} from "./alerts/air-reports.ts";
export type {
  CapAlert,
  CapArea,
  CapInfo,
  CapReference,
  CapResource,
  CapValue,
} from "./cap/cap-alert.ts";
export { type CapDocument, type CapFound, readCap } from "./cap/read-cap.ts";
export { type WarningText, type WarningWords, warningAlert } from "./cap/warning-alert.ts";
export { writeCap } from "./cap/write-cap.ts";
export { type CotChat, type CotDetail, type CotSensor, readCotDetail } from "./cot/cot-detail.ts";
export { type CotDetailPart, type CotEvent, cotPlace } from "./cot/cot-event.ts";
export { type CotFeature, readCotFeature, writeCotFeature } from "./cot/cot-feature.ts";
export {
  type CotForm,
  CotReader,
  type CotReaderOptions,
  type CotReceived,
  readCotDatagram,
} from "./cot/cot-reader.ts";
export { type CotPurpose, cotPurpose, isGroundTrackOfOthers } from "./cot/cot-type.ts";
export { type CotDetailToMake, makeCotDetail } from "./cot/make-detail.ts";
export type { TakControl, TakMessage } from "./cot/tak-payload.ts";
export { writeCotXml } from "./cot/write-event.ts";
export { writeCotDatagram, writeCotFrame } from "./cot/write-frame.ts";
export { CsvReader, type CsvRow, type CsvTable, readCsv } from "./csv/read-csv.ts";
export type { CsvDelimiter } from "./csv/record-splitter.ts";
export { csvLine, type WriteCsvOptions, writeCsv } from "./csv/write-csv.ts";
export { type DailyArea, readDailyArea } from "./deepstate/read-daily-area.ts";
export { dailyAreaGeojson } from "./deepstate/write-daily-area.ts";
export { InteropError, type InteropErrorCode, interopErrors } from "./errors.ts";
export { heatArea, heatObservation } from "./firms/heat-observation.ts";
export * from "./firms/heat-pixel.ts";
export { FirmsReader } from "./firms/read-firms.ts";
export { type WriteFirmsOptions, writeFirms } from "./firms/write-firms.ts";
export { encodeFeature } from "./geojson/encode-feature.ts";
export { type FeatureRow, type FeatureTable, readGeojson } from "./geojson/read-geojson.ts";
export {
  type FeatureToWrite,
  type GeojsonGeometry,
  type GeojsonValue,
  writeGeojson,
} from "./geojson/write-geojson.ts";
export { type GpxTrack, gpxPointCountMax, readGpx, type TrackPoint } from "./gpx/read-gpx.ts";
export { type WriteGpxOptions, writeGpx } from "./gpx/write-gpx.ts";
export { encodePlacemark } from "./kml/encode-placemark.ts";
export type { KmlGeometry, KmlHeightMode, KmlPlace, KmlPosition } from "./kml/kml-place.ts";
export { readKmz, writeKmz } from "./kml/kmz.ts";
export { type KmlDocument, readKml } from "./kml/read-kml.ts";
export { writeKml } from "./kml/write-kml.ts";
export {
  type ClaimDraft,
  columnFaults,
  type DecodedRow,
  type DecodeOptions,
  headerFaults,
  type ObservationDraft,
  RowDecoder,
  type TableRow,
} from "./mapping/decode-rows.ts";
export { encodeRecord } from "./mapping/encode-record.ts";
export {
  delimiterOf,
  type Mapping,
  MappingSchema,
  mappingJsonSchema,
} from "./mapping/mapping-schema.ts";
export { columnsOf, parseMapping } from "./mapping/parse-mapping.ts";
export { deepstateLineMapping, type LineMapping } from "./mappings/deepstate-line.ts";
export { oblastAlertsMapping } from "./mappings/oblast-alerts.ts";
export { savedMappings } from "./mappings/saved-mappings.ts";
export { smmMapping } from "./mappings/smm.ts";
export { viinaMapping } from "./mappings/viina.ts";
export * from "./odk/form.ts";
export { patrolForm, patrolMapping } from "./odk/patrol-form.ts";
export { formOfSheets, type ReadForm, readForm } from "./odk/read-form.ts";
export { attachmentsOf, type ReadSubmission, readSubmission } from "./odk/read-submission.ts";
export type { SheetRows } from "./odk/read-workbook.ts";
export { submissionColumns, submissionOfRows, submissionRows } from "./odk/submission-rows.ts";
export { writeForm } from "./odk/write-form.ts";
export { writeSubmission } from "./odk/write-submission.ts";
export { cleanPhoto, photoTypeOf } from "./photo/clean-photo.ts";
export type { CleanPhoto, PhotoType } from "./photo/photo.ts";
export { GuessingReader } from "./records/guessing-reader.ts";
export {
  type FeedFormat,
  feedFormats,
  isDocumentFormat,
  isLineFormat,
  isWholeFormat,
  needsMapping,
  openRecordReader,
  refusedKindOf,
} from "./records/open-record-reader.ts";
export { formFaults, patrolFormAsRecords } from "./records/patrol-records.ts";
export type * from "./records/record-reader.ts";
export {
  readSensorThings,
  type SensorThingsDocument,
  type SensorThingsOptions,
  SensorThingsReader,
} from "./sensorthings/read-sensorthings.ts";
export type * from "./sensorthings/readings.ts";
export { writeDataArray, writeSensorThings } from "./sensorthings/write-sensorthings.ts";
export { type CountStated, type PublishedTotal, readPublishedTotals } from "./smm/read-totals.ts";
export { type SmmRecord, SmmTableDecoder, type SmmTableName, smmTables } from "./smm/smm-tables.ts";
export * from "./stations/messages.ts";
export { StationReader, stationMessageOf } from "./stations/read-stations.ts";
export { stationReading, writeStation } from "./stations/write-station.ts";
export type { WireFault } from "./wire-fault.ts";
