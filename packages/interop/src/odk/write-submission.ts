import { InteropError } from "../errors.ts";
import { writeXmlDocument, type XmlToWrite } from "../xml/write-xml.ts";
import { readAnswer, writeAnswer } from "./answer-text.ts";
import type { Answers, FormItem, OdkForm, OdkSubmission } from "./form.ts";

/**
 * A submission as the XML that ODK Collect would send, questions in the order of the form, those without
 * an answer empty. `readSubmission` reads the same.
 * @throws InteropError `TL_INT_ODK_ENCODE` with the path of an answer that the form does not ask, is of
 *   another type, or would not be read again; `TL_INT_XML_ENCODE` for a character that XML cannot hold
 */
export function writeSubmission(form: OdkForm, submission: OdkSubmission): string {
  if (submission.formId !== form.id || submission.version !== form.version) {
    throw new InteropError("TL_INT_ODK_ENCODE", { path: "", formId: submission.formId });
  }
  const openRosa = "http://openrosa.org/xforms";
  const { instanceId, deprecatedId } = submission;
  const meta: XmlToWrite = {
    name: "orx:meta",
    attributes: { "xmlns:orx": openRosa },
    children: [
      { name: "orx:instanceID", children: [instanceId] },
      ...(deprecatedId === undefined
        ? []
        : [{ name: "orx:deprecatedID", children: [deprecatedId] }]),
    ],
  };
  return writeXmlDocument({
    name: "data",
    attributes: { id: form.id, ...(form.version === "" ? {} : { version: form.version }) },
    children: [...elementsOf(form, form.items, submission.answers, ""), meta],
  });
}

function elementsOf(
  form: OdkForm,
  items: readonly FormItem[],
  answers: Answers,
  path: string,
): readonly XmlToWrite[] {
  const known = new Set(items.map(({ name }) => name));
  for (const name of Object.keys(answers)) if (!known.has(name)) refuse(`${path}/${name}`);
  return items.flatMap((item): readonly XmlToWrite[] => {
    const { name } = item;
    const at = `${path}/${name}`;
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (answer === undefined) return item.kind === "repeat" ? [] : [{ name }];
    if (item.kind === "group") {
      if (answer.type !== "group") return refuse(at);
      return [{ name, children: elementsOf(form, item.items, answer.answers, at) }];
    }
    if (item.kind === "repeat") {
      if (answer.type !== "repeat") return refuse(at);
      return answer.instances.map((instance, index) => ({
        name,
        children: elementsOf(form, item.items, instance, `${at}/${index + 1}`),
      }));
    }
    const text = answer.type === item.type ? writeAnswer(answer) : undefined;
    const again =
      text === undefined || text.trim() !== text || text === ""
        ? undefined
        : readAnswer(form, item, text);
    if (text === undefined || again === undefined || "problem" in again) return refuse(at);
    return [{ name, children: [text] }];
  });
}

function refuse(path: string): never {
  throw new InteropError("TL_INT_ODK_ENCODE", { path });
}
