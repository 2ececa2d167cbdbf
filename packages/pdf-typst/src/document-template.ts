/**
 * The layout of a printed document, for typst. What the document says comes in as JSON
 * (`sys.inputs.data`) and is only ever shown as text, so that nothing in it can become a command.
 */
export const documentTemplate = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#15191b")
#let soft = rgb("#3e494d")
#let rule = rgb("#c9d0cf")
#set document(
  title: d.title,
  author: (),
  date: datetime(year: d.date.year, month: d.date.month, day: d.date.day, hour: d.date.hour, minute: d.date.minute, second: d.date.second),
)
#set text(font: "DejaVu Sans", size: 8.6pt, fill: ink, lang: "en", fallback: false, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.8em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 16mm, top: 17mm, bottom: 16mm),
  header: block(width: 100%, stroke: (bottom: 0.4pt + rule), inset: (bottom: 2.5pt), text(7pt, fill: soft, d.title)),
  footer: context align(right, text(6.6pt, fill: soft)[#counter(page).display() / #counter(page).final().first()]),
)
#show heading: set text(weight: "bold", size: 11.5pt)
#show heading: set block(above: 1.5em, below: 0.8em, sticky: true)
#let part(p) = if p.as == "bold" { text(weight: "bold", p.text) } else if p.as == "small" { text(0.82em, fill: soft, p.text) } else { p.text }
#let parts(ps) = for p in ps { part(p) }
#let drawing(svg, width, alt) = image(bytes(svg), format: "svg", width: width, alt: alt)
#let show-table(b) = {
  set text(size: b.sizePt * 1pt)
  set par(leading: 0.5em)
  show table.cell: set align(top)
  set table.cell(breakable: false)
  block(above: 0.9em, below: 0.9em, breakable: b.rows.len() > 10, table(
    columns: b.columns.map(c => if c.isFixed { auto } else { c.share * 1fr }),
    align: b.columns.map(c => if c.align == "right" { right } else { left }),
    inset: (x: 3pt, y: 2.8pt),
    stroke: (x, y) => (bottom: if y == 0 { 0.7pt + ink } else { 0.3pt + rule }),
    table.header(..b.columns.map(c => text(fill: soft, c.text))),
    ..b.rows.map(r => r.map(c => if c.svg == none { parts(c.parts) } else { drawing(c.svg, 62pt, none) })).flatten(),
  ))
}
#let show-block(b) = {
  if b.is == "table" { show-table(b) }
  else if b.is == "picture" { block(width: 100%, breakable: false, above: 0.9em, below: 0.9em, drawing(b.svg, 100%, b.alt)) }
  else if b.is == "legend" {
    block(text(7.4pt, for e in b.entries { box[#box(baseline: 1pt, drawing(e.svg, 10pt, none)) #e.text]; h(10pt) }))
  }
  else if b.is == "list" {
    for item in b.items { grid(columns: (9pt, 1fr), text("–"), parts(item)); v(0.2em) }
  }
  else { par(if b.isSmall { text(7.2pt, fill: soft, b.text) } else { text(b.text) }) }
}

#block(stroke: (left: 2.4pt + rgb("#3a6ea5")), inset: (left: 7pt, y: 2pt), text(13pt, weight: "bold", d.headline))
#text(10.5pt, d.title)
#for s in d.sections {
  heading(level: 1, s.heading)
  for b in s.blocks { show-block(b) }
}
#v(1em)
#par(text(7.2pt, fill: soft, d.footer))
`;
