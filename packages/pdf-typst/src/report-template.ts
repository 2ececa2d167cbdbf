/**
 * The layout of the report, for typst. It is the same for every report: what a report says comes in as
 * JSON (`sys.inputs.data`) and is only ever shown as text, so that no record can become a command.
 */
export const reportTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#15191b")
#let soft = rgb("#3e494d")
#let rule = rgb("#c9d0cf")
#let mark-ink = rgb("#a1126b")
#let stripe = tiling(size: (14pt, 14pt))[
  #place(rect(width: 14pt, height: 14pt, fill: white))
  #place(polygon(fill: rgb("#fbe1f0"), (0pt, 14pt), (7pt, 0pt), (14pt, 0pt), (7pt, 14pt)))
]
#set document(
  title: d.documentTitle,
  author: (),
  date: datetime(year: d.date.year, month: d.date.month, day: d.date.day, hour: d.date.hour, minute: d.date.minute, second: d.date.second),
)
#set text(font: "DejaVu Sans", size: 8.6pt, fill: ink, lang: d.language, fallback: false, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.72em, justify: false)
#let head = {
  if d.mark != none {
    place(top + left, dx: -16mm, box(
      width: 210mm,
      height: 9mm,
      fill: stripe,
      stroke: (bottom: 1pt + mark-ink),
      inset: (x: 16mm),
      align(horizon, grid(
        columns: (auto, 1fr, auto),
        box(fill: white, inset: 2.5pt, text(7.5pt, weight: "bold", fill: mark-ink, tracking: 0.4pt, d.mark.sign + "  " + d.mark.sign + "  " + d.mark.sign)),
        [],
        box(fill: white, inset: 2.5pt, text(7.5pt, fill: mark-ink, d.mark.says)),
      )),
    ))
  } else {
    place(top + left, dy: 7mm, box(width: 178mm, stroke: (bottom: 0.4pt + rule), inset: (bottom: 2.5pt), grid(
      columns: (1fr, auto),
      text(7pt, fill: soft, d.runningTitle),
      text(7pt, fill: soft, d.level),
    )))
  }
}
#set page(
  paper: "a4",
  margin: (x: 16mm, top: 17mm, bottom: 18mm),
  header-ascent: 0pt,
  header: block(height: 17mm, width: 100%, head),
  footer-descent: 3mm,
  footer: context {
    line(length: 100%, stroke: 0.5pt + ink)
    v(-1.6mm)
    grid(
      columns: (1fr, auto),
      column-gutter: 8mm,
      text(6.6pt, fill: soft, d.linesNote),
      align(right, text(6.6pt, fill: soft)[#d.level · #d.knownAt \ #d.pageWords.before#counter(page).display()#d.pageWords.between#counter(page).final().first()#d.pageWords.after]),
    )
  },
)
#show heading: set text(weight: "bold")
#show heading.where(level: 1): set text(size: 11.5pt)
#show heading.where(level: 2): set text(size: 9.4pt)
#show heading.where(level: 1): set block(above: 1.35em, below: 0.7em, sticky: true)
#show heading.where(level: 2): set block(above: 1.15em, below: 0.6em, sticky: true)
#let sign = if d.mark == none { none } else { text(fill: mark-ink, d.mark.sign + ". ") }
#let number-of(s) = if s.number == none { none } else {
  super(typographic: false, size: 5.6pt, baseline: -3.4pt, link(label("r" + str(s.number)), text(fill: soft, str(s.number))))
}
#let sentence(s) = {
  if s.person == none {
    [#s.text#number-of(s)]
  } else {
    block(width: 100%, stroke: (left: 1.6pt + ink), inset: (left: 5pt, y: 1pt))[#s.text#number-of(s) \ #text(7pt, style: "italic", fill: soft, s.person)]
  }
}
#let points(b) = for s in b.sentences {
  grid(columns: (9pt, 1fr), text("–"), sentence(s))
  v(0.15em)
}
#let texts(b) = for s in b.sentences { par(sentence(s)) }
#let notes(b) = for s in b.sentences { par(text(7.2pt, fill: soft, sentence(s))) }
#let cell(c, strong, column) = {
  let body = text(hyphenate: column.breaks, weight: if strong { "bold" } else { "regular" }, c.text)
  if c.shape == none { body } else {
    [#box(baseline: 0.5pt, image(bytes(d.shapes.at(c.shape)), format: "svg", width: 6.5pt)) #body]
  }
}
#let data-table(b) = {
  set text(size: b.sizePt * 1pt)
  set par(leading: 0.5em)
  show table.cell: set align(top)
  block(above: 0.9em, below: 0.9em, table(
    columns: b.columns.map(c => if c.fixedEm == none { c.weight * 1fr } else { c.fixedEm * 1em }),
    align: b.columns.map(c => if c.align == "right" { right } else { left }),
    inset: (x: 2.4pt, y: 2.6pt),
    stroke: (x, y) => (bottom: if y == 0 { 0.7pt + ink } else { 0.3pt + rule }),
    table.header(..b.columns.map(c => text(fill: soft, hyphenate: c.breaksHeading, c.text))),
    ..b.rows.map(r => r.cells.enumerate().map(((i, c)) => if r.isTotal {
      table.cell(stroke: (top: 0.6pt + ink, bottom: 0.6pt + ink), cell(c, true, b.columns.at(i)))
    } else { cell(c, false, b.columns.at(i)) })).flatten(),
  ))
}
#let picture(svg, alt) = block(width: 100%, breakable: false, image(bytes(svg), format: "svg", width: 100%, alt: alt))
#let show-block(b) = {
  if b.is == "table" { data-table(b) }
  else if b.is == "bars" { block(breakable: false)[#text(7.2pt, fill: soft, b.caption) #v(-3pt) #picture(d.bars, b.caption)] }
  else if b.is == "map" { if d.map != none { picture(d.map, d.mapAlt) } }
  else if b.as == "points" { points(b) }
  else if b.as == "notes" { notes(b) }
  else { texts(b) }
}
#let show-section(s) = {
  heading(level: 1)[#sign#s.heading]
  for b in s.blocks { show-block(b) }
  for p in s.parts {
    heading(level: 2)[#sign#p.heading]
    for b in p.blocks { show-block(b) }
  }
}

#grid(
  columns: (1fr, auto),
  column-gutter: 6mm,
  align: (left + bottom, right + bottom),
  stack(spacing: 3.2mm, text(19pt, weight: "bold", d.title), text(9.6pt, d.subtitle)),
  text(7.2pt, fill: soft)[#d.level \ #d.knownAt],
)
#v(0.4mm)
#line(length: 100%, stroke: 1.3pt + ink)
#v(-0.6mm)
#for h in d.head { par(text(7pt, fill: soft, h)) }
#for s in d.sections.filter(s => not s.isAnnex) { show-section(s) }
#if d.withoutPlace != none {
  heading(level: 1)[#sign#d.withoutPlace.heading]
  for l in d.withoutPlace.lines { grid(columns: (9pt, 1fr), text("–"), text(l)) }
}
#if d.hiddenNote != none { par(text(7.2pt, fill: soft, d.hiddenNote)) }
#let annexes = d.sections.filter(s => s.isAnnex)
#for s in annexes { show-section(s) }
#if d.records.len() > 0 {
  heading(level: 1)[#sign#d.recordsHeading]
  par(text(7.2pt, fill: soft, d.recordsNote))
  set text(size: 6.2pt)
  set par(leading: 0.45em)
  for r in d.records {
    grid(columns: (16pt, 1fr), column-gutter: 4pt, align(right)[#text(fill: soft, str(r.number))#label("r" + str(r.number))], text(font: "DejaVu Sans Mono", size: 5.6pt, r.ids))
    v(-2.6pt)
  }
}
`;
