// English messages of the report. A number `x` comes with `xText`, the same number as it is written.

export const reportEn = {
  "report.title.daily": "Daily report {number}",
  "report.title.weekly": "Weekly report {number}",
  "report.title.thematic": "Thematic report {number}",
  "report.title.draft-daily": "Daily report",
  "report.title.draft-weekly": "Weekly report",
  "report.title.draft-thematic": "Thematic report",
  "report.head.level": "Release: {level}",
  "report.head.language": "Language: English",
  "report.head.known": "As known at {knownAt}",
  "report.head.period": "{from} to {to}, {timezone}",
  "report.head.closes": "The period ends at {at}; figures are those so far.",
  "report.head.agreement": "Agreement: {id}, compiled form {hash}",
  "report.head.proposal": "A proposal: nobody signed it.",
  "report.head.declared": "Declared, not signed.",
  "report.head.page": "Page {page} of {pages}",
  "report.head.lines-note":
    "Lines are positions that parties or the mission stated; they imply nothing about borders or sovereignty.",
  "report.mark.exercise": "EXERCISE",
  "report.mark.simulated": "SIMULATION",
  "report.mark.exercise-says": "Everything in this report is made up. Nothing of it happened.",
  "report.mark.simulated-says": "Everything in this report was computed. Nothing of it happened.",
  "report.level.internal": "internal",
  "report.level.parties": "parties",
  "report.level.public": "public",
  "report.unknown": "not known",
  "report.no-entry": "no entry",
  "report.whole": "All",
  "report.percent-less": "less than {percent}",
  "report.rests-on": "Rests on {n, plural, one {{nText} record} other {{nText} records}}",

  "report.person.replaced": "Written by a person instead of the generated sentence.",
  "report.person.added": "Written by a person.",
  "report.person.changed": "What is generated here has changed since it was written.",
  "report.person.untranslated": "not translated",
  "report.person.hidden":
    "{n, plural, one {{nText} generated sentence was} other {{nText} generated sentences were}} left out by a person.",
  "report.person.without-place": "Edits whose sentence is gone",
  "report.person.without-place-one":
    "{does, select, add {Added} hide {Left out} order {Put in order} other {Replaced}} at {at}: {text}",

  "report.heading.summary": "Summary",
  "report.heading.violations": "Ceasefire violations",
  "report.heading.region": "{region}",
  "report.heading.published": "Beside the published totals",
  "report.heading.casualties": "Civilian casualties and damage",
  "report.heading.areas": "Disengagement areas",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Withdrawal of weapons",
  "report.heading.weapons-in-violation": "In violation of withdrawal lines",
  "report.heading.weapons-outside-storage": "Beyond withdrawal lines but outside storage sites",
  "report.heading.weapons-storage": "Visits to storage sites",
  "report.heading.weapons-not-decided": "Could not be verified",
  "report.heading.presence": "Military presence",
  "report.heading.mines": "Mines and unexploded ordnance",
  "report.heading.windows": "Local ceasefires: windows of silence",
  "report.heading.visits": "Visits to sites",
  "report.heading.civilians": "Crossing points and civilians",
  "report.heading.movement": "Restrictions of the mission’s freedom of movement",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "What the mission could not observe",
  "report.heading.corrections": "Corrections to earlier reports",
  "report.heading.quarantine": "Quarantine",
  "report.heading.clauses": "How the clauses stand",
  "report.heading.claims": "Claims of others",
  "report.heading.method": "Method and counting",
  "report.heading.annex-weapons": "Annex: table of weapons",
  "report.heading.annex-violations": "Annex: table of ceasefire violations",
  "report.heading.annex-working": "Annex: how assessments came about (internal)",
  "report.heading.annex-records": "Annex: records",
  "report.heading.trace": "Article {article}, {at}: {outcome}",
  "report.heading.bars":
    "Ceasefire violations in the last {n, plural, one {period} other {{nText} periods}}",

  "report.none":
    "No record was entered for this section. In the period the mission could see {seen} of what Article {article} covers.",
  "report.none-unseen":
    "No record was entered for this section. That does not mean that nothing happened.",

  "report.count.violations":
    "{bound, select, atLeast {at least } about {about } other {}}{n, plural, =0 {no ceasefire violations} one {{nText} ceasefire violation} other {{nText} ceasefire violations}}",
  "report.count.explosions":
    "{bound, select, atLeast {at least } about {about } other {}}{n, plural, =0 {no explosions} one {{nText} explosion} other {{nText} explosions}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {at least } about {about } other {}}{n, plural, =0 {no bursts or shots} one {{nText} burst or shot} other {{nText} bursts and shots}}",
  "report.count.in-flight":
    "{bound, select, atLeast {at least } about {about } other {}}{n, plural, =0 {no projectiles in flight} one {{nText} projectile in flight} other {{nText} projectiles in flight}}",
  "report.count.other":
    "{bound, select, atLeast {at least } about {about } other {}}{n, plural, =0 {no others} one {{nText} other} other {{nText} others}}",
  "report.count.violations-uncounted": "an uncounted number of ceasefire violations",
  "report.count.explosions-uncounted": "an uncounted number of explosions",
  "report.count.bursts-shots-uncounted": "an uncounted number of bursts and shots",
  "report.count.in-flight-uncounted": "an uncounted number of projectiles in flight",
  "report.count.other-uncounted": "an uncounted number of others",
  "report.count.killed":
    "{n, plural, =0 {none killed} one {{nText} person killed} other {{nText} persons killed}}",
  "report.count.injured":
    "{n, plural, =0 {none injured} one {{nText} person injured} other {{nText} persons injured}}",
  "report.count.reports-followed":
    "{n, plural, =0 {no further report} one {{nText} further report} other {{nText} further reports}}",
  "report.count.observations":
    "{n, plural, =0 {no observations} one {{nText} observation} other {{nText} observations}}",
  "report.count.weapons":
    "{n, plural, =0 {no weapons} one {{nText} weapon} other {{nText} weapons}}",
  "report.count.storage-visits":
    "{n, plural, =0 {no visits to storage sites} one {{nText} visit to a storage site} other {{nText} visits to storage sites}}",
  "report.count.restrictions":
    "{n, plural, =0 {no restrictions} one {{nText} restriction} other {{nText} restrictions}}",
  "report.count.windows":
    "{n, plural, =0 {no windows of silence} one {{nText} window of silence} other {{nText} windows of silence}}",
  "report.count.visits": "{n, plural, =0 {no visits} one {{nText} visit} other {{nText} visits}}",
  "report.count.corrections":
    "{n, plural, =0 {no corrections} one {{nText} correction} other {{nText} corrections}}",
  "report.count.at-least": "at least {nText}",
  "report.count.at-most": "at most {nText}",
  "report.count.about": "about {nText}",
  "report.count.more-entered": "none; {nText} more entered than published",

  "report.summary.theme": "This report is about {theme} only.",
  "report.summary.region":
    "{region}: {violations}, including {explosions}; {trend, select, more {more than in the period before} fewer {fewer than in the period before} same {as many as in the period before} other {in the period before}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region}: {violations}, including {explosions}. For the period before, no observation was entered.",
  "report.summary.region-no-entry":
    "{region}: no observation was entered. That does not mean that nothing happened.",
  "report.summary.no-entry":
    "No observation was entered. That does not mean that nothing happened.",
  "report.summary.whole": "In all, {violations}: {parts}. Over the last seven periods: {week}.",
  "report.summary.casualties":
    "Civilian casualties borne out by two sources or seen by the mission: {killed}, {injured}. Being followed up: {followed}.",
  "report.summary.weapons":
    "In violation of withdrawal lines: {inViolation}. Beyond them but outside storage sites: {outside}.",
  "report.summary.windows":
    "{windows}; {breached, plural, =0 {in none of them was fire recorded} other {fire was recorded in {breachedText}}}{told, select, yes {{met, plural, =0 {} other {, {metText} held}}{undetermined, plural, =0 {} other {, of {undeterminedText} the mission cannot say}}} other {}}.",
  "report.summary.movement":
    "The mission’s freedom of movement: {restrictions} (in the period before: {beforeText}).",
  "report.summary.clauses":
    "Of {all, plural, one {{allText} clause by article and sector} other {{allText} clauses by article and sector}}: {metText} met, {foundText} found to be breached, {examinedText} examined, {undeterminedText} undetermined. No party is named before a finding.",
  "report.summary.unseen":
    "Least could be seen in {sector}: {seen} of what Article {article} covers there; the article asks {asked}.",
  "report.summary.corrections":
    "{count, plural, one {{countText} correction to earlier observations was} other {{countText} corrections to earlier observations were}} received.",
  "report.summary.quarantine":
    "Of what came in during the period, {count, plural, one {{countText} message is} other {{countText} messages are}} in quarantine.",
  "report.summary.claims":
    "{count, plural, one {{countText} claim} other {{countText} claims}} in the period, {untypedText} of them without a type. Claims are not observations and are not counted with them.",

  "report.violations.note":
    "Rule smm: each explosion, burst, shot, projectile in flight, flash and flare counts as one, by every observer that has it. “Before” is the span of the same length just before, “week” the last seven periods. “Examined” is no finding. “Seen” is the mean coverage of Article {article}. A region without an entry is not known to be without fire.",
  "report.violations.more":
    "{more, plural, one {{moreText} more observation stands} other {{moreText} more observations stand}} in the annex or is counted above.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Remark: {remark}.",
  "report.near": "{sentence} Near {place}.",
  "report.place-follows": "{sentence} The place follows at {at}.",
  "report.cell.near": "near {place}, to about {areaText} km²",
  "report.cell.follows": "follows at {at}",
  "report.observations.counted":
    "{observations} (in the period before: {beforeText}; over the last seven periods: {weekText}).",
  "report.observations.kept":
    "{kept, plural, one {{keptText} of them is} other {{keptText} of them are}} kept inside the mission or not old enough to be told.",

  "report.casualties.counted":
    "Borne out by two sources or seen by the mission: {killed}, {injured} (in the period before: {killedBeforeText} and {injuredBeforeText}). Being followed up: {followed}.",
  "report.casualties.one":
    "{place}, {when}: {killed}, {injured} ({who}). {corroboration, select, reported {The mission follows up on reports} one_source {One source says so} corroborated {Corroborated by two independent sources} confirmed {Seen by the mission} other {Could not be confirmed}}; {sourceCount, plural, =0 {no sources noted} one {{sourceCountText} source noted} other {{sourceCountText} sources noted}}.",
  "report.who.civilians": "civilians",
  "report.who.others": "others",
  "report.who.not-known": "who is not known",
  "report.corroboration.reported": "reported",
  "report.corroboration.one-source": "one source",
  "report.corroboration.corroborated": "corroborated",
  "report.corroboration.confirmed": "confirmed",
  "report.corroboration.not-confirmed": "not confirmed",

  "report.areas.not-agreed": "The agreement names no disengagement area.",
  "report.areas.look":
    "{when}: {access, select, full {full access} partial {partial access} refused {access refused} other {access was not possible}}; {seenCount, plural, =0 {no weapons seen} other {seen: {seen}}}{remarkCount, plural, =0 {} other {. Noted: {remarks}}}.",
  "report.areas.looks":
    "The mission looked at the area {count, plural, one {once} other {{countText} times}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} restriction} other {{countText} restrictions}} of the mission’s movement at the area: {kinds}.",

  "report.weapons.counted":
    "{weapons} (in the period before: {beforeText}; over the last seven periods: {weekText}).",
  "report.weapons.one":
    "{when}, {place}: {bound, select, atLeast {at least } other {}}{weapons} (Article {article}).",
  "report.weapons.visits":
    "{visits} (in the period before: {beforeText}); access was refused or not possible in {refusedText}.",
  "report.weapons.visit":
    "{when}, {place}: {access, select, full {full access} partial {partial access} refused {access refused} other {access was not possible}}{hasReason, select, yes { (“{reason}”)} other {}}. {seenCount, plural, =0 {No weapons seen} other {Seen: {seen}}}.{missingCount, plural, =0 {} other { Declared and not seen: {missing}.}}",
  "report.standing.in-violation": "in violation of withdrawal lines",
  "report.standing.outside-storage": "beyond withdrawal lines, outside storage",
  "report.standing.not-decided": "could not be verified",
  "report.standing.clear": "no withdrawal line applies",

  "report.windows.counted":
    "{windows} (in the period before: {beforeText}; over the last seven periods: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}: {guarantees, plural, =0 {no guarantees given} one {guaranteed by {guaranteesText} side} other {guaranteed by {guaranteesText} sides}}; {state, select, met {held} breached {{events, plural, one {{eventsText} event of fire was} other {{eventsText} events of fire were}} recorded in it} undetermined {the mission cannot say whether it held} cannot_start {it could not start} to_come {it is to come} running {it still runs} other {cancelled}}{hasSeen, select, yes {; {seen, plural, one {{seenText} minute} other {{seenText} minutes}} of {minutesText} seen} other {}}.",

  "report.visits.counted":
    "{visits}: {doneText} done, {grantedText} granted, {requestedText} requested, {blockedText} blocked; backlog {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}): {stateWord}{hasReason, select, yes { (“{reason}”)} other {}}.{items, plural, =0 {} other { Checklist: {heldText} of {itemsText} hold.}}{failing, plural, =0 {} other { Not holding: {failingItems}.}}",
  "report.visit.requested": "requested",
  "report.visit.granted": "granted",
  "report.visit.blocked": "blocked",
  "report.visit.done": "done",
  "report.visit.cancelled": "cancelled",

  "report.movement.counted":
    "{restrictions} (in the period before: {beforeText}; over the last seven periods: {weekText}).",
  "report.movement.one":
    "{place}, {when}: {kind, select, denial {access was denied} conditional_access {access was conditional} delay {the patrol was delayed} regular {the standing restriction continued} mines {mines or unexploded ordnance barred the way} interference {signal interference was noted} other {movement was impeded}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { By: {statedBy}.} other {}}{hasAsked, select, yes { Asked: {asked}.} other {}}{hasReason, select, yes { Reason given: “{reason}”.} other {}}{hasResult, select, yes { Result: {result}.} other {}}",
  "report.denial.denial": "Denial",
  "report.denial.conditional-access": "Conditional access",
  "report.denial.delay": "Delay",
  "report.denial.regular": "Regular restrictions",
  "report.denial.mines": "Mines and unexploded ordnance",
  "report.denial.interference": "Signal interference",
  "report.denial.other-impediment": "Other impediments",

  "report.unseen.follows": "Where and when the mission could not observe is told from {from}.",
  "report.unseen.not-worked-out": "Coverage was not worked out for these periods.",
  "report.unseen.all-covered": "Every sector was covered as Article {article} asks, in every hour.",
  "report.unseen.explained":
    "Coverage of Article {article} by sector, and what took the rest away. The share at a reason says how much would come back if it alone were gone; they do not add up. “Free” is the share of cell-hours without any coverage.",
  "report.unseen.map-note":
    "Hatched: mean coverage in the period below what Article {article} asks. Outlined cells: fire was recorded in or near them; no place is finer than the cell.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "nobody near",
  "report.loss.out-of-range": "out of range",
  "report.loss.out-of-view": "out of view",
  "report.loss.off-schedule": "off schedule",
  "report.loss.terrain": "terrain",
  "report.loss.night": "night",
  "report.loss.weather": "weather",
  "report.loss.jammed": "interference",
  "report.loss.denied": "access denied",
  "report.loss.down": "down",
  "report.loss.degraded": "degraded",
  "report.loss.not-received": "not yet received",
  "report.loss.one-source-only": "one source only",

  "report.corrections.none": "No correction was received in the period.",
  "report.corrections.counted":
    "{corrections}: {withdrawn, plural, one {{withdrawnText} observation no longer stands} other {{withdrawnText} observations no longer stand}}; instead of what was withdrawn: {replacedText}. All are kept.",
  "report.corrections.one":
    "{at}: {withdrawn, plural, one {{withdrawnText} observation} other {{withdrawnText} observations}} of {when} no longer {withdrawn, plural, one {stands} other {stand}}{replaced, plural, =0 {} other {, replaced by {replacedText}}}. Reason: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {No observation} one {{countText} observation} other {{countText} observations}} of the period came in more than ten minutes after what was observed.",
  "report.quarantine.counted":
    "Of what came in during the period, {waiting, plural, =0 {no messages are} one {{waitingText} message is} other {{waitingText} messages are}} refused and kept; {readmittedText} corrected and taken.",

  "report.clauses.not-worked-out": "They were not worked out for so many periods.",
  "report.clauses.adopted":
    "These states are adopted by those who sign this report. “Examined” is an open case: no finding, and no party is named.",
  "report.clauses.follow": "How clauses stand is told from {from}, together with coverage.",
  "report.clauses.bound":
    "The bound is the most breaches a day that may have gone unseen (95 %), if breaches are independent of each other and do not avoid the mission’s coverage.",
  "report.clauses.narrative":
    "Shown and tracked, never assessed: {count, plural, one {Article} other {Articles}} {articles}.",
  "report.state.met": "met",
  "report.state.found": "breach found",
  "report.state.examined": "examined",
  "report.state.undetermined": "undetermined",
  "report.state.not-applicable": "not in force",
  "report.state.narrative": "not assessed",

  "report.claims.counted":
    "{count, plural, =0 {No claims} one {{countText} claim} other {{countText} claims}} in the period, {untypedText} without a type; {storedText} entered in all, {storedUntypedText} without a type.",
  "report.claims.method":
    "A claim is what someone says. It is not an observation, is counted apart, and decides no clause.",

  "report.published.none": "No published total is about these periods.",
  "report.published.explained":
    "What the mission published, and what was entered here over the same periods and regions. The difference was not entered; nothing is made to agree.",
  "report.published.not-counted": "not counted so here",
  "report.published.no-entry": "no entry",

  "report.method.rule-smm":
    "smm: each explosion, burst, shot, projectile in flight, flash and flare that was entered counts as one, by every observer that has it; parts of another count are left out; a range counts its lower end.",
  "report.method.rule-records": "records: each record counts as one.",
  "report.method.rule-persons":
    "persons: each person counts as one, where two sources or the mission itself bear it out.",
  "report.method.rule-weapons": "weapons: each weapon seen counts as one, by every look at it.",
  "report.method.rule-coverage":
    "coverage: mean over the article’s cells and the hours of the period.",
  "report.method.rule-hours": "hours: clock hours, whole or in part.",
  "report.method.period":
    "A period runs from {cutOff} to {cutOff}, {timezone}, and is named by the day it ends on. All is told as it was known at {knownAt}.",
  "report.method.place": "An observation is counted in the sector its observer stood in.",
  "report.method.coverage":
    "Coverage is the probability that a breach there and then would have met the article’s own standard of evidence.",
  "report.method.parties":
    "No side is named for fire. Control of a place is a label of the place and says nothing of who did what.",
  "report.method.released":
    "What left the mission was made coarser and later as the agreement says: no place of the mission’s own people, no place of fire finer than 1 km or younger than 30 minutes.",

  "report.annex.none": "No entry.",
  "report.annex.left-out":
    "{count, plural, one {{countText} more row is} other {{countText} more rows are}} counted above and left out here.",
  "report.annex.withheld":
    "{count, plural, one {{countText} observation is} other {{countText} observations are}} counted above and kept inside the mission, or not old enough to be told.",
  "report.annex.coarse":
    "Positions, distances and directions are not told at this level: with the place they would give the observer away.",
  "report.annex.records": "The number of a sentence, and the records it rests on.",
  "report.annex.records-more": "and {n, plural, one {{nText} more} other {{nText} more}}",

  "report.working.counted":
    "Internal to the mission, and no finding: {breaches, plural, one {{breachesText} breach} other {{breachesText} breaches}} assessed by software, of which {wrong} are expected to be none (Σ(1 − p)); {openText} open, {noneText} no breach.",
  "report.working.trace":
    "Incident {incident}: broken by somebody with probability {probability} ({word}); the article asks {asked} from {askedSourcesText} independent sources, and {sourcesText} observed it.",
  "report.working.quoted": "Observed: {text}",
  "report.working.step": "{factor}: {text}",
  "report.working.under-line":
    "Under the line {line} drawn by {drawnBy}: {probability}, {outcome}.",
  "report.outcome.breach": "breach assessed",
  "report.outcome.no-breach": "no breach",
  "report.outcome.undetermined": "undetermined",
  "report.probability.certain": "certain",
  "report.probability.almost-certain": "almost certain",
  "report.probability.very-likely": "very likely",
  "report.probability.likely": "likely",
  "report.probability.about-even": "about even",
  "report.probability.unlikely": "unlikely",
  "report.probability.very-unlikely": "very unlikely",
  "report.probability.remote": "remote",

  "report.column.region": "Sector",
  "report.column.explosions": "Explosions",
  "report.column.bursts-shots": "Bursts, shots",
  "report.column.in-flight": "In flight",
  "report.column.other": "Other",
  "report.column.all": "All",
  "report.column.before": "Before",
  "report.column.week": "Week",
  "report.column.examined": "Examined",
  "report.column.found": "Found",
  "report.column.seen": "Seen",
  "report.column.asked": "Asked",
  "report.column.state": "State",
  "report.column.period": "Period",
  "report.column.place": "Place",
  "report.column.time": "Time",
  "report.column.killed": "Killed",
  "report.column.injured": "Injured",
  "report.column.who": "Who",
  "report.column.corroboration": "Corroboration",
  "report.column.cause": "Cause",
  "report.column.restriction": "Kind",
  "report.column.count": "Number",
  "report.column.sector": "Sector",
  "report.column.hours-below": "Hours below",
  "report.column.hours-unseen": "Hours unseen",
  "report.column.hours": "Hours",
  "report.column.free": "Free",
  "report.column.why": "Why",
  "report.column.side": "Ground of",
  "report.column.code": "Code",
  "report.column.messages": "Messages",
  "report.column.article": "Article",
  "report.column.bound": "Unseen a day, at most",
  "report.column.report": "Report",
  "report.column.periods": "Periods",
  "report.column.kind": "Kind",
  "report.column.published": "Published",
  "report.column.entered": "Entered",
  "report.column.not-entered": "Not entered",
  "report.column.published-before": "Before",
  "report.column.comparison": "Word",
  "report.column.remark": "Remark",
  "report.column.smm-position": "SMM position",
  "report.column.event-location": "Event location",
  "report.column.means": "Means",
  "report.column.number": "No.",
  "report.column.observation": "Observation",
  "report.column.description": "Description",
  "report.column.weapon": "Weapon",
  "report.column.date-time": "Date, time",
  "report.column.date": "Date",
  "report.column.weapon-number": "No. of weapons",
  "report.column.weapon-type": "Type of weapon",
  "report.column.location": "Location",
  "report.column.standing": "Standing",
  "report.column.sentence": "Sentence",
  "report.column.records": "Records",
} as const;
