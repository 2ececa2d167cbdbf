import { argon2Sync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkedName, foldedName } from "./account-name.ts";
import { hashCost, PasswordHasher } from "./password-hash.ts";
import { checkedPassword, preparedPassword } from "./password-rules.ts";
import { WriteLimit } from "./sign-in-limits.ts";

const cheap = { memoryKib: 64, passes: 1, lanes: 1 };

describe("hashes", () => {
  test("[SRV-043] cost at least what OWASP asks of Argon2id, and are Argon2id", async () => {
    expect(hashCost.memoryKib).toBeGreaterThanOrEqual(19 * 1_024);
    expect(hashCost.passes).toBeGreaterThanOrEqual(2);
    const stored = await new PasswordHasher(cheap).hash("three quiet rivers");
    const [, , , parameters, salt = "", tag = ""] = stored.split("$");
    expect(parameters).toBe("m=64,t=1,p=1");
    const again = argon2Sync("argon2id", {
      message: "three quiet rivers",
      nonce: Buffer.from(salt, "base64"),
      parallelism: 1,
      tagLength: 32,
      memory: 64,
      passes: 1,
    });
    expect(again.toString("base64").replace(/=+$/, "")).toBe(tag);
  });

  test("[SRV-043] two of one password differ; a hash of lower cost is made anew where it was right", async () => {
    const old = new PasswordHasher(cheap);
    const now = new PasswordHasher({ memoryKib: 128, passes: 2, lanes: 1 });
    const stored = await old.hash("three quiet rivers");
    expect(await old.hash("three quiet rivers")).not.toBe(stored);
    expect(await old.verify("three quiet rivers", stored)).toEqual({
      isRight: true,
      rehashed: undefined,
    });
    const wrong = await now.verify("four quiet rivers", stored);
    expect(wrong).toEqual({ isRight: false, rehashed: undefined });
    const { isRight, rehashed = "" } = await now.verify("three quiet rivers", stored);
    expect([isRight, rehashed.split("$")[3]]).toEqual([true, "m=128,t=2,p=1"]);
    expect((await now.verify("three quiet rivers", rehashed)).isRight).toBe(true);
  });

  test.each([
    null,
    "",
    "$argon2id$v=19$m=99999999,t=1,p=1$AAAA$AAAA",
    "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAA",
    "plain text",
  ])("[SRV-043] what is no hash (%j) is nobody's password", async (stored) => {
    expect((await new PasswordHasher(cheap).verify("x", stored)).isRight).toBe(false);
  });

  test("[SRV-046] so many at once and so many waiting; one more is told to come again", async () => {
    const hasher = new PasswordHasher(cheap);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => hasher.verify("x", null)),
    );
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(60 - 2 - 32);
    expect(refused[0]).toMatchObject({
      reason: { code: "TL_SERVER_SIGN_IN_BUSY", details: { retryAfterS: 3 } },
    });
    // All places are free again.
    expect((await hasher.verify("x", null)).isRight).toBe(false);
  });
});

describe("passwords", () => {
  test.each([
    "three quiet rivers",
    "тиха вода греблю рве",
    "            x",
    "🔑🔑🗝️🔒🔓🔏🔐🛡️🧱🚪🪟🗄️",
    "a".repeat(6) + "b".repeat(6),
  ])("[SRV-043] %s is taken: any character, no rule but length", (password) => {
    expect(checkedPassword(password, "Anna")).toBe(password.normalize("NFKC"));
  });

  test.each([
    ["elevenchars", "11 characters"],
    ["🔑".repeat(11), "11 characters"],
    ["x".repeat(201), "at most 200"],
    ["Password1234", "first that are tried"],
    ["ababababababab", "first that are tried"],
    ["пароль123456", "first that are tried"],
    ["Anna  KOVALENKO", "It is the name"],
  ])("[SRV-043] %s is refused: %s", (password, why) => {
    expect(() => checkedPassword(password, "Anna Kovalenko")).toThrow(
      expect.objectContaining({
        code: "TL_SERVER_PASSWORD",
        details: { faults: [expect.objectContaining({ message: expect.stringContaining(why) })] },
      }),
    );
  });

  test("[SRV-043] two keyboards that write one password differently write the same", () => {
    expect(preparedPassword("caf\u00e9")).toBe(preparedPassword("cafe\u0301"));
  });
});

describe("names", () => {
  test.each([
    ["Anna Kovalenko", "ＡＮＮＡ　kovalenko"],
    ["Weiß", "WEISS"],
    ["José", "Jose\u0301"],
    ["Олена", "ОЛЕНА"],
  ])("[SRV-040] %s and %s are one", (first, second) => {
    expect(foldedName(first)).toBe(foldedName(second));
  });

  test.each(["аdmin", "", "  ", "a\u202eb", "a\u0000b", "<script>", "x".repeat(61), "-anna"])(
    "[SRV-040] %j is no name",
    (name) => {
      expect(() => checkedName(name)).toThrow(expect.objectContaining({ code: "TL_SERVER_NAME" }));
    },
  );

  test.each(["Anna", "О’Коннор".replace("’", "'"), "j.o'neil", "Пост 8", "anna@mission", "Zoë-1"])(
    "[SRV-040] %s is a name",
    (name) => {
      expect(checkedName(name)).toBe(name);
    },
  );
});

test("[SRV-046] somebody may send what a phone has kept, and not ten times that", () => {
  const limit = new WriteLimit();
  for (let count = 0; count < 600; count++) limit.check("anna", 0);
  expect(() => limit.check("anna", 0)).toThrow(
    expect.objectContaining({ code: "TL_SERVER_TOO_MANY", details: { retryAfterS: 1 } }),
  );
  expect(() => limit.check("ben", 0)).not.toThrow();
  for (let count = 0; count < 10; count++) limit.check("anna", 1_000);
});
