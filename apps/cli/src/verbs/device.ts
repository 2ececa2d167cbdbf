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
      terminal.out(book(options.data).add(name, roleOf(options.role), terminal.nowMs()));
      terminal.say(
        `Token for ${name} (${options.role}). It is not kept and cannot be shown again.`,
      );
      finish(exitCode.ok);
    });

  device
    .command("list")
    .description("List the tokens by name, with when each was last seen.")
    .option("--data <dir>", "data folder")
    .option("--json", "write the result as JSON")
    .action((options: { data?: string; json?: boolean }) => {
      const tokens = book(options.data).list();
      if (options.json === true) terminal.out(JSON.stringify({ tokens }));
      for (const token of options.json === true ? [] : tokens) {
        const { name, role, createdAtMs, seenAtMs } = token;
        const seen = seenAtMs === undefined ? "never seen" : `seen ${isoOf(seenAtMs)}`;
        terminal.out(
          `${name.padEnd(24)} ${role.padEnd(18)} made ${isoOf(createdAtMs)} ${seen} ${stateOf(token, terminal.nowMs())}`,
        );
      }
      finish(exitCode.ok);
    });

  device
    .command("enrol")
    .description("Make a one-time code with which a device fetches its token itself.")
    .argument("<name>", "whose it is, such as camera-12")
    .option("--role <role>", `one of ${roles.join(", ")}`, "device")
    .option("--data <dir>", "data folder")
    .addHelpText(
      "after",
      '\nExample:\n  truceline device enrol camera-12\nThe device then sends POST /api/v1/devices/enrol {"code": CODE}.',
    )
    .action((name: string, options: { role: string; data?: string }) => {
      const issued = book(options.data).addCode(name, roleOf(options.role), terminal.nowMs());
      terminal.out(issued.code);
      terminal.say(`Code for ${name}: works once, until ${isoOf(issued.expiresAtMs)}.`);
      finish(exitCode.ok);
    });

  device
    .command("rotate")
    .description("Make a new token for a name; the old ones work ten minutes more.")
    .argument("<name>")
    .option("--data <dir>", "data folder")
    .action((name: string, options: { data?: string }) => {
      const token = book(options.data).rotateOf(name, terminal.nowMs());
      if (token === undefined) terminal.say(`${name} has no valid token.`);
      else terminal.out(token);
      finish(token === undefined ? exitCode.found : exitCode.ok);
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

function roleOf(text: string): Role {
  const role = roles.find((one) => one === text);
  if (role !== undefined) return role;
  const message = `--role is one of ${roles.join(", ")}`;
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}

const isoOf = (atMs: number): string => new Date(atMs).toISOString();

function stateOf(token: ReturnType<TokenBook["list"]>[number], nowMs: number): string {
  const { revokedAtMs, expiresAtMs } = token;
  if (revokedAtMs !== undefined) return `revoked ${isoOf(revokedAtMs)}`;
  if (expiresAtMs === undefined) return "valid";
  return expiresAtMs > nowMs ? `replaced, valid until ${isoOf(expiresAtMs)}` : "replaced";
}
