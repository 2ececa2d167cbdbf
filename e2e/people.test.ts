import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openHouse, openWindow } from "./house.ts";
import { bodyText, waitFor } from "./page-text.ts";
import { truceline } from "./server-process.ts";

const house = openHouse();
const window = openWindow();

/** A person at a machine of their own. */
async function person(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await window.browser.newContext({
    viewport: { width: 1366, height: 768 },
    colorScheme: "dark",
  });
  return { context, page: await context.newPage() };
}

const adminPassword = "three quiet rivers";
const ownPassword = "four slow winters";

/** Types as a person would, without the mouse. */
async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
}

describe("people at the page", () => {
  test("[SRV-051] the first start prints one link, which makes the first administrator once", async () => {
    const link = /http:\/\/\S+\/#set-up=[\w-]{43}/.exec(house.server.log())?.[0] ?? "";
    expect(link).toContain(house.server.address);
    const { context, page } = await person();
    await page.goto(link);
    await waitFor(page, /The first administrator/);
    expect(page.url()).not.toContain("set-up");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel("Name", { exact: true }).fill("Chief");
    await page.getByLabel("New password").fill("password1234");
    await page.keyboard.press("Enter");
    await waitFor(page, /one of the first that are tried/);
    await page.getByLabel("New password").fill(adminPassword);
    await page.keyboard.press("Enter");
    await waitFor(page, /Sign in with it now/);
    await page.goto("about:blank");
    await page.goto(link);
    await waitFor(page, /no longer works/);
    await context.close();
  }, 120_000);

  test("[SRV-051] an administrator adds somebody, who chooses a password, works and signs out, all by keyboard", async () => {
    const admin = await person();
    await admin.page.goto(house.server.address);
    await waitFor(admin.page, /This server asks who you are/);
    expect(await seriousFaults(admin.page)).toEqual([]);
    await signIn(admin.page, "chief", "not the password");
    await waitFor(admin.page, /name or the password is not right/);
    await signIn(admin.page, "chief", adminPassword);
    await admin.page.getByRole("button", { name: /^Chief/ }).press("Enter");
    expect(await seriousFaults(admin.page)).toEqual([]);
    await admin.page.getByRole("link", { name: "People and devices" }).press("Enter");
    await waitFor(admin.page, /Last signed in/);
    expect(admin.page.url()).toContain("screen=people");

    await admin.page.getByRole("button", { name: "Add a person" }).press("Enter");
    expect(await seriousFaults(admin.page)).toEqual([]);
    await admin.page.getByRole("textbox", { name: "Name" }).fill("Anna Kovalenko");
    await admin.page.getByRole("checkbox", { name: "Analyst" }).press("Space");
    await admin.page.getByRole("button", { name: "Save" }).press("Enter");
    const once = admin.page
      .getByLabel("The link for Anna Kovalenko")
      .and(admin.page.locator("input"));
    const link = await once.inputValue({ timeout: 20_000 });
    expect(link).toMatch(/#password=/);
    await admin.page.getByRole("button", { name: "Close" }).press("Enter");
    await waitFor(
      admin.page,
      /Anna Kovalenko\s+Observer, Analyst\s+never\s+has not chosen a password/,
    );
    expect(await seriousFaults(admin.page)).toEqual([]);

    const anna = await person();
    await anna.page.goto(link);
    await waitFor(anna.page, /A password for Anna Kovalenko/);
    await anna.page.getByLabel("New password").fill(ownPassword);
    await anna.page.keyboard.press("Enter");
    await anna.page.getByRole("button", { name: "Sign in" }).press("Enter");
    await signIn(anna.page, "Anna Kovalenko", ownPassword);
    await anna.page.getByRole("button", { name: /^Anna Kovalenko/ }).press("Enter");
    await waitFor(anna.page, /Signed in as Observer, Analyst/);
    expect(await bodyText(anna.page)).not.toContain("People and devices");
    await anna.page.getByRole("button", { name: "Where I am signed in" }).press("Enter");
    await waitFor(anna.page, /Chrome, Linux · here/);
    expect(await seriousFaults(anna.page)).toEqual([]);
    await anna.page.getByRole("button", { name: "Close" }).press("Enter");

    // A change of roles ends her session; the page asks who she is.
    await admin.page.getByRole("button", { name: "Change roles: Anna Kovalenko" }).press("Enter");
    await admin.page.getByRole("checkbox", { name: "Analyst" }).press("Space");
    await admin.page.getByRole("button", { name: "Save" }).press("Enter");
    await waitFor(admin.page, /Anna Kovalenko\s+Observer\s/);
    await anna.page.reload();
    await waitFor(anna.page, /This server asks who you are/);

    await admin.page.getByRole("button", { name: "Audit" }).press("Enter");
    await waitFor(admin.page, /POST \/api\/v1\/people\/:id\/roles/);
    expect(await seriousFaults(admin.page)).toEqual([]);
    await admin.page.getByRole("button", { name: /^Chief/ }).press("Enter");
    await admin.page.getByRole("button", { name: "Sign out" }).press("Enter");
    await waitFor(admin.page, /This server asks who you are/);
    await admin.context.close();
    await anna.context.close();
  }, 180_000);

  test("[SRV-051] a device is enrolled and revoked on the page", async () => {
    const { context, page } = await person();
    await page.goto(`${house.server.address}/?screen=people`);
    await signIn(page, "Chief", adminPassword);
    await page.getByRole("button", { name: "Devices" }).press("Enter");
    await page.getByRole("button", { name: "Enrol a device" }).press("Enter");
    await page.getByRole("textbox", { name: "Name" }).fill("camera-12");
    await page.keyboard.press("Enter");
    const shown = page.getByLabel("The code for camera-12").and(page.locator("input"));
    const code = await shown.inputValue({ timeout: 20_000 });
    await page.getByRole("button", { name: "Close" }).press("Enter");
    const enrolled = await fetch(`${house.server.address}/api/v1/devices/enrol`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code }),
    });
    expect(enrolled.status).toBe(201);
    await page.getByRole("button", { name: "Accounts" }).press("Enter");
    await page.getByRole("button", { name: "Devices" }).press("Enter");
    await page.getByRole("button", { name: "Revoke: camera-12" }).press("Enter");
    await waitFor(page, /shut out at once/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Revoke", exact: true }).press("Enter");
    await waitFor(page, /revoked 2/);
    await context.close();
  }, 120_000);

  test("the look for faults would see one", async () => {
    const { context, page } = await person();
    await page.goto(house.server.address);
    await waitFor(page, /This server asks who you are/);
    await page.evaluate(() =>
      document.querySelector("main")?.append(document.createElement("img")),
    );
    expect((await seriousFaults(page)).join()).toContain("image-alt");
    await context.close();
  }, 60_000);

  test("[CLI-020] the terminal governs the running server", () => {
    const told = truceline(["people", "list", "--data", house.dataDir]);
    expect(told).toMatch(/^Chief +administrator +last signed in/m);
    const link = truceline(["people", "reset", "Chief", "--data", house.dataDir]).trim();
    expect(link).toContain(`${house.server.address}/#password=`);
  });
});
