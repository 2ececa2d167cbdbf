import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";
import { readSettings, type SettingFlags, settingTable } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** `truceline config`: each setting, its value and where it comes from. */
export function addConfig(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  program
    .command("config")
    .description("Print each setting, its value and where it comes from.")
    .option("--json", "write the result as JSON")
    .addHelpText("after", "\nExample:\n  TRUCELINE_PORT=9000 truceline config")
    .action((options: SettingFlags & { json?: boolean }) => {
      const { all } = readSettings({}, terminal);
      // A database address holds a password, which is nobody's business.
      const shown = all.map((setting) => ({
        ...setting,
        value:
          typeof setting.value === "string"
            ? setting.value.replace(/:\/\/([^:/@]+):[^@]*@/, "://$1:…@")
            : setting.value,
      }));
      if (options.json === true) terminal.out(JSON.stringify({ settings: shown }));
      else {
        for (const { name, value, source } of shown) {
          const { variable, about } = settingTable[name];
          terminal.out(
            `${name.padEnd(9)} ${String(value === "" ? "(none)" : value).padEnd(14)} from ${source.padEnd(14)} ${variable}: ${about}`,
          );
        }
      }
      finish(exitCode.ok);
    });
}
