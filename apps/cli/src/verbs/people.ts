import type { Role } from "@truceline/model";
import { accountRoles } from "@truceline/server";
import type { Account } from "@truceline/watch";
import type { Command } from "commander";
import { exitCode } from "../exit-code.ts";
import { deskAt, type IssuedLink, openPeopleDesk, type PeopleDesk } from "../people/people-desk.ts";
import { addWhereOptions, refuse, type WhereFlags, whereOf } from "../records/where.ts";
import type { Terminal } from "../terminal.ts";

/** `truceline people`: who may sign in. Passwords are chosen by their holders, through one-time links. */
export function addPeople(
  program: Command,
  terminal: Terminal,
  finish: (code: number) => void,
): void {
  const people = program
    .command("people")
    .description("Add, list and shut the accounts of people, and make their one-time links.");

  /** One sub-command on the accounts, wherever they are. */
  const verb = <Flags extends WhereFlags>(
    command: Command,
    work: (desk: PeopleDesk, names: readonly string[], flags: Flags) => Promise<void>,
  ) =>
    addWhereOptions(command).action(async (...given: unknown[]) => {
      const flags = given.at(-2) as Flags;
      const names = given.slice(0, -2) as string[];
      const where = whereOf(flags, terminal);
      const desk =
        where.at === "server"
          ? deskAt(where.server)
          : await openPeopleDesk(where.settings, terminal);
      try {
        await work(desk, names, flags);
      } finally {
        await desk.close();
      }
      finish(exitCode.ok);
    });
  const tell = ({ url, expiresAtMs }: IssuedLink, what: string) => {
    terminal.out(url);
    terminal.say(`${what} It works once, until ${new Date(expiresAtMs).toISOString()}.`);
  };
  const withRoles = (command: Command) =>
    command
      .requiredOption("--role <role...>", `one or more of ${accountRoles.join(", ")}`)
      .option("--party <id>", "for a liaison: the party of the agreement");
  interface RoleFlags extends WhereFlags {
    readonly role: readonly string[];
    readonly party?: string;
  }

  verb<RoleFlags>(
    withRoles(
      people
        .command("add")
        .description("Add an account, and print the link with which its holder chooses a password.")
        .argument("<name>"),
    ).addHelpText("after", '\nExample:\n  truceline people add "Anna Kovalenko" --role analyst'),
    async (desk, [name = ""], { role, party }) =>
      tell(await desk.add(name, rolesOf(role), party ?? null), `A link for ${name}.`),
  );
  verb<WhereFlags & { readonly json?: boolean }>(
    people
      .command("list")
      .description("List the accounts: roles, and when each last signed in.")
      .option("--json", "write the result as JSON"),
    async (desk, _names, { json }) => {
      const accounts = await desk.list();
      if (json === true) terminal.out(JSON.stringify({ people: accounts }));
      else for (const account of accounts) terminal.out(lineOf(account));
    },
  );
  verb<RoleFlags>(
    withRoles(
      people
        .command("set-roles")
        .description("Set what somebody may do; their sessions end.")
        .argument("<name>"),
    ),
    async (desk, [name = ""], { role, party }) => {
      await desk.setRoles(name, rolesOf(role), party ?? null);
      terminal.say(`${name}: ${role.join(", ")}.`);
    },
  );
  verb(
    people
      .command("disable")
      .description("Shut an account; its sessions end, and what it did stays.")
      .argument("<name>"),
    async (desk, [name = ""]) => {
      await desk.disable(name);
      terminal.say(`${name} can no longer sign in.`);
    },
  );
  verb(
    people.command("enable").description("Open an account that was shut.").argument("<name>"),
    async (desk, [name = ""]) => {
      await desk.enable(name);
      terminal.say(`${name} can sign in again.`);
    },
  );
  verb(
    people
      .command("reset")
      .description("Print a one-time link with which somebody sets a new password.")
      .argument("<name>"),
    async (desk, [name = ""]) => tell(await desk.reset(name), `A link for ${name}.`),
  );
  verb(
    people.command("setup-link").description("Print a one-time link that makes an administrator."),
    async (desk) => tell(await desk.setUpLink(), "Who opens this becomes an administrator."),
  );
}

function rolesOf(texts: readonly string[]): readonly Role[] {
  return texts
    .flatMap((text) => text.split(","))
    .map(
      (text) =>
        accountRoles.find((role) => role === text) ??
        refuse(`--role is one or more of ${accountRoles.join(", ")}`),
    );
}

function lineOf({ name, roles, party, disabledAtMs, passwordAtMs, lastSignInMs }: Account): string {
  const iso = (atMs: number) => new Date(atMs).toISOString();
  const state =
    disabledAtMs !== null
      ? `shut ${iso(disabledAtMs)}`
      : passwordAtMs === null
        ? "has not chosen a password"
        : lastSignInMs === null
          ? "never signed in"
          : `last signed in ${iso(lastSignInMs)}`;
  const shown = roles.map((role) => (role === "liaison" ? `liaison of ${party}` : role)).join(", ");
  return `${name.padEnd(28)} ${shown.padEnd(36)} ${state}`;
}
