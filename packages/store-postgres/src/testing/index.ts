export { copyYardstickMs } from "./copy-yardstick.ts";
export { openTestDatabase, type TestDatabase } from "./open-test-database.ts";
