export { agreedContributors } from "./agreed-contributors.ts";
export { exactly, type Limits } from "./check-range.ts";
export {
  type ForceFigure,
  type ForceFigureName,
  type ForceFigures,
  type ForceFiguresOf,
  forceFigureNames,
  forceFigures,
  type RangedForceFigures,
} from "./force-figures.ts";
export type {
  EquipmentOf,
  ForceInputName,
  ForceInputs,
  ForceInputsOf,
  RangedForceInputs,
  StatePoolOf,
} from "./force-inputs.ts";
export { forceModel, forceModelOverRanges } from "./force-model.ts";
export { meanPresence, monthsKeptUp, theatre } from "./theatre.ts";
export {
  defaultArrival,
  defaultOnWatch,
  oneForce,
  theatreDefaultList,
  theatreDefaults,
} from "./theatre-defaults.ts";
export type {
  ContributorMonthOf,
  StationFiguresOf,
  TheatreFigures,
  TheatreFiguresOf,
  TheatreMonthOf,
} from "./theatre-figures.ts";
export {
  answerTheatre,
  parseTheatre,
  type TheatreAnswer,
  type TheatreFile,
  type WithdrawalTold,
} from "./theatre-file.ts";
export {
  type Caveat,
  type ContributorOf,
  type RangedTheatreInputs,
  type StationOf,
  type TheatreInputs,
  type TheatreInputsOf,
  type TheatrePart,
  theatreParts,
} from "./theatre-inputs.ts";
export { type RangedTheatreFigures, theatreOverRanges } from "./theatre-over-ranges.ts";
