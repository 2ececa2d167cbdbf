export { addressFileIn } from "./address-file.ts";
export {
  type AgreementFiles,
  loadAgreement,
  loadDeployment,
  openAgreementFiles,
  parseAgreementAt,
  readText,
} from "./agreement-files.ts";
export {
  type DatabaseOptions,
  type OpenDatabase,
  openDatabase,
  openStoreAt,
  type StoreAddress,
} from "./open-database.ts";
export { foldedName } from "./people/account-name.ts";
export { accountRoles, type IssuedCode } from "./people/accounts.ts";
export { auditDaysDefault, People } from "./people/people.ts";
export { TokenBook } from "./people/token-book.ts";
export { readGazetteer } from "./read-gazetteer.ts";
export { recordKindByPath } from "./record-paths.ts";
export { type RunningServer, type StartOptions, startServer } from "./start-server.ts";
export { watchedBox } from "./watched-box.ts";
