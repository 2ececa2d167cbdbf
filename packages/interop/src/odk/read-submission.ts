import type { DocumentFault } from "@truceline/model";
import { describeFault, type InteropErrorCode } from "../errors.ts";
import { childOf, textOf, type XmlElement } from "../xml/xml-node.ts";
import { readXml } from "../xml/xml-reader.ts";
import { readAnswer } from "./answer-text.ts";
import type { Answer, Answers, FormItem, OdkForm, OdkSubmission } from "./form.ts";

export interface ReadSubmission {
  /** Absent where anything is wrong: half a report may say the opposite. */
  readonly submission?: OdkSubmission;
  readonly faults: readonly DocumentFault[];
}

const instanceCountMax = 1_000;
/** Who has so many wrong answers learns nothing from more. */
const faultCountMax = 100;
const limits = { bytesMax: 2_000_000, depthMax: 20, elementsMax: 50_000, textLengthMax: 200_000 };

/**
 * Reads a submission as ODK Collect sends it (OpenRosa): the XML instance of one filled form, by its form.
 * Answers become typed values, repeats lists; files are named, not opened. What the form computes or
 * forbids is not worked out again.
 * @throws InteropError as `readXml`, where the XML itself is not sound
 */
export function readSubmission(
  xml: string | Uint8Array,
  form: OdkForm,
  options: { readonly name: string },
): ReadSubmission {
  const [root] = readXml(xml, { name: options.name, limits });
  const faults: DocumentFault[] = [];
  const tell: Tell = (code, special, path) => {
    if (faults.length >= faultCountMax) return;
    faults.push(describeFault(code, special, { file: options.name, path }));
  };
  const submission = root === undefined ? undefined : submissionOf(root, form, tell);
  return submission === undefined || faults.length > 0 ? { faults } : { submission, faults };
}

type Tell = (code: InteropErrorCode, special: string, path?: string) => void;

function submissionOf(root: XmlElement, form: OdkForm, tell: Tell): OdkSubmission | undefined {
  const { id, version = "", encrypted } = root.attributes;
  const refuse = (special: string) => {
    tell("TL_INT_ODK_SUBMISSION", special);
    return undefined;
  };
  if (encrypted === "yes") return refuse("it is encrypted; open it where the key is");
  if (id !== form.id)
    return refuse(`it is of the form ${JSON.stringify(id?.slice(0, 60) ?? "")}, not ${form.id}`);
  if (version !== form.version) {
    return refuse(
      `it is of version ${JSON.stringify(version.slice(0, 60))}, the form is ${form.version}`,
    );
  }
  const meta = childOf(root, "meta");
  const metaText = (name: string) => {
    const element = meta === undefined ? undefined : childOf(meta, name);
    const text = element === undefined ? "" : textOf(element);
    return text === "" || text.length > 200 ? undefined : text;
  };
  const instanceId = metaText("instanceID");
  if (instanceId === undefined) return refuse("it has no `meta/instanceID`");
  const deprecatedId = metaText("deprecatedID");
  const answers = answersOf(root, form.items, form, "", tell, true);
  return {
    formId: id,
    version,
    instanceId,
    ...(deprecatedId === undefined ? {} : { deprecatedId }),
    answers,
  };
}

function answersOf(
  element: XmlElement,
  items: readonly FormItem[],
  form: OdkForm,
  path: string,
  tell: Tell,
  isRoot: boolean,
): Answers {
  const byName = new Map(items.map((item) => [item.name, item]));
  const answers: Record<string, Answer> = Object.create(null);
  const instanceCounts = new Map<string, number>();
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const { local } = child;
    if (isRoot && local === "meta") continue;
    const at = `${path}/${local}`;
    const item = byName.get(local);
    // A template of a repeat is no answer; forms of older makers leave it in.
    if (Object.keys(child.attributes).some((name) => name.endsWith(":template"))) continue;
    if (item === undefined) {
      tell("TL_INT_ODK_SUBMISSION", "the form does not ask this", at);
      continue;
    }
    const before = answers[local];
    if (item.kind === "repeat") {
      const count = (instanceCounts.get(local) ?? 0) + 1;
      instanceCounts.set(local, count);
      if (count > instanceCountMax) {
        const isFirst = count === instanceCountMax + 1;
        if (isFirst) tell("TL_INT_ODK_SUBMISSION", `more than ${instanceCountMax} times`, at);
        continue;
      }
      const instances = before?.type === "repeat" ? before.instances : [];
      const place = `${at}/${count}`;
      const instance = answersOf(child, item.items, form, place, tell, false);
      answers[local] = { type: "repeat", instances: [...instances, instance] };
    } else if (before !== undefined) {
      tell("TL_INT_ODK_SUBMISSION", "it is answered twice", at);
    } else if (item.kind === "group") {
      const inner = answersOf(child, item.items, form, at, tell, false);
      if (Object.keys(inner).length > 0) answers[local] = { type: "group", answers: inner };
    } else {
      if (child.children.some((part) => typeof part !== "string")) {
        tell("TL_INT_ODK_VALUE", "it holds elements", at);
        continue;
      }
      const text = textOf(child);
      if (text === "") continue;
      const answer = readAnswer(form, item, text);
      if ("problem" in answer) {
        tell("TL_INT_ODK_VALUE", `${JSON.stringify(text.slice(0, 60))} is ${answer.problem}`, at);
      } else answers[local] = answer;
    }
  }
  return { ...answers };
}

/** Names of the files that a submission says are sent beside it, in the order of the form. */
export function attachmentsOf(answers: Answers): readonly string[] {
  return Object.values(answers).flatMap((answer) => {
    if (answer.type === "file") return [answer.fileName];
    if (answer.type === "group") return attachmentsOf(answer.answers);
    return answer.type === "repeat" ? answer.instances.flatMap(attachmentsOf) : [];
  });
}
