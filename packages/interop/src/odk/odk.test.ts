import { derivedId, observationRecord } from "@truceline/model";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import {
  attachmentsOf,
  encodeRecord,
  formOfSheets,
  headerFaults,
  type ObservationDraft,
  type OdkForm,
  parseMapping,
  patrolForm,
  patrolMapping,
  RowDecoder,
  readForm,
  readSubmission,
  submissionColumns,
  submissionOfRows,
  submissionRows,
  writeForm,
  writeSubmission,
} from "../index.ts";

const options = { name: "form.xlsx" };
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Parts of a workbook as spreadsheet programs write them: shared texts, runs, numbers, gaps, no references. */
function workbook(changes: Readonly<Record<string, string>> = {}): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const parts: Record<string, string> = {
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/><sheet name="choices" sheetId="2" r:id="rId2"/><sheet name="settings" sheetId="3" r:id="rId3"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Target="./worksheets/sheet3.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `${head}<sst ${main}><si><t>type</t></si><si><t>name</t></si><si><r><t>la</t></r><r><t>bel</t></r><rPh><t>x</t></rPh></si><si><t>select_one yes_no</t></si></sst>`,
    "xl/worksheets/sheet1.xml": `${head}<worksheet ${main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row><row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="inlineStr"><is><t>heard</t></is></c></row><row><c t="inlineStr"><is><t>integer</t></is></c><c t="str"><v>how_many</v></c><c><v>12</v></c></row></sheetData></worksheet>`,
    "xl/worksheets/sheet2.xml": `${head}<worksheet ${main}><sheetData><row><c t="inlineStr"><is><t>list_name</t></is></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>yes_no</t></is></c><c t="b"><v>1</v></c></row><row><c r="A3" t="inlineStr"><is><t>yes_no</t></is></c><c r="B3"><v>0</v></c></row></sheetData></worksheet>`,
    "xl/worksheets/sheet3.xml": `${head}<worksheet ${main}><sheetData><row><c t="inlineStr"><is><t>form_id</t></is></c><c t="inlineStr"><is><t>version</t></is></c></row><row><c t="inlineStr"><is><t>noise</t></is></c><c><v>2026030101</v></c></row></sheetData></worksheet>`,
    ...changes,
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, bytesOf(text)])),
  );
}

const rowsOf = (text: string) => text.split("\n").map((line) => line.split("|"));
const sheetsOf = (survey: string, choices = "list_name|name\nyes_no|yes\nyes_no|no") =>
  new Map([
    ["survey", rowsOf(survey)],
    ["choices", rowsOf(choices)],
    ["settings", rowsOf("form_id|version|form_title\nhousehold|7|Household")],
  ]);

describe("forms", () => {
  test("[INT-251] a workbook with shared texts, runs, gaps, numbers and truth values", () => {
    const { form, faults } = readForm(workbook(), options);
    expect(faults).toEqual([]);
    expect(form).toEqual({
      id: "noise",
      version: "2026030101",
      title: "form.xlsx",
      items: [
        {
          kind: "question",
          name: "heard",
          type: "one-of",
          statedType: "select_one",
          list: "yes_no",
          columns: {},
        },
        {
          kind: "question",
          name: "how_many",
          type: "integer",
          statedType: "integer",
          columns: { label: "12" },
        },
      ],
      lists: {
        yes_no: [
          { name: "TRUE", columns: {} },
          { name: "0", columns: {} },
        ],
      },
    });
  });

  test("[INT-251] groups, repeats, other answers, both spellings of begin and end", () => {
    const survey = [
      "type|name|label|relevant",
      "start|started",
      "begin_group|house|House",
      "begin repeat|people|People",
      "text|who|Name|. != ''",
      "select_multiple yes_no or_other|can|Can",
      "end repeat|",
      "end_group|",
      "audit|audit",
    ].join("\n");
    const { form, faults } = formOfSheets(sheetsOf(survey), options);
    expect(faults).toEqual([]);
    expect(form?.title).toBe("Household");
    expect(submissionColumns(form as OdkForm)).toEqual([
      "instanceId",
      "formVersion",
      "instanceNo",
      "started",
    ]);
    expect(submissionColumns(form as OdkForm, "house/people").slice(3)).toEqual([
      "started",
      "house/people/who",
      "house/people/can",
      "house/people/can_other",
    ]);
  });

  test.each([
    ["an unknown type", "type|name\nhologram|x", "hologram", 2],
    ["a name with a space", "type|name\ntext|a b", "no name", 2],
    ["a list that is missing", "type|name\nselect_one nowhere|x", "nowhere", 2],
    ["a group without end", "type|name\nbegin_group|g\ntext|x", "does not end", 2],
    ["an end without group", "type|name\ntext|x\nend_group|", "did not begin", 3],
    [
      "an end of the other kind",
      "type|name\nbegin_group|g\ntext|x\nend_repeat|",
      "did not begin",
      4,
    ],
    ["a name twice", "type|name\ntext|x\n|\ninteger|x", "twice", 4],
    ["a name that JavaScript uses", "type|name\ntext|__proto__", "no name", 2],
    ["nothing", "type|name", "missing or empty", undefined],
  ])("[INT-251] %s is told with its row", (_, survey, words, line) => {
    const { form, faults } = formOfSheets(sheetsOf(survey), options);
    expect(form).toBeUndefined();
    expect(faults[0]?.code).toBe("TL_INT_ODK_FORM");
    expect(faults[0]?.message).toContain(words);
    expect(faults[0]?.line).toBe(line);
  });

  test("[INT-251] a form is written as a workbook and read as the same", () => {
    expect(readForm(writeForm(patrolForm), options)).toEqual({ form: patrolForm, faults: [] });
    expect(writeForm(patrolForm)).toEqual(writeForm(patrolForm));
  });

  test.each<[string, Uint8Array, string]>([
    ["no archive", bytesOf("type,name"), "TL_INT_ODK_WORKBOOK"],
    ["an archive of something else", zipSync({ "a.txt": bytesOf("a") }), "TL_INT_ODK_WORKBOOK"],
    [
      "far larger when unpacked",
      zipSync({ "xl/sharedStrings.xml": new Uint8Array(21_000_000) }),
      "TL_INT_ODK_WORKBOOK",
    ],
    [
      "external entities",
      workbook({
        "xl/sharedStrings.xml":
          '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>',
      }),
      "TL_INT_XML_DOCTYPE",
    ],
    [
      "a row far down",
      workbook({
        "xl/worksheets/sheet1.xml": '<worksheet><row r="900000000"><c/></row></worksheet>',
      }),
      "TL_INT_ODK_WORKBOOK",
    ],
    [
      "a cell far to the right",
      workbook({ "xl/worksheets/sheet1.xml": '<worksheet><row><c r="ZZZ1"/></row></worksheet>' }),
      "TL_INT_ODK_WORKBOOK",
    ],
  ])("[INT-252] %s is refused", (_, bytes, code) => {
    expect(() => readForm(bytes, options)).toThrow(expect.objectContaining({ code }));
  });
});

/** As Collect sends it: empty elements for what was not answered, `orx:meta`, four figures of a place. */
const sent = `<?xml version='1.0' ?>
<data id="truceline-patrol" version="1" xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa">
  <patrol>P-3</patrol><here>0.0125 -30.005 4.0 6.5</here>
</data>`;
const event = (parts: string) => `<events>${parts}</events>`;
const submissionText = sent.replace(
  "</data>",
  `${event(
    "<from>2026-03-01T04:12:09.250+01:00</from><until/><kind>explosion</kind><nature>undetermined</nature><means>heard saw</means><count_word>at-least</count_word><count>3</count><direction>NNE</direction><direction_form>single</direction_form><nearest_m>2000</nearest_m><furthest_m>4000</furthest_m><remark> a flash\nbefore </remark><photo>1772338329250.jpg</photo>",
  )}${event(
    "<from>2026-03-01T05:00:00.000+01:00</from><until>2026-03-01T05:10:00.000+01:00</until><kind>uncrewed-aircraft</kind><means>saw</means><count_word>uncounted</count_word>",
  )}<orx:meta><orx:instanceID>uuid:0b2e6e3c-0000-4000-8000-000000000001</orx:instanceID></orx:meta></data>`,
);
const received = { name: "submission.xml" };

function readSound(text: string) {
  const { submission, faults } = readSubmission(text, patrolForm, received);
  expect(faults).toEqual([]);
  if (submission === undefined) throw new Error("no submission");
  return submission;
}

describe("submissions", () => {
  test("[INT-253] typed answers, repeats as lists, files named", () => {
    const submission = readSound(submissionText);
    expect(submission.instanceId).toBe("uuid:0b2e6e3c-0000-4000-8000-000000000001");
    expect(submission.answers["here"]).toEqual({
      type: "place",
      place: { latDeg: 0.0125, lonDeg: -30.005, altitudeM: 4, accuracyM: 6.5 },
    });
    const { events } = submission.answers;
    if (events?.type !== "repeat") throw new Error("no repeat");
    expect(events.instances).toHaveLength(2);
    expect(events.instances[0]).toMatchObject({
      from: { type: "date-time", atMs: Date.UTC(2026, 2, 1, 3, 12, 9, 250) },
      means: { type: "some-of", choices: ["heard", "saw"] },
      count: { type: "integer", value: 3 },
      remark: { type: "text", text: "a flash\nbefore" },
    });
    expect(Object.keys(events.instances[1] ?? {})).not.toContain("nature");
    expect(attachmentsOf(submission.answers)).toEqual(["1772338329250.jpg"]);
  });

  test("[INT-254] by the saved mapping each repeat becomes a valid observation, and goes back", () => {
    const submission = readSound(submissionText);
    const columns = submissionColumns(patrolForm, "events");
    expect(parseMapping(JSON.parse(JSON.stringify(patrolMapping)), "patrol").faults).toEqual([]);
    expect(headerFaults(columns, patrolMapping, "patrol")).toEqual([]);
    const decoder = new RowDecoder(patrolMapping, { name: "patrol", origin: "exercise" });
    const decoded = submissionRows(patrolForm, submission, "events").map((row) =>
      decoder.decode(row),
    );
    expect(decoded.flatMap(({ faults }) => faults)).toEqual([]);
    const drafts = decoded.map(({ record }) => record as ObservationDraft);
    expect(drafts).toMatchObject([
      {
        origin: "exercise",
        sourceId: "uuid:0b2e6e3c-0000-4000-8000-000000000001/1",
        span: {
          fromMs: Date.UTC(2026, 2, 1, 3, 12, 9, 250),
          toMs: Date.UTC(2026, 2, 1, 3, 12, 9, 250),
        },
        observer: { kind: "patrol", id: "P-3" },
        observerPosition: { position: [-30.005, 0.0125], accuracyM: 6.5 },
        kind: "explosion",
        means: ["heard", "saw"],
        count: { qualifier: "at-least", min: 3 },
        direction: { form: "single", points: ["NNE"] },
        distance: { minM: 2_000, maxM: 4_000 },
      },
      { kind: "uncrewed-aircraft", count: { qualifier: "uncounted" } },
    ]);
    for (const draft of drafts) {
      const whole = { ...draft, id: derivedId(draft.source, draft.sourceId), recordedAtMs: 0 };
      expect(observationRecord.faults(whole)).toEqual([]);
    }
    const written = submissionOfRows(
      patrolForm,
      drafts.map((draft) => encodeRecord(patrolMapping, draft)),
      { instanceId: submission.instanceId, repeat: "events" },
    );
    const again = submissionRows(patrolForm, written, "events").map(
      (row) =>
        new RowDecoder(patrolMapping, { name: "patrol", origin: "exercise" }).decode(row).record,
    );
    // What the mapping leaves out on purpose (height, photograph) does not come back.
    const kept = ({ rawSha256: _, span, ...rest }: ObservationDraft) => ({
      ...rest,
      fromMs: span.fromMs,
      toMs: span.toMs,
    });
    expect(again.map((one) => kept(one as ObservationDraft))).toEqual(drafts.map(kept));
  });

  test("[INT-253] what is written is read as the same", () => {
    const submission = readSound(submissionText);
    expect(readSound(writeSubmission(patrolForm, submission))).toEqual(submission);
  });

  test.each([
    [
      "another form",
      submissionText.replace('id="truceline-patrol"', 'id="other"'),
      "TL_INT_ODK_SUBMISSION",
    ],
    [
      "another version",
      submissionText.replace('version="1"', 'version="2"'),
      "TL_INT_ODK_SUBMISSION",
    ],
    [
      "an encrypted one",
      submissionText.replace('version="1"', 'version="1" encrypted="yes"'),
      "TL_INT_ODK_SUBMISSION",
    ],
    [
      "one without identity",
      submissionText.replace(/<orx:instanceID>.*<\/orx:instanceID>/, ""),
      "TL_INT_ODK_SUBMISSION",
    ],
    [
      "an answer nobody asked for",
      submissionText.replace("<patrol>", "<rank>3</rank><patrol>"),
      "TL_INT_ODK_SUBMISSION",
    ],
    [
      "an answer given twice",
      submissionText.replace("<patrol>", "<patrol>P-4</patrol><patrol>"),
      "TL_INT_ODK_SUBMISSION",
    ],
    ["a choice that is none", submissionText.replace("explosion", "thunder"), "TL_INT_ODK_VALUE"],
    ["several for one", submissionText.replace("explosion", "explosion shot"), "TL_INT_ODK_VALUE"],
    ["a number in words", submissionText.replace("<count>3", "<count>three"), "TL_INT_ODK_VALUE"],
    [
      "a place off the earth",
      submissionText.replace("0.0125 -30.005", "95 -30.005"),
      "TL_INT_ODK_VALUE",
    ],
    ["a time without offset", submissionText.replace("250+01:00", "250"), "TL_INT_ODK_VALUE"],
    [
      "a file elsewhere",
      submissionText.replace("1772338329250.jpg", "../../a.jpg"),
      "TL_INT_ODK_VALUE",
    ],
    ["elements in an answer", submissionText.replace("P-3", "<b>P-3</b>"), "TL_INT_ODK_VALUE"],
  ])("[INT-255] %s is told and nothing is taken", (_, text, code) => {
    const { submission, faults } = readSubmission(text, patrolForm, received);
    expect(submission).toBeUndefined();
    expect(faults.map((fault) => fault.code)).toContain(code);
    expect(faults.every(({ file }) => file === "submission.xml")).toBe(true);
  });

  test("[INT-255] a template is no answer, and too many repeats are told once", () => {
    const template = submissionText.replace(
      "<events>",
      '<events jr:template=""><kind/></events><events>',
    );
    const { events } = readSound(template).answers;
    expect(events?.type === "repeat" && events.instances.length).toBe(2);
    const flood = submissionText.replace(
      "<orx:meta>",
      `${event("<kind>shot</kind>").repeat(2_000)}<orx:meta>`,
    );
    expect(readSubmission(flood, patrolForm, received).faults).toHaveLength(1);
  });

  test("[INT-255] XML with entities of its own, or broken, is refused", () => {
    const evil = submissionText.replace(
      "<data",
      '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data',
    );
    expect(() => readSubmission(evil, patrolForm, received)).toThrow(
      expect.objectContaining({ code: "TL_INT_XML_DOCTYPE" }),
    );
    expect(() => readSubmission(submissionText.slice(0, 300), patrolForm, received)).toThrow(
      expect.objectContaining({ code: "TL_INT_XML" }),
    );
  });

  test.each([
    ["an answer nobody asked for", { rank: { type: "text", text: "3" } }, "/rank"],
    ["another type", { patrol: { type: "integer", value: 3 } }, "/patrol"],
    ["a text that would be cut", { patrol: { type: "text", text: " P-3" } }, "/patrol"],
    ["one answer where many stand", { events: { type: "group", answers: {} } }, "/events"],
  ] as const)("[INT-255] %s is not written", (_, answers, path) => {
    const submission = { formId: patrolForm.id, version: "1", instanceId: "uuid:1", answers };
    expect(() => writeSubmission(patrolForm, submission)).toThrow(
      expect.objectContaining({ code: "TL_INT_ODK_ENCODE", details: { path } }),
    );
  });
});
