// English, long because every message of the language stands in this one file.
// How to add a message is told in the README. ICU MessageFormat; sentences are whole messages.

export const en = {
  // Dates and times. `{time}` and the like are clock times that are already written, "14:41".
  "date.full":
    "{day} {month, select, 1 {January} 2 {February} 3 {March} 4 {April} 5 {May} 6 {June} 7 {July} 8 {August} 9 {September} 10 {October} 11 {November} other {December}} {year}",
  "date.month":
    "{day} {month, select, 1 {January} 2 {February} 3 {March} 4 {April} 5 {May} 6 {June} 7 {July} 8 {August} 9 {September} 10 {October} 11 {November} other {December}}",
  "date.day": "{day}",
  "date.range": "{same, select, month {{first} to {last}} other {{first} to {last}}}",
  "time.utc": "{time} ({utc} UTC)",
  "span.at": "{withUtc, select, yes {at {time} ({utc} UTC) on {date}} other {at {time} on {date}}}",
  "span.between":
    "{withUtc, select, yes {between {from} and {to} ({fromUtc} to {toUtc} UTC) on {date}} other {between {from} and {to} on {date}}}",
  "span.across":
    "{withUtc, select, yes {between {from} on {first} and {to} on {last} ({fromUtc} to {toUtc} UTC)} other {between {from} on {first} and {to} on {last}}}",
  "span.early-morning": "in the early morning of {date}",
  "span.morning": "on the morning of {date}",
  "span.afternoon": "on the afternoon of {date}",
  "span.evening": "on the evening of {date}",
  "span.night":
    "{across, select, yes {on the night of {first} to {last}} other {on the night of {last}}}",
  "span.evening-and-night":
    "{across, select, yes {on the evening and night of {first} to {last}} other {on the evening and night of {last}}}",
  "span.day": "on {date}",
  "span.days": "between {first} and {last}",
  "span.reporting-period":
    "{across, select, yes {in the reporting period of {first} to {last}} other {in the reporting period of {last}}}",

  // Short forms for tables.
  "cell.at": "{date}, {time}",
  "cell.between": "{date}, {from} to {to}",
  "cell.across": "{first}, {from} to {last}, {to}",
  "cell.part":
    "{part, select, early_morning {{date}, early morning} morning {{date}, morning} afternoon {{date}, afternoon} evening {{date}, evening} night {{date}, night} evening_and_night {{date}, evening and night} reporting_period {{date}, reporting period} other {{date}}}",

  // Numbers, distances, directions.
  figure:
    "{n, select, 0 {no} 1 {one} 2 {two} 3 {three} 4 {four} 5 {five} 6 {six} 7 {seven} 8 {eight} 9 {nine} other {{figure}}}",
  "distance.m": "{min}\u2009m",
  "distance.m-range": "{min} to {max}\u2009m",
  "distance.km": "{min}\u2009km",
  "distance.km-range": "{min} to {max}\u2009km",
  "direction.name":
    "{point, select, N {north} NNE {north-north-east} NE {north-east} ENE {east-north-east} E {east} ESE {east-south-east} SE {south-east} SSE {south-south-east} S {south} SSW {south-south-west} SW {south-west} WSW {west-south-west} W {west} WNW {west-north-west} NW {north-west} other {north-north-west}}",
  "direction.short":
    "{point, select, N {N} NNE {NNE} NE {NE} ENE {ENE} E {E} ESE {ESE} SE {SE} SSE {SSE} S {S} SSW {SSW} SW {SW} WSW {WSW} W {W} WNW {WNW} NW {NW} other {NNW}}",
  "direction.toward":
    "{point, select, N {north} NNE {north-north-east} NE {north-east} ENE {east-north-east} E {east} ESE {east-south-east} SE {south-east} SSE {south-south-east} S {south} SSW {south-south-west} SW {south-west} WSW {west-south-west} W {west} WNW {west-north-west} NW {north-west} other {north-north-west}}",
  "direction.start":
    "{point, select, N {from north} NNE {from north-north-east} NE {from north-east} ENE {from east-north-east} E {from east} ESE {from east-south-east} SE {from south-east} SSE {from south-south-east} S {from south} SSW {from south-south-west} SW {from south-west} WSW {from west-south-west} W {from west} WNW {from west-north-west} NW {from north-west} other {from north-north-west}}",
  "direction.end":
    "{point, select, N {to north} NNE {to north-north-east} NE {to north-east} ENE {to east-north-east} E {to east} ESE {to east-south-east} SE {to south-east} SSE {to south-south-east} S {to south} SSW {to south-south-west} SW {to south-west} WSW {to west-south-west} W {to west} WNW {to west-north-west} NW {to north-west} other {to north-north-west}}",
  "direction.bound":
    "{point, select, N {north} NNE {north-north-east} NE {north-east} ENE {east-north-east} E {east} ESE {east-south-east} SE {south-east} SSE {south-south-east} S {south} SSW {south-south-west} SW {south-west} WSW {west-south-west} W {west} WNW {west-north-west} NW {north-west} other {north-north-west}}",
  "direction.vague":
    "{point, select, N {northerly} NNE {north-north-easterly} NE {north-easterly} ENE {east-north-easterly} E {easterly} ESE {east-south-easterly} SE {south-easterly} SSE {south-south-easterly} S {southerly} SSW {south-south-westerly} SW {south-westerly} WSW {west-south-westerly} W {westerly} WNW {west-north-westerly} NW {north-westerly} other {north-north-westerly}}",
  "direction.range": "at directions ranging from {from} to {to}",
  "direction.sector":
    "{several, select, yes {at {vague} directions} other {at {vague} directions}}",
  "direction.bearing": "on bearing {bearing}° ± {deviation}°",
  "direction.cell-range": "{from} to {to}",
  "direction.cell-sector": "about {points}",
  "direction.cell-bearing": "{bearing}° ± {deviation}°",
  "where.both": "{distance} {direction}",
  "where.distance": "{distance} away",
  "where.direction": "to the {direction}",
  "where.distance-own": "{distance} from its position",
  "where.here": "at its position",
  "where.of-own": "{where} of its position",
  "movement.pair": "{start} {end}",
  "movement.moving": "moving {path}",
  "movement.then": "{first}, then {next}",

  // Lists.
  "list.pair": "{first} and {last}",
  "list.more": "{first}, {next}",
  "list.cell": "{first}; {next}",

  // Places.
  "place.at": "{is, select, settlement {in {place}} other {at {place}}}",
  // A place after a direction. `name` is a town of reference by its English name, or `other`; `starts`
  // tells of a vowel.
  "place.of": "{place}",
  "place.offset": "{distance} {direction} of {town}",
  "place.offset-distance": "{distance} from {town}",
  "place.offset-direction": "{direction} of {town}",
  "place.position": "at {lat}° {ns, select, N {N} other {S}}, {lon}° {ew, select, E {E} other {W}}",
  "place.cell-position":
    "{lat}° {ns, select, N {N} other {S}}, {lon}° {ew, select, E {E} other {W}}",
  "place.bracket": "{place} ({about})",
  "place.staying": "{how, select, offset {positioned {place}} other {while {place}}}",
  "place.reference": "{distance} {direction} of {town}",
  "place.reference-distance": "{distance} from {town}",
  "place.reference-direction": "{direction} of {town}",
  "place.near-reference": "at a place {reference}",
  "place.control":
    "{control, select, GC {government-controlled} other {non-government-controlled}}",
  "place.cell-camera": "Camera, {place}",
  "place.fallback": "“{place}”",

  // Who observed. `gender` of the observer decides the verb where a language asks for it.
  observer:
    "{kind, select, camera {the mission camera} uncrewed_aircraft {the mission’s uncrewed aircraft} acoustic {the mission’s acoustic array} radar {the mission’s radar} station {the mission’s sensor station} satellite {a satellite} informant {a person who spoke to the mission} other {the mission}}",
  "observer.named":
    "{kind, select, camera {the mission camera {name}} uncrewed_aircraft {the mission’s uncrewed aircraft {name}} acoustic {the mission’s acoustic array {name}} radar {the mission’s radar {name}} station {the mission’s sensor station {name}} satellite {the satellite {name}} other {the mission}}",
  "verb.heard": "{gender, select, m {heard} other {heard}}",
  "verb.saw": "{gender, select, m {saw} other {saw}}",
  "verb.recorded": "{gender, select, m {recorded} other {recorded}}",
  "verb.observed": "{gender, select, m {observed} other {observed}}",
  "verb.not-heard": "{gender, select, m {heard} other {heard}}",
  "verb.not-saw": "{gender, select, m {saw} other {saw}}",
  "verb.not-recorded": "{gender, select, m {recorded} other {recorded}}",
  "verb.not-observed": "{gender, select, m {observed} other {observed}}",
  "verb.neither": "{first} and {last}",

  // Sentences of observations.
  "sentence.observed":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}.} at {{when}, {observer} {place} {verbs} {events}.} other {{when}, {observer} {verbs} {events}.}}",
  "sentence.told":
    "{placed, select, staying {{when}, {place}, the mission was told of {events}.} at {{when}, {place}, the mission was told of {events}.} other {{when}, the mission was told of {events}.}}",
  "sentence.observed-and-told":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}; the mission was also told of this.} at {{when}, {observer} {place} {verbs} {events}; the mission was also told of this.} other {{when}, {observer} {verbs} {events}; the mission was also told of this.}}",
  "sentence.nothing":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} nothing.} at {{when}, {observer} {place} {verbs} nothing.} other {{when}, {observer} {verbs} nothing.}}",
  "sentence.told-nothing":
    "{placed, select, staying {{when}, {place}, the mission was told of nothing.} at {{when}, {place}, the mission was told of nothing.} other {{when}, the mission was told of nothing.}}",
  "statement.all": "{events}, all {where}",
  "statement.others": "{events}, the others {where}",
  "statement.in-sequence": "in sequence: {events}",
  "statement.followed": "{events}, followed by totals of {others}",
  "statement.then": "{first}, then {next}",
  "statement.last": "{first} and {last}",
  "statement.including": "{event} (including {parts})",
  "event.where": "{event}, {where}",
  "event.detail": "{event}, {detail}",
  // In a sentence with several events, what is one's own stands beside it without a comma.
  "event.moving": "{event} {detail}",
  "event.at-once": "{event} {detail}",
  "event.bracket": "{event} ({text})",
  "event.part": "counted as part of another observation",
  "event.inside":
    "{is, select, settlement {inside the disengagement area near {place}} area {inside {place}} other {inside the disengagement area {place}}}",
  "event.exercise":
    "{zone, select, outside_security_zone {in an exercise outside the security zone} other {in an exercise inside the security zone}}",

  // Counts and kinds. `form`: `some` is the plural without a number. `as`: `acc` after a verb, `nom` alone.
  "count.exactly": "{figure} {noun}",
  "count.about": "about {figure} {noun}",
  "count.at-least": "at least {figure} {noun}",
  "count.range": "{min} to {max} {noun}",
  "count.uncounted": "an uncounted number of {noun}",
  "number.about": "about {figure}",
  "number.at-least": "at least {figure}",
  "number.range": "{min} to {max}",
  "kind.explosion":
    "{form, select, some {explosions} other {{n, plural, one {explosion} other {explosions}}}}",
  "kind.burst": "{form, select, some {bursts} other {{n, plural, one {burst} other {bursts}}}}",
  "kind.shot": "{form, select, some {shots} other {{n, plural, one {shot} other {shots}}}}",
  "kind.shot-or-burst":
    "{form, select, some {shots and bursts} other {{n, plural, one {shot or burst} other {shots and bursts}}}}",
  "kind.explosion-or-burst":
    "{form, select, some {explosions and bursts} other {{n, plural, one {explosion or burst} other {explosions and bursts}}}}",
  "kind.salvo": "{form, select, some {salvos} other {{n, plural, one {salvo} other {salvos}}}}",
  "kind.projectile-in-flight":
    "{form, select, some {projectiles in flight} other {{n, plural, one {projectile in flight} other {projectiles in flight}}}}",
  "kind.rocket-assisted-projectile":
    "{form, select, some {rocket-assisted projectiles} other {{n, plural, one {rocket-assisted projectile} other {rocket-assisted projectiles}}}}",
  "kind.tracer-round":
    "{form, select, some {tracer rounds in flight} other {{n, plural, one {tracer round in flight} other {tracer rounds in flight}}}}",
  "kind.tracer-burst":
    "{form, select, some {bursts of tracer rounds} other {{n, plural, one {burst of tracer rounds} other {bursts of tracer rounds}}}}",
  "kind.tracer-episode":
    "{form, select, some {episodes of tracer fire} other {{n, plural, one {episode of tracer fire} other {episodes of tracer fire}}}}",
  "kind.muzzle-flash":
    "{form, select, some {muzzle flashes} other {{n, plural, one {muzzle flash} other {muzzle flashes}}}}",
  "kind.illumination-flare":
    "{form, select, some {illumination flares} other {{n, plural, one {illumination flare} other {illumination flares}}}}",
  "kind.bullet-flyby":
    "{form, select, some {bullets flying by} other {{n, plural, one {bullet flying by} other {bullets flying by}}}}",
  "kind.violation-unspecified":
    "{form, select, some {ceasefire violations} other {{n, plural, one {ceasefire violation} other {ceasefire violations}}}}",
  "kind.aircraft":
    "{form, select, some {aircraft} other {{n, plural, one {aircraft} other {aircraft}}}}",
  "kind.uncrewed-aircraft":
    "{form, select, some {uncrewed aircraft} other {{n, plural, one {uncrewed aircraft} other {uncrewed aircraft}}}}",
  "kind.vessel": "{form, select, some {vessels} other {{n, plural, one {vessel} other {vessels}}}}",
  "kind.vehicle":
    "{form, select, some {vehicles} other {{n, plural, one {vehicle} other {vehicles}}}}",
  "kind.weapon-present":
    "{form, select, some {weapons} other {{n, plural, one {weapon} other {weapons}}}}",
  "kind.persons":
    "{form, select, some {persons} other {{n, plural, one {person} other {persons}}}}",
  "kind.construction":
    "{form, select, some {construction works} other {{n, plural, one {construction work} other {construction works}}}}",
  "kind.mine": "{form, select, some {mines} other {{n, plural, one {mine} other {mines}}}}",
  "kind.damage":
    "{form, select, some {cases of damage} other {{n, plural, one {case of damage} other {cases of damage}}}}",
  "kind.casualty-report":
    "{form, select, some {reports of casualties} other {{n, plural, one {report of casualties} other {reports of casualties}}}}",
  "kind.thermal-anomaly":
    "{form, select, some {thermal anomalies} other {{n, plural, one {thermal anomaly} other {thermal anomalies}}}}",
  "kind.interference":
    "{form, select, some {cases of signal interference} other {{n, plural, one {case of signal interference} other {cases of signal interference}}}}",
  "kind.access-denied":
    "{form, select, some {denials of access} other {{n, plural, one {denial of access} other {denials of access}}}}",
  "kind.nothing":
    "{form, select, some {nothing} other {{n, plural, one {nothing} other {nothing}}}}",

  // Nature: with the noun, and alone in a cell.
  "nature.undetermined": "undetermined {noun}",
  "nature.outgoing": "outgoing {noun}",
  "nature.impact": "{noun} on impact",
  "nature.airburst": "{noun} in the air",
  "nature.incoming": "incoming {noun}",
  "nature.outgoing-and-impact": "{noun}, some outgoing and some on impact",
  "nature.controlled-detonation": "controlled {noun}",
  "nature.cell":
    "{nature, select, undetermined {undetermined} outgoing {outgoing} impact {impact} airburst {airburst} incoming {incoming} outgoing_and_impact {outgoing and impact} other {controlled detonation}}",

  // What the observer made of it.
  "assessed.as":
    "{nature, select, outgoing {{n, plural, one {assessed as an outgoing round} other {assessed as outgoing rounds}}} impact {{n, plural, one {assessed as an impact} other {assessed as impacts}}} airburst {{n, plural, one {assessed as an airburst} other {assessed as airbursts}}} incoming {{n, plural, one {assessed as an incoming round} other {assessed as incoming rounds}}} outgoing_and_impact {assessed as outgoing rounds and impacts} controlled_detonation {{n, plural, one {assessed as a controlled detonation} other {assessed as controlled detonations}}} other {{n, plural, one {assessed as undetermined} other {assessed as undetermined}}}}",
  "assessed.as-of":
    "{nature, select, outgoing {{n, plural, one {assessed as an outgoing round of {weapons}} other {assessed as outgoing rounds of {weapons}}}} impact {{n, plural, one {assessed as an impact of {weapons}} other {assessed as impacts of {weapons}}}} airburst {{n, plural, one {assessed as an airburst of {weapons}} other {assessed as airbursts of {weapons}}}} incoming {{n, plural, one {assessed as an incoming round of {weapons}} other {assessed as incoming rounds of {weapons}}}} outgoing_and_impact {assessed as outgoing rounds and impacts of {weapons}} other {assessed as {weapons} fire}}",
  "assessed.stated": "assessed by the observer as “{text}”",
  "assessed.cell": "assessed as {text}",

  // Weapons. `form`: `fire` before "fire", `of` after "round of", `name` alone.
  "weapon.small-arms": "{form, select, fire {small-arms} other {small arms}}",
  "weapon.light-machine-gun": "{form, select, fire {light-machine-gun} other {light machine gun}}",
  "weapon.heavy-machine-gun": "{form, select, fire {heavy-machine-gun} other {heavy machine gun}}",
  "weapon.machine-gun": "{form, select, fire {machine-gun} other {machine gun}}",
  "weapon.grenade": "{form, select, fire {grenade} other {grenade}}",
  "weapon.grenade-launcher": "{form, select, fire {grenade-launcher} other {grenade launcher}}",
  "weapon.rocket-propelled-grenade":
    "{form, select, fire {rocket-propelled-grenade} other {rocket-propelled grenade}}",
  "weapon.automatic-grenade-launcher":
    "{form, select, fire {automatic-grenade-launcher} other {automatic grenade launcher}}",
  "weapon.recoilless-gun": "{form, select, fire {recoilless-gun} other {recoilless gun}}",
  "weapon.anti-aircraft-gun": "{form, select, fire {anti-aircraft-gun} other {anti-aircraft gun}}",
  "weapon.ifv-cannon":
    "{form, select, fire {infantry fighting vehicle cannon} other {infantry fighting vehicle cannon}}",
  "weapon.tank": "{form, select, fire {tank} other {tank}}",
  "weapon.mortar": "{form, select, fire {mortar} other {mortar}}",
  "weapon.artillery": "{form, select, fire {artillery} other {artillery}}",
  "weapon.mlrs":
    "{form, select, fire {multiple launch rocket system} other {multiple launch rocket system}}",
  "weapon.missile": "{form, select, fire {missile} other {missile}}",
  "weapon.uncrewed-aircraft": "{form, select, fire {uncrewed-aircraft} other {uncrewed aircraft}}",
  "weapon.undetermined":
    "{form, select, of {an undetermined weapon} fire {undetermined-weapon} other {undetermined weapon}}",
  "weapon.with": "{weapon} ({model})",
  "weapon.stated": "{form, select, fire {“{text}”} other {“{text}”}}",
  "weapon.calibre": "{calibre}\u2009mm",
  "weapon.model-and-calibre": "{model}, {calibre}",
  "weapon.fire": "{noun} of {weapons} fire",
  "weapon.model": "{letters}-{number}",
  "weapon.given": "weapon given as {weapons}",

  // Cells of the violations table.
  "means.cell":
    "{means, select, heard {heard} saw {saw} recorded {recorded} informed {informed} other {observed}}",
  "cell.not-known": "N/K",
  "cell.not-applicable": "N/A",
  "cell.withheld": "Withheld",
  "cell.inside":
    "{is, select, area {inside {place}} other {inside the disengagement area {place}}}",
  "cell.exercise":
    "{zone, select, outside_security_zone {exercise outside the security zone} other {exercise inside the security zone}}",
  "cell.moving": "moving {path}",
  "cell.where": "{distance} {direction}",
  "cell.from": "{distance} {direction} of {town}",
  "cell.from-distance": "{distance} from {town}",
  "cell.from-direction": "{direction} of {town}",
  "cell.area-given": "Area as given by the source",
} as const;
