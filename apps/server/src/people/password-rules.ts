import { ServerError } from "../errors.ts";
import { foldedName } from "./account-name.ts";

export const passwordLengthMin = 12;
export const passwordLengthMax = 200;

/**
 * Of the published lists of the commonest passwords, those of twelve characters and more (shorter
 * ones fall to the length), and what people here would think of first. Compared without capitals.
 */
const commonest: ReadonlySet<string> = new Set(
  `
  123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 123456123456
  123123123123 121212121212 112233445566 111222333444 123412341234 102030405060
  987654321098 098765432109 000000000000 0123456789012 012345678910 123456789abc 123456789123
  abcdefghijkl abcdefghijklm abcdefghijklmnopqrstuvwxyz abc123abc123 abcd1234abcd 1q2w3e4r5t6y
  1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv zaq12wsxcde3 qwertyuiopas
  qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdfghjkl qwertyqwerty qwerty123456
  qwerty12345678 qwerty1234567 qwe123qwe123 asdfghjkl123 asdfghjklzxc zxcvbnm12345 asdasdasdasd
  qweasdzxcqwe q1w2e3r4t5y6 q1w2e3r4t5y6u7 password1234 password12345 password123456 passwordpassword
  password2024 password2025 password2026 passw0rd1234 p@ssw0rd1234 p@ssword1234 password!123
  password1!23 mypassword12 mypassword123 newpassword1 newpassword123 changeme1234 changemenow1
  changemeplease letmein12345 letmeinletmein iloveyou1234 iloveyou12345 iloveyouiloveyou
  welcome12345 welcome123456 welcomewelcome administrator administrator1 administrator123
  adminadminadmin admin1234567 admin12345678 rootrootroot secretsecret supersecret1 topsecret123
  trustno1trustno1 monkeymonkey dragondragon sunshine1234 princess1234 football1234 baseball1234
  superman1234 starwars1234 whatever1234 computer1234 internet1234 samsung12345 liverpool123
  correcthorsebatterystaple thequickbrownfox ceasefire123 ceasefire2025
  ceasefire2026 truceline123 truceline1234 trucelinetruceline observer1234 monitoring12
  monitoring123 mission12345 missionmission ukraine12345 україна12345 пароль123456 парольпароль
  йцукенгшщзхъ йцукенгшщзхї йцукен123456 motdepasse123 motdepasse12 azertyuiop12 azertyuiop123
  `
    .trim()
    .split(/\s+/)
    .concat("correct horse battery staple"),
);

/**
 * The password as it is hashed: NFKC, so that two keyboards write the same one. Any character is
 * allowed and none is asked for; it is long enough and not one of the first that are tried.
 * @throws ServerError `TL_SERVER_PASSWORD`, its fault saying which.
 */
export function checkedPassword(password: string, accountName: string): string {
  const text = preparedPassword(password);
  const length = [...text].length;
  const refuse = (message: string): never => {
    throw new ServerError("TL_SERVER_PASSWORD", {
      faults: [{ code: "TL_SERVER_PASSWORD", path: "/password", message }],
    });
  };
  if (length < passwordLengthMin) {
    refuse(`It has ${length} characters; at least ${passwordLengthMin} are needed.`);
  }
  if (length > passwordLengthMax) {
    refuse(`It has ${length} characters; at most ${passwordLengthMax} are taken.`);
  }
  const lower = text.toLowerCase();
  const isRepeated = /^(.{1,3})\1+$/u.test(lower);
  if (commonest.has(lower) || isRepeated) refuse("It is one of the first that are tried.");
  if (foldedName(text) === foldedName(accountName)) refuse("It is the name.");
  return text;
}

export const preparedPassword = (password: string): string => password.normalize("NFKC");
