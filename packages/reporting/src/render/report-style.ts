/** Style of the HTML report: paper on any screen, always light, and the same when printed. */
export const reportStyle = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #15191b; font: 15px/1.5 "DejaVu Sans", "Noto Sans", system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 0 1.25rem 3rem; }
.mark { background: repeating-linear-gradient(115deg, #fbe1f0 0 12px, #fff 12px 24px); border-bottom: 2px solid #a1126b; color: #a1126b; padding: .5rem 1.25rem; position: sticky; top: 0; }
.mark span { background: #fff; padding: 0 .4rem; font-weight: 600; }
header.head { border-bottom: 2px solid #15191b; padding: 1.5rem 0 .75rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .4rem; }
.sign { color: #a1126b; font-weight: 600; }
.meta { color: #3e494d; font-size: .82rem; margin: .25rem 0 0; overflow-wrap: anywhere; }
.notes { color: #3e494d; font-size: .85rem; } ul { padding-left: 1.2rem; margin: .4rem 0; } li { margin: .25rem 0; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
sup { font-size: .65rem; line-height: 0; color: #5b676b; } sup a { color: inherit; }
.person { border-left: 3px solid #15191b; padding-left: .6rem; } .person small { display: block; color: #3e494d; font-style: italic; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .82rem; margin: .6rem 0; }
th { text-align: left; color: #3e494d; font-weight: 500; border-bottom: 1px solid #15191b; padding: .2rem .4rem; vertical-align: bottom; }
td { border-bottom: 1px solid #d8dedd; padding: .2rem .4rem; vertical-align: top; overflow-wrap: anywhere; }
.num { text-align: right; font-variant-numeric: tabular-nums; } .num td, td.num { white-space: nowrap; }
tr.total td { font-weight: 600; border-top: 1px solid #15191b; border-bottom: 1px solid #15191b; }
.shape { width: .8em; height: .8em; vertical-align: -.05em; margin-right: .35em; }
figure { margin: .8rem 0; } figure svg { max-width: 100%; height: auto; display: block; } figcaption { color: #3e494d; font-size: .82rem; }
footer { border-top: 1px solid #15191b; color: #3e494d; font-size: .8rem; margin-top: 2.5rem; padding-top: .5rem; }
@media print { @page { size: A4; margin: 16mm; } main { max-width: none; padding: 0; } .mark { position: static; } h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } }
`;
