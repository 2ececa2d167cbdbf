// French, long because every message of the language stands in this one file; keys as in en.ts.

import type { en } from "./en.ts";

export const fr: Readonly<Record<keyof typeof en, string>> = {
  // Dates and times. `{time}` and the like are clock times that are already written, "14:41".
  "date.full":
    "{day, select, 1 {1er} other {{day}}} {month, select, 1 {janvier} 2 {février} 3 {mars} 4 {avril} 5 {mai} 6 {juin} 7 {juillet} 8 {août} 9 {septembre} 10 {octobre} 11 {novembre} other {décembre}} {year}",
  "date.month":
    "{day, select, 1 {1er} other {{day}}} {month, select, 1 {janvier} 2 {février} 3 {mars} 4 {avril} 5 {mai} 6 {juin} 7 {juillet} 8 {août} 9 {septembre} 10 {octobre} 11 {novembre} other {décembre}}",
  "date.day": "{day, select, 1 {1er} other {{day}}}",
  "date.range": "{same, select, month {du {first} au {last}} other {du {first} au {last}}}",
  "time.utc": "{time} ({utc} UTC)",
  "span.at": "{withUtc, select, yes {le {date} à {time} ({utc} UTC)} other {le {date} à {time}}}",
  "span.between":
    "{withUtc, select, yes {le {date} entre {from} et {to} ({fromUtc} à {toUtc} UTC)} other {le {date} entre {from} et {to}}}",
  "span.across":
    "{withUtc, select, yes {entre {from} le {first} et {to} le {last} ({fromUtc} à {toUtc} UTC)} other {entre {from} le {first} et {to} le {last}}}",
  "span.early-morning": "au petit matin du {date}",
  "span.morning": "dans la matinée du {date}",
  "span.afternoon": "dans l’après-midi du {date}",
  "span.evening": "dans la soirée du {date}",
  "span.night":
    "{across, select, yes {dans la nuit du {first} au {last}} other {dans la nuit du {last}}}",
  "span.evening-and-night":
    "{across, select, yes {dans la soirée et la nuit du {first} au {last}} other {dans la soirée et la nuit du {last}}}",
  "span.day": "le {date}",
  "span.days": "entre le {first} et le {last}",
  "span.reporting-period":
    "{across, select, yes {au cours de la période de rapport du {first} au {last}} other {au cours de la période de rapport du {last}}}",

  // Short forms for tables.
  "cell.at": "{date}, {time}",
  "cell.between": "{date}, {from} à {to}",
  "cell.across": "{first}, {from} au {last}, {to}",
  "cell.part":
    "{part, select, early_morning {{date}, petit matin} morning {{date}, matin} afternoon {{date}, après-midi} evening {{date}, soir} night {{date}, nuit} evening_and_night {{date}, soir et nuit} reporting_period {{date}, période de rapport} other {{date}}}",

  // Numbers, distances, directions.
  figure: "{figure}",
  "distance.m": "{min}\u2009m",
  "distance.m-range": "{min} à {max}\u2009m",
  "distance.km": "{min}\u2009km",
  "distance.km-range": "{min} à {max}\u2009km",
  "direction.name":
    "{point, select, N {nord} NNE {nord-nord-est} NE {nord-est} ENE {est-nord-est} E {est} ESE {est-sud-est} SE {sud-est} SSE {sud-sud-est} S {sud} SSW {sud-sud-ouest} SW {sud-ouest} WSW {ouest-sud-ouest} W {ouest} WNW {ouest-nord-ouest} NW {nord-ouest} other {nord-nord-ouest}}",
  "direction.short":
    "{point, select, N {N} NNE {NNE} NE {NE} ENE {ENE} E {E} ESE {ESE} SE {SE} SSE {SSE} S {S} SSW {SSO} SW {SO} WSW {OSO} W {O} WNW {ONO} NW {NO} other {NNO}}",
  "direction.toward":
    "{point, select, N {au nord} NNE {au nord-nord-est} NE {au nord-est} ENE {à l’est-nord-est} E {à l’est} ESE {à l’est-sud-est} SE {au sud-est} SSE {au sud-sud-est} S {au sud} SSW {au sud-sud-ouest} SW {au sud-ouest} WSW {à l’ouest-sud-ouest} W {à l’ouest} WNW {à l’ouest-nord-ouest} NW {au nord-ouest} other {au nord-nord-ouest}}",
  "direction.start":
    "{point, select, N {du nord} NNE {du nord-nord-est} NE {du nord-est} ENE {de l’est-nord-est} E {de l’est} ESE {de l’est-sud-est} SE {du sud-est} SSE {du sud-sud-est} S {du sud} SSW {du sud-sud-ouest} SW {du sud-ouest} WSW {de l’ouest-sud-ouest} W {de l’ouest} WNW {de l’ouest-nord-ouest} NW {du nord-ouest} other {du nord-nord-ouest}}",
  "direction.end":
    "{point, select, N {vers le nord} NNE {vers le nord-nord-est} NE {vers le nord-est} ENE {vers l’est-nord-est} E {vers l’est} ESE {vers l’est-sud-est} SE {vers le sud-est} SSE {vers le sud-sud-est} S {vers le sud} SSW {vers le sud-sud-ouest} SW {vers le sud-ouest} WSW {vers l’ouest-sud-ouest} W {vers l’ouest} WNW {vers l’ouest-nord-ouest} NW {vers le nord-ouest} other {vers le nord-nord-ouest}}",
  "direction.bound":
    "{point, select, N {le nord} NNE {le nord-nord-est} NE {le nord-est} ENE {l’est-nord-est} E {l’est} ESE {l’est-sud-est} SE {le sud-est} SSE {le sud-sud-est} S {le sud} SSW {le sud-sud-ouest} SW {le sud-ouest} WSW {l’ouest-sud-ouest} W {l’ouest} WNW {l’ouest-nord-ouest} NW {le nord-ouest} other {le nord-nord-ouest}}",
  "direction.vague":
    "{point, select, N {nord} NNE {nord-nord-est} NE {nord-est} ENE {est-nord-est} E {est} ESE {est-sud-est} SE {sud-est} SSE {sud-sud-est} S {sud} SSW {sud-sud-ouest} SW {sud-ouest} WSW {ouest-sud-ouest} W {ouest} WNW {ouest-nord-ouest} NW {nord-ouest} other {nord-nord-ouest}}",
  "direction.range": "dans des directions comprises entre {from} et {to}",
  "direction.sector":
    "{several, select, yes {dans les secteurs {vague}} other {dans le secteur {vague}}}",
  "direction.bearing": "au relèvement {bearing}° ± {deviation}°",
  "direction.cell-range": "{from} à {to}",
  "direction.cell-sector": "secteur {points}",
  "direction.cell-bearing": "{bearing}° ± {deviation}°",
  "where.both": "à une distance de {distance} {direction}",
  "where.distance": "à une distance de {distance}",
  "where.direction": "{direction}",
  "where.distance-own": "à une distance de {distance} du lieu d’observation",
  "where.here": "au lieu d’observation",
  "where.of-own": "{where} du lieu d’observation",
  "movement.pair": "{start} {end}",
  "movement.moving": "se déplaçant {path}",
  "movement.then": "{first}, puis {next}",

  // Lists.
  "list.pair": "{first} et {last}",
  "list.more": "{first}, {next}",
  "list.cell": "{first}\u00a0; {next}",

  // Places.
  "place.at": "{is, select, settlement {à {place}} other {au point «\u00a0{place}\u00a0»}}",
  // A place after a direction. `name` is a town of reference by its English name, or `other`; `starts`
  // tells of a vowel.
  "place.of":
    "{is, select, settlement {{starts, select, vowel {d’{place}} other {de {place}}}} other {du point «\u00a0{place}\u00a0»}}",
  "place.offset": "à {distance} {direction} {town}",
  "place.offset-distance": "à {distance} {town}",
  "place.offset-direction": "{direction} {town}",
  "place.position":
    "au point {lat}° {ns, select, N {N} other {S}}, {lon}° {ew, select, E {E} other {O}}",
  "place.cell-position":
    "{lat}° {ns, select, N {N} other {S}}, {lon}° {ew, select, E {E} other {O}}",
  "place.bracket": "{place} ({about})",
  "place.staying": "se trouvant {place}",
  "place.reference": "{distance} {direction} {town}",
  "place.reference-distance": "{distance} {town}",
  "place.reference-direction": "{direction} {town}",
  "place.near-reference": "en un lieu sans nom ({reference})",
  "place.control":
    "{control, select, GC {zone contrôlée par le gouvernement} other {zone non contrôlée par le gouvernement}}",
  "place.cell-camera": "Caméra, {place}",
  "place.fallback": "«\u00a0{place}\u00a0»",

  // Who observed. `gender` of the observer decides the verb where a language asks for it.
  observer:
    "{kind, select, camera {la caméra de la mission} uncrewed_aircraft {l’aéronef sans équipage de la mission} acoustic {le réseau acoustique de la mission} radar {le radar de la mission} station {la station de capteurs de la mission} satellite {un satellite} informant {un interlocuteur de la mission} other {la mission}}",
  "observer.named":
    "{kind, select, camera {la caméra {name} de la mission} uncrewed_aircraft {l’aéronef sans équipage {name} de la mission} acoustic {le réseau acoustique {name} de la mission} radar {le radar {name} de la mission} station {la station de capteurs {name} de la mission} satellite {le satellite {name}} other {la mission}}",
  "verb.heard": "entendu",
  "verb.saw": "vu",
  "verb.recorded": "enregistré",
  "verb.observed": "observé",
  "verb.not-heard": "entendu",
  "verb.not-saw": "vu",
  "verb.not-recorded": "enregistré",
  "verb.not-observed": "observé",
  "verb.neither": "{first} ni {last}",

  // Sentences of observations.
  "sentence.observed":
    "{placed, select, staying {{when}, {place}, {observer} a {verbs} {events}.} at {{when}, {observer} {place} a {verbs} {events}.} other {{when}, {observer} a {verbs} {events}.}}",
  "sentence.told":
    "{placed, select, staying {{when}, {place}, la mission a été informée de ce qui suit\u00a0: {events}.} at {{when}, {place}, la mission a été informée de ce qui suit\u00a0: {events}.} other {{when}, la mission a été informée de ce qui suit\u00a0: {events}.}}",
  "sentence.observed-and-told":
    "{placed, select, staying {{when}, {place}, {observer} a {verbs} {events}\u00a0; la mission en a aussi été informée.} at {{when}, {observer} {place} a {verbs} {events}\u00a0; la mission en a aussi été informée.} other {{when}, {observer} a {verbs} {events}\u00a0; la mission en a aussi été informée.}}",
  "sentence.nothing":
    "{placed, select, staying {{when}, {place}, {observer} n’a rien {verbs}.} at {{when}, {observer} {place} n’a rien {verbs}.} other {{when}, {observer} n’a rien {verbs}.}}",
  "sentence.told-nothing":
    "{placed, select, staying {{when}, {place}, la mission n’a été informée de rien.} at {{when}, {place}, la mission n’a été informée de rien.} other {{when}, la mission n’a été informée de rien.}}",
  "statement.all": "{events}, le tout {where}",
  "statement.others": "{events}, le reste {where}",
  "statement.in-sequence": "dans l’ordre\u00a0: {events}",
  "statement.followed": "{events}, puis au total {others}",
  "statement.then": "{first}, puis {next}",
  "statement.last": "{first}, et {last}",
  "statement.including": "{event} (dont {parts})",
  "event.where": "{event} {where}",
  "event.detail": "{event}, {detail}",
  // In a sentence with several events, what is one's own stands beside it without a comma.
  "event.moving": "{event} {detail}",
  "event.at-once": "{event} {detail}",
  "event.bracket": "{event} ({text})",
  "event.part": "compté dans une autre observation",
  "event.inside":
    "{is, select, settlement {à l’intérieur de la zone de désengagement près {starts, select, vowel {d’{place}} other {de {place}}}} area {à l’intérieur de «\u00a0{place}\u00a0»} other {à l’intérieur de la zone de désengagement «\u00a0{place}\u00a0»}}",
  "event.exercise":
    "{zone, select, outside_security_zone {lors d’un exercice en dehors de la zone de sécurité} other {lors d’un exercice dans la zone de sécurité}}",

  // Counts and kinds. `form`: `some` is the plural without a number. `as`: `acc` after a verb, `nom` alone.
  "count.exactly": "{figure} {noun}",
  "count.about": "environ {figure} {noun}",
  "count.at-least": "au moins {figure} {noun}",
  "count.range": "de {min} à {max} {noun}",
  "count.uncounted":
    "{starts, select, vowel {un nombre non compté d’{noun}} other {un nombre non compté de {noun}}}",
  "number.about": "environ {figure}",
  "number.at-least": "au moins {figure}",
  "number.range": "{min} à {max}",
  "kind.explosion":
    "{form, select, some {explosions} other {{n, plural, one {explosion} other {explosions}}}}",
  "kind.burst": "{form, select, some {rafales} other {{n, plural, one {rafale} other {rafales}}}}",
  "kind.shot": "{form, select, some {tirs} other {{n, plural, one {tir} other {tirs}}}}",
  "kind.shot-or-burst":
    "{form, select, some {tirs et rafales} other {{n, plural, one {tir ou rafale} other {tirs et rafales}}}}",
  "kind.explosion-or-burst":
    "{form, select, some {explosions et rafales} other {{n, plural, one {explosion ou rafale} other {explosions et rafales}}}}",
  "kind.salvo": "{form, select, some {salves} other {{n, plural, one {salve} other {salves}}}}",
  "kind.projectile-in-flight":
    "{form, select, some {projectiles en vol} other {{n, plural, one {projectile en vol} other {projectiles en vol}}}}",
  "kind.rocket-assisted-projectile":
    "{form, select, some {projectiles à propulsion additionnelle} other {{n, plural, one {projectile à propulsion additionnelle} other {projectiles à propulsion additionnelle}}}}",
  "kind.tracer-round":
    "{form, select, some {munitions traçantes en vol} other {{n, plural, one {munition traçante en vol} other {munitions traçantes en vol}}}}",
  "kind.tracer-burst":
    "{form, select, some {rafales de munitions traçantes} other {{n, plural, one {rafale de munitions traçantes} other {rafales de munitions traçantes}}}}",
  "kind.tracer-episode":
    "{form, select, some {épisodes de tirs traçants} other {{n, plural, one {épisode de tirs traçants} other {épisodes de tirs traçants}}}}",
  "kind.muzzle-flash":
    "{form, select, some {lueurs de bouche} other {{n, plural, one {lueur de bouche} other {lueurs de bouche}}}}",
  "kind.illumination-flare":
    "{form, select, some {fusées éclairantes} other {{n, plural, one {fusée éclairante} other {fusées éclairantes}}}}",
  "kind.bullet-flyby":
    "{form, select, some {passages de balles} other {{n, plural, one {passage de balle} other {passages de balles}}}}",
  "kind.violation-unspecified":
    "{form, select, some {violations du cessez-le-feu} other {{n, plural, one {violation du cessez-le-feu} other {violations du cessez-le-feu}}}}",
  "kind.aircraft":
    "{form, select, some {aéronefs} other {{n, plural, one {aéronef} other {aéronefs}}}}",
  "kind.uncrewed-aircraft":
    "{form, select, some {aéronefs sans équipage} other {{n, plural, one {aéronef sans équipage} other {aéronefs sans équipage}}}}",
  "kind.vessel": "{form, select, some {navires} other {{n, plural, one {navire} other {navires}}}}",
  "kind.vehicle":
    "{form, select, some {véhicules} other {{n, plural, one {véhicule} other {véhicules}}}}",
  "kind.weapon-present":
    "{form, select, some {armes} other {{n, plural, one {arme} other {armes}}}}",
  "kind.persons":
    "{form, select, some {personnes} other {{n, plural, one {personne} other {personnes}}}}",
  "kind.construction":
    "{form, select, some {chantiers} other {{n, plural, one {chantier} other {chantiers}}}}",
  "kind.mine": "{form, select, some {mines} other {{n, plural, one {mine} other {mines}}}}",
  "kind.damage":
    "{form, select, some {cas de dommages} other {{n, plural, one {cas de dommages} other {cas de dommages}}}}",
  "kind.casualty-report":
    "{form, select, some {signalements de victimes} other {{n, plural, one {signalement de victimes} other {signalements de victimes}}}}",
  "kind.thermal-anomaly":
    "{form, select, some {anomalies thermiques} other {{n, plural, one {anomalie thermique} other {anomalies thermiques}}}}",
  "kind.interference":
    "{form, select, some {cas de perturbation du signal} other {{n, plural, one {cas de perturbation du signal} other {cas de perturbation du signal}}}}",
  "kind.access-denied":
    "{form, select, some {refus d’accès} other {{n, plural, one {refus d’accès} other {refus d’accès}}}}",
  "kind.nothing": "{form, select, some {rien} other {{n, plural, one {rien} other {rien}}}}",

  // Nature: with the noun, and alone in a cell.
  "nature.undetermined": "{noun} d’origine indéterminée",
  "nature.outgoing": "{noun} (tirs sortants)",
  "nature.impact": "{noun} à l’impact",
  "nature.airburst": "{noun} en l’air",
  "nature.incoming": "{noun} (tirs entrants)",
  "nature.outgoing-and-impact": "{noun} (tirs sortants et impacts)",
  "nature.controlled-detonation": "{noun} (destruction contrôlée)",
  "nature.cell":
    "{nature, select, undetermined {d’origine indéterminée} outgoing {tir sortant} impact {impact} airburst {explosion en l’air} incoming {tir entrant} outgoing_and_impact {tirs sortants et impacts} other {destruction contrôlée}}",

  // What the observer made of it.
  "assessed.as":
    "{nature, select, outgoing {{n, plural, one {selon l’évaluation, un tir sortant} other {selon l’évaluation, des tirs sortants}}} impact {{n, plural, one {selon l’évaluation, un impact} other {selon l’évaluation, des impacts}}} airburst {{n, plural, one {selon l’évaluation, une explosion en l’air} other {selon l’évaluation, des explosions en l’air}}} incoming {{n, plural, one {selon l’évaluation, un tir entrant} other {selon l’évaluation, des tirs entrants}}} outgoing_and_impact {selon l’évaluation, des tirs sortants et des impacts} controlled_detonation {{n, plural, one {selon l’évaluation, une destruction contrôlée} other {selon l’évaluation, des destructions contrôlées}}} other {selon l’évaluation, d’origine indéterminée}}",
  "assessed.as-of":
    "{nature, select, outgoing {{n, plural, one {selon l’évaluation, un tir sortant {weapons}} other {selon l’évaluation, des tirs sortants {weapons}}}} impact {{n, plural, one {selon l’évaluation, un impact de tir {weapons}} other {selon l’évaluation, des impacts de tirs {weapons}}}} airburst {{n, plural, one {selon l’évaluation, une explosion en l’air de tir {weapons}} other {selon l’évaluation, des explosions en l’air de tirs {weapons}}}} incoming {{n, plural, one {selon l’évaluation, un tir entrant {weapons}} other {selon l’évaluation, des tirs entrants {weapons}}}} outgoing_and_impact {selon l’évaluation, des tirs sortants {weapons} et des impacts} other {selon l’évaluation, des tirs {weapons}}}",
  "assessed.stated": "selon l’évaluation de l’observateur, «\u00a0{text}\u00a0»",
  "assessed.cell": "selon l’évaluation, {text}",

  // Weapons. `form`: `fire` before "fire", `of` after "round of", `name` alone.
  "weapon.small-arms": "{form, select, name {armes légères} other {d’armes légères}}",
  "weapon.light-machine-gun":
    "{form, select, name {mitrailleuse légère} other {de mitrailleuse légère}}",
  "weapon.heavy-machine-gun":
    "{form, select, name {mitrailleuse lourde} other {de mitrailleuse lourde}}",
  "weapon.machine-gun": "{form, select, name {mitrailleuse} other {de mitrailleuse}}",
  "weapon.grenade": "{form, select, name {grenade} other {de grenade}}",
  "weapon.grenade-launcher": "{form, select, name {lance-grenades} other {de lance-grenades}}",
  "weapon.rocket-propelled-grenade":
    "{form, select, name {lance-roquettes antichar} other {de lance-roquettes antichar}}",
  "weapon.automatic-grenade-launcher":
    "{form, select, name {lance-grenades automatique} other {de lance-grenades automatique}}",
  "weapon.recoilless-gun": "{form, select, name {canon sans recul} other {de canon sans recul}}",
  "weapon.anti-aircraft-gun": "{form, select, name {canon antiaérien} other {de canon antiaérien}}",
  "weapon.ifv-cannon":
    "{form, select, name {canon de véhicule de combat d’infanterie} other {de canon de véhicule de combat d’infanterie}}",
  "weapon.tank": "{form, select, name {char} other {de char}}",
  "weapon.mortar": "{form, select, name {mortier} other {de mortier}}",
  "weapon.artillery": "{form, select, name {artillerie} other {d’artillerie}}",
  "weapon.mlrs":
    "{form, select, name {lance-roquettes multiple} other {de lance-roquettes multiple}}",
  "weapon.missile": "{form, select, name {missile} other {de missile}}",
  "weapon.uncrewed-aircraft":
    "{form, select, name {aéronef sans équipage} other {d’aéronef sans équipage}}",
  "weapon.undetermined": "{form, select, name {arme indéterminée} other {d’une arme indéterminée}}",
  "weapon.with": "{weapon} ({model})",
  "weapon.stated":
    "{form, select, name {«\u00a0{text}\u00a0»} other {d’une arme «\u00a0{text}\u00a0»}}",
  "weapon.calibre": "{calibre}\u2009mm",
  "weapon.model-and-calibre": "{model}, {calibre}",
  "weapon.fire": "{noun} {weapons}",
  "weapon.model": "{letters}-{number}",
  "weapon.given": "arme indiquée\u00a0: {weapons}",

  // Cells of the violations table.
  "means.cell":
    "{means, select, heard {entendu} saw {vu} recorded {enregistré} informed {signalé} other {observé}}",
  "cell.not-known": "N/C",
  "cell.not-applicable": "S/O",
  "cell.withheld": "Non communiqué",
  "cell.inside":
    "{is, select, area {à l’intérieur de «\u00a0{place}\u00a0»} other {à l’intérieur de la zone de désengagement {place}}}",
  "cell.exercise":
    "{zone, select, outside_security_zone {exercice en dehors de la zone de sécurité} other {exercice dans la zone de sécurité}}",
  "cell.moving": "se déplaçant {path}",
  "cell.where": "{distance} {direction}",
  "cell.from": "{distance} {direction} {town}",
  "cell.from-distance": "{distance} {town}",
  "cell.from-direction": "{direction} {town}",
  "cell.area-given": "Zone donnée par la source",
};
