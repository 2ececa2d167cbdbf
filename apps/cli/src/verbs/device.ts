import { join } from "node:path";
import { type Role, roles } from "@truceline/model";
import { TokenBook } from "@truceline/server";
import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { exitCode } from "../exit-code.ts";
import { readSettings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** `truceline device`: tokens for devices and people. A token is shown once; only its hash is kept. */
export function addDevice(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const device = program
    .command("device")
    .description("Make, list and revoke the tokens that devices and people show to the server.");
  const book = (data: string | undefined) =>
    new TokenBook(join(readSettings({ data }, terminal).dataDir, "tokens.json"));

  device
    .command("add")
    .description("Make a token and print it, this once.")
    .argument("<name>", "whose it is, such as camera-12")
    .option("--role <role>", `one of ${roles.join(", ")}`, "device")
    .option("--data <dir>", "data folder")
    .addHelpText("after", "\nExample:\n  truceline device add camera-12")
    .action((name: string, options: { role: string; data?: string }) => {
      if (!roles.includes(options.role as Role)) {
        const message = `--role is one of ${roles.join(", ")}`;
        throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
      }
      terminal.out(book(options.data).add(name, options.role as Role, terminal.nowMs()));
      terminal.say(
        `Token for ${name} (${options.role}). It is not kept and cannot be shown again.`,
      );
      finish(exitCode.ok);
    });

  device
    .command("list")
    .description("List the tokens by name.")
    .option("--data <dir>", "data folder")
    .option("--json", "write the result as JSON")
    .action((options: { data?: string; json?: boolean }) => {
      const tokens = book(options.data).list();
      if (options.json === true) terminal.out(JSON.stringify({ tokens }));
      for (const { name, role, createdAtMs, revokedAtMs } of options.json === true ? [] : tokens) {
        const state =
          revokedAtMs === undefined ? "valid" : `revoked ${new Date(revokedAtMs).toISOString()}`;
        terminal.out(
          `${name.padEnd(24)} ${role.padEnd(18)} made ${new Date(createdAtMs).toISOString()} ${state}`,
        );
      }
      finish(exitCode.ok);
    });

  device
    .command("revoke")
    .description("Revoke every token of a name.")
    .argument("<name>")
    .option("--data <dir>", "data folder")
    .action((name: string, options: { data?: string }) => {
      const count = book(options.data).revoke(name, terminal.nowMs());
      terminal.say(count === 0 ? `${name} has no valid token.` : `${count} revoked.`);
      finish(count === 0 ? exitCode.found : exitCode.ok);
    });
}
