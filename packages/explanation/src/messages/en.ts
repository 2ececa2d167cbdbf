// English. Each sentence is one message, with what other languages bend chosen inside it.
// How messages are written: packages/wording/README.md. Names come quoted and in their first case.

export const en = {
  quoted: "“{name}”",
  "of-zone": "the zone {zone}",

  "head.agreement":
    "{title}: {status, select, agreement {an agreement} proposal {a proposal, which nobody signed} declared {declared, not signed} other {an exercise}}.",
  "head.form": "From the compiled form {hash}; times are local times of {timezone}.",
  "head.article": "Article {article}",
  "head.examples": "Examples, made up: nothing of this happened",

  // What the rule asks for.
  "rule.prohibit": "Prohibited: {activity}.",
  "rule.limit":
    "Each of those bound may have {of, select, persons {{n, plural, one {at most {figure} person} other {at most {figure} persons}}} weapons {{n, plural, one {at most {figure} weapon} other {at most {figure} weapons}}} vehicles {{n, plural, one {at most {figure} vehicle} other {at most {figure} vehicles}}} posts {{n, plural, one {at most {figure} manned post} other {at most {figure} manned posts}}} other {{n, plural, one {exercises of at most {figure} person} other {exercises of at most {figure} persons}}}} at a time.",
  "rule.limit-none":
    "None of those bound may have {of, select, persons {persons} weapons {weapons} vehicles {vehicles} posts {manned posts} other {exercises}} there.",
  "rule.withdraw":
    "The weapons named here must stay {distance} or more from the line {line}; {tested, select, firedFrom {one that fires from nearer is a breach.} other {one that is nearer is a breach.}}",
  "rule.access":
    "{parties} must let {guest, select, mission {the mission} other {{guestName}}} into {zone}; each denial of access is a breach.",
  "rule.require": "Required, in the words of the agreement: {does}.",
  "rule.require-obligation": "It is tracked as the obligation {obligation}.",
  "rule.freeze":
    "{what, select, line {The line {line} must stay where it was when the rule began.} positions {Positions must stay where they were when the rule began; none is moved forward, none is new.} other {Works must stay as they were when the rule began: nothing new, nothing strengthened.}}",
  "rule.freeze-tolerance":
    "{any, select, yes {{what, select, works {Any change is a breach.} other {Any move is a breach.}}} other {A move of more than {distance} is a breach.}}",
  "rule.notify": "Notice must be given of {activity}, at least {duration} before, {recipients}.",
  "rule.notify-from":
    "Notice is due from {n, plural, one {{figure} person} other {{figure} persons}} on.",
  "rule.permit": "Permitted: {activity}.",
  "rule.permit-others":
    "Other articles are tested without regard to it: what one of them prohibits is still told as its breach, and people decide which prevails.",
  "rule.permit-when":
    "It is permitted only under this condition: {when}. People decide whether it is met.",
  "rule.narrative": "This article asks for nothing that an event could break.",

  // The activity stands after a colon or after "of".
  "activity.fire": "fire of any kind",
  "activity.uncrewed-flight": "flights of uncrewed aircraft",
  "activity.crewed-flight": "flights of crewed aircraft",
  "activity.flight": "flights of any aircraft, crewed or uncrewed",
  "activity.construction": "construction works",
  "activity.presence": "presence of persons, vehicles or weapons",
  "activity.mines": "mines, laid or kept",
  "activity.persons": "presence of persons",
  "activity.vehicles": "presence of vehicles",
  "activity.weapons": "presence of weapons",
  "activity.vessels": "vessels",
  "activity.jamming": "interference with signals",
  "activity.exercise": "exercises",
  "activity.reconnaissance": "reconnaissance",
  "activity.sabotage": "sabotage",
  "activity.offensive-act": "offensive acts",
  "activity.other": "what the agreement calls {name}",
  "activity.with": "{activity}, with the weapons named here",

  // Conditions of a breach.
  "where.zone":
    "{tested, select, firedFrom {It is a breach when the place it is fired from lies in {zone}.} landedAt {It is a breach when the place where it lands lies in {zone}.} other {It is a breach when it takes place in {zone}.}}",
  "where.limit": "What is present in {zone} is counted.",
  "where.only": "It concerns {zone} only.",
  "shown.kinds": "It is shown by: {kinds}.",
  "shown.nothing": "No kind of observation shows it.",
  "weapons.classes": "Weapons meant: {weapons}.",
  "weapons.calibre":
    "{ends, select, both {Calibres meant: from {min} to {max}, both included.} min {Calibres meant: {min} and more.} other {Calibres meant: up to {max}, this one included.}}",
  "weapons.range":
    "{ends, select, both {Only weapons whose greatest range is from {min} to {max} are meant.} min {Only weapons whose greatest range is {min} or more are meant.} other {Only weapons whose greatest range is {max} or less are meant.}}",
  "bound.parties":
    "{rule, select, permit {It is permitted to {parties}.} other {It binds {parties}.}}",
  "bound.not":
    "{rule, select, permit {It is not permitted to {parties}.} other {It does not bind {parties}.}}",

  // Zones and lines.
  "zone.band-even": "{zone} is the ground within {distance} of the line {line}, on either side.",
  "zone.band-uneven":
    "{zone} is the ground within {first} of the line {line} on the side of {firstParty}, and within {second} of it on the side of {secondParty}.",
  "zone.band-one":
    "{zone} is the ground within {distance} of the line {line}, on the side of {party} only.",
  "zone.band-inner":
    "On the side of {party} it begins {distance} from the line; nearer ground is not part of it.",
  "zone.drawn":
    "{zone} is drawn on the map: {n, plural, one {{figure} area} other {{figure} areas}}, {area} in all, around {place}.",
  "zone.sector": "{zone} is the sector {sector}.",
  "zone.everywhere": "{zone} is everywhere: no place lies outside.",
  "zone.height":
    "{ends, select, both {{zone} holds only the air from {floor} to below {ceiling} above ground.} min {{zone} holds only the air from {floor} above ground on.} other {{zone} holds only what is less than {ceiling} above ground.}}",
  "zone.except": "Not part of it: {zones}.",
  "line.versions":
    "{n, plural, one {The line {line} is known in {figure} version.} other {The line {line} is known in {figure} versions; an event is tried under each that is in force.}}",
  "line.version":
    "A version drawn by {author} is valid from {date}; {accepted, select, nobody {nobody accepted it} other {it was accepted by {parties}}}.",
  author:
    "{who, select, mission {the mission} schematic {Truceline, as a schematic} other {{name}}}",
  "line.sides":
    "{left} holds the ground on the left of the line as it is drawn, {right} the ground on the right.",

  // Time.
  "time.from":
    "{of, select, exemption {The exemption} other {The article}} holds from {time} on {date}.",
  "time.not-before": "In no case does it hold before {time} on {date}.",
  "time.deadline": "It must be done by {time} on {date}; from then on the article holds.",
  "time.until":
    "{of, select, exemption {The exemption} other {The article}} no longer holds from {time} on {date}.",
  "time.open": "No end is set.",
  "time.daily":
    "{over, select, midnight {Each day it holds only from {from} until {to} of the next day.} other {Each day it holds only from {from} until {to}.}}",
  "time.weekdays": "It holds only on these days of the week: {days}.",
  "time.night": "A night belongs to the day on which it begins.",
  "time.weekday":
    "{day, select, 1 {Monday} 2 {Tuesday} 3 {Wednesday} 4 {Thursday} 5 {Friday} 6 {Saturday} other {Sunday}}",
  "time.spans": "It holds only in these windows: {windows}.",
  "time.window": "from {fromTime} on {fromDate} to {toTime} on {toDate}",
  "time.more-windows":
    "{n, plural, one {{figure} more window stands in the agreement.} other {{figure} more windows stand in the agreement.}}",
  "time.phase": "It belongs to the phase {phase}.",
  "phase.at": "The phase {phase} begins at {time} on {date}.",
  "phase.after":
    "The phase {phase} begins when article {article} has been met for {duration} without a break, which people establish.",
  "phase.waits": "Until that is established the article holds at no time.",

  // Exemptions and permissions.
  "exempt.is": "Exempt, for the purpose {purpose}: {name}.",
  "exempt.by": "The exemption is for {parties}.",
  "exempt.zone": "The exemption concerns {zone} only.",
  "exempt.kinds": "The exemption covers only: {kinds}.",
  "exempt.notice": "The exemption asks for notice at least {duration} before, {recipients}.",

  // Evidence and counting.
  "exempt.people": "Whether something falls under the exemption cannot be seen; people decide.",
  "evidence.standard":
    "To count as shown it needs a probability of at least {percent} and {n, plural, one {{figure} independent source} other {{figure} independent sources}}.",
  "evidence.grade": "A source graded below {grade} does not count as independent.",
  "evidence.coverage":
    "It is called met only where and when at least {percent} of such breaches would have been noticed to that standard.",
  "look.impulse": "It is about something that is over at once: each moment must be watched.",
  "look.state":
    "It is about something that lasts: what was seen holds for {duration}, then somebody must look again.",
  "count.smm":
    "Breaches are counted by the rule {rule}: each explosion, burst, shot, projectile in flight, muzzle flash and flare is one.",
  "count.incident":
    "Breaches are counted by the rule {rule}: all that is held to be one event is one.",
  "count.acled":
    "Breaches are counted by the rule {rule}: all events between the same two on the same day at the same place are one.",
  "count.ucdp": "Breaches are counted by the rule {rule}: by deaths.",
  "count.other": "Breaches are counted by the rule {rule}.",
  weight: "Where articles are weighed together its weight is {weight}; the usual one is 1.",
  "not-assessed":
    "The software does not assess this article: {reason, select, narrative {it is shown and tracked as text} required_act {it asks for an act, which people track} no_earlier_state {no record tells how it was when the rule began} notification {whether notice was given stands in no observation} permission {it allows something, and nothing in it can be broken} other {no kind of observation shows it}}.",
  definition: "The agreement defines {term}: {means}.",

  "ends.calibre":
    "{ends, select, both {of a calibre from {min} to {max}} min {of a calibre of {min} and more} other {of a calibre up to {max}}}",
  "ends.range":
    "{ends, select, both {of a greatest range from {min} to {max}} min {of a greatest range of {min} and more} other {of a greatest range up to {max}}}",
  recipient: "{kind, select, mission {to the mission} other {to {name}}}",

  // Durations stand after "for" and "at least".
  "duration.days": "{n, plural, one {{figure} day} other {{figure} days}}",
  "duration.hours": "{n, plural, one {{figure} hour} other {{figure} hours}}",
  "duration.minutes": "{n, plural, one {{figure} minute} other {{figure} minutes}}",
  "duration.seconds": "{n, plural, one {{figure} second} other {{figure} seconds}}",
  "duration.pair": "{first} and {last}",
  percent: "{figure}\u2009%",
  area: "{figure}\u2009km²",

  // Examples.
  "example.yes":
    "{rule, select, permit {Clearly within what it permits: {event}.} other {Clearly a breach: {event}.}}",
  "example.no":
    "{rule, select, permit {Clearly not within what it permits, since {reason}: {event}.} other {Clearly no breach, since {reason}: {event}.}}",
  "example.edge":
    "{rule, select, permit {On the edge, all else as in the first example: {inside}, within; {outside}, not within.} other {On the edge, all else as in the first example: {inside}, a breach; {outside}, no breach.}}",
  "example.none": "The software tests no event by this article, so there are no examples.",
  "example.not-found": "No event was found to which this article applies.",
  "event.told": "{what}, {whose}, {place}, {when}",
  "event.told-nowhere": "{what}, {whose}, {when}",
  "event.with": "{what}, {weapons}",
  "event.purpose": "{what}, for the purpose {purpose}",
  "event.whose": "by {party}",
  "event.by-line":
    "{tested, select, firedFrom {fired {distance} from the line {line} on the side of {party}} landedAt {landing {distance} from the line {line} on the side of {party}} other {{distance} from the line {line} on the side of {party}}} ({position})",
  "event.by-zone":
    "{side, select, inside {{tested, select, firedFrom {fired inside {zone}, {distance} from its edge} landedAt {landing inside {zone}, {distance} from its edge} other {inside {zone}, {distance} from its edge}}} other {{tested, select, firedFrom {fired outside {zone}, {distance} from its edge} landedAt {landing outside {zone}, {distance} from its edge} other {outside {zone}, {distance} from its edge}}}} ({position})",
  "event.in-zone":
    "{side, select, inside {{tested, select, firedFrom {fired inside {zone}} landedAt {landing inside {zone}} other {inside {zone}}}} other {{tested, select, firedFrom {fired outside {zone}} landedAt {landing outside {zone}} other {outside {zone}}}}} ({position})",
  "event.range": "{what}, with a range of {distance}",
  "event.metres": "{figure}\u2009m",
  "event.at": "{tested, select, firedFrom {fired at} landedAt {landing at} other {at}} {position}",
  "event.version": "{place}, measured from the version of {date} drawn by {author}",
  "event.height": "{place}, at a height of {height}",
  "reason.kind": "this is not what the article is about",
  "reason.weapon": "it is another kind of weapon",
  "reason.calibre": "it is another calibre",
  "reason.subject": "this is not for {party}",
  "reason.place": "the place lies outside",
  "reason.height": "the height lies outside",
  "reason.time": "the article does not hold at that time",
  "reason.count": "the number is within the limit",
  "reason.exempt": "it is exempt",
  "reason.phase": "the phase has not begun",
} as const;
