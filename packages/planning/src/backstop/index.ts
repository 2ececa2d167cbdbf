export type {
  Exposure,
  HelpTime,
  MinutesRange,
  PostTimes,
  SectorTimes,
} from "./backstop-answer.ts";
export {
  answerBackstop,
  type BackstopAnswer,
  type BackstopFile,
  type BackstopGround,
  type ParsedBackstop,
  parseBackstop,
} from "./backstop-file.ts";
