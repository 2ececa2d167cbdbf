/**
 * One browser for every test that needs one. By default the Chromium that npm brings
 * (`@sparticuz/chromium`, Linux x64); `TRUCELINE_BROWSER` names another, where that one cannot run.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";

/** Software drawing, nothing from outside, no hidden weakening of the web's rules. */
const args = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--ignore-gpu-blocklist",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

async function executable(): Promise<string> {
  const chosen = process.env["TRUCELINE_BROWSER"];
  if (chosen !== undefined && chosen !== "") return chosen;
  // The unpacked file belongs to whoever came first: a folder for each user.
  const folder = join(tmpdir(), `truceline-browser-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env["TMPDIR"] = folder;
  // Its own copies of the NSS libraries are only unpacked where it believes to run as a function.
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs22.x";
  const { default: packed } = await import("@sparticuz/chromium");
  const path = await packed.executablePath();
  nameFonts(join(folder, "fonts"));
  return path;
}

/** Its font list names `/tmp/fonts`; without one font found there no text is drawn at all. */
function nameFonts(folder: string): void {
  const list = join(folder, "fonts.conf");
  if (!existsSync(list)) return;
  const said = readFileSync(list, "utf8");
  const right = said
    .replace("<dir>/tmp/fonts</dir>", `<dir>${folder}</dir>`)
    .replace("<cachedir>/tmp/fonts-cache/</cachedir>", `<cachedir>${folder}-cache</cachedir>`);
  if (right !== said) writeFileSync(list, right);
}

/** Opens the browser; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args, headless: true });
}

/** What a page complains of, or asks from elsewhere than its own server: it must stay empty. */
export function complaintsOf(page: Page, address: string): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (
      ["error", "warning"].includes(message.type()) &&
      !/WebGL|GPU stall|swiftshader/i.test(message.text())
    )
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
      complaints.push(request.url());
  });
  return complaints;
}
