// Ukrainian, long because every message of the language stands in this one file; keys as in en.ts.

import type { en } from "./en.ts";

export const uk: Readonly<Record<keyof typeof en, string>> = {
  // Dates and times. `{time}` and the like are clock times that are already written, "14:41".
  "date.full":
    "{day} {month, select, 1 {січня} 2 {лютого} 3 {березня} 4 {квітня} 5 {травня} 6 {червня} 7 {липня} 8 {серпня} 9 {вересня} 10 {жовтня} 11 {листопада} other {грудня}} {year} року",
  "date.month":
    "{day} {month, select, 1 {січня} 2 {лютого} 3 {березня} 4 {квітня} 5 {травня} 6 {червня} 7 {липня} 8 {серпня} 9 {вересня} 10 {жовтня} 11 {листопада} other {грудня}}",
  "date.day": "{day}",
  "date.range": "{same, select, month {{first}–{last}} other {{first} – {last}}}",
  "time.utc": "{time} ({utc} UTC)",
  "span.at":
    "{withUtc, select, yes {{date} {hour, select, 11 {об {time}} other {о {time}}} ({utc} UTC)} other {{date} {hour, select, 11 {об {time}} other {о {time}}}}}",
  "span.between":
    "{withUtc, select, yes {{date} між {from} та {to} ({fromUtc}–{toUtc} UTC)} other {{date} між {from} та {to}}}",
  "span.across":
    "{withUtc, select, yes {між {from} {first} та {to} {last} ({fromUtc}–{toUtc} UTC)} other {між {from} {first} та {to} {last}}}",
  "span.early-morning": "рано-вранці {date}",
  "span.morning": "вранці {date}",
  "span.afternoon": "у другій половині дня {date}",
  "span.evening": "увечері {date}",
  "span.night": "{across, select, yes {у ніч із {first} на {last}} other {уночі {last}}}",
  "span.evening-and-night":
    "{across, select, yes {увечері {first} та в ніч на {last}} other {увечері та вночі {last}}}",
  "span.day": "{date}",
  "span.days": "у період із {first} по {last}",
  "span.reporting-period":
    "{across, select, yes {у звітний період із {first} по {last}} other {у звітний період {last}}}",

  // Short forms for tables.
  "cell.at": "{date}, {time}",
  "cell.between": "{date}, {from}–{to}",
  "cell.across": "{first}, {from} – {last}, {to}",
  "cell.part":
    "{part, select, early_morning {{date}, ранній ранок} morning {{date}, ранок} afternoon {{date}, друга половина дня} evening {{date}, вечір} night {{date}, ніч} evening_and_night {{date}, вечір і ніч} reporting_period {{date}, звітний період} other {{date}}}",

  // Numbers, distances, directions.
  figure: "{figure}",
  "distance.m": "{min}\u2009м",
  "distance.m-range": "{min}–{max}\u2009м",
  "distance.km": "{min}\u2009км",
  "distance.km-range": "{min}–{max}\u2009км",
  "direction.name":
    "{point, select, N {північ} NNE {північно-північний схід} NE {північний схід} ENE {східно-північний схід} E {схід} ESE {східно-південний схід} SE {південний схід} SSE {південно-південний схід} S {південь} SSW {південно-південний захід} SW {південний захід} WSW {західно-південний захід} W {захід} WNW {західно-північний захід} NW {північний захід} other {північно-північний захід}}",
  "direction.short":
    "{point, select, N {Пн} NNE {ПнПнСх} NE {ПнСх} ENE {СхПнСх} E {Сх} ESE {СхПдСх} SE {ПдСх} SSE {ПдПдСх} S {Пд} SSW {ПдПдЗх} SW {ПдЗх} WSW {ЗхПдЗх} W {Зх} WNW {ЗхПнЗх} NW {ПнЗх} other {ПнПнЗх}}",
  "direction.toward":
    "{point, select, N {на північ} NNE {на північно-північний схід} NE {на північний схід} ENE {на східно-північний схід} E {на схід} ESE {на східно-південний схід} SE {на південний схід} SSE {на південно-південний схід} S {на південь} SSW {на південно-південний захід} SW {на південний захід} WSW {на західно-південний захід} W {на захід} WNW {на західно-північний захід} NW {на північний захід} other {на північно-північний захід}}",
  "direction.start":
    "{point, select, N {з півночі} NNE {з північно-північного сходу} NE {з північного сходу} ENE {зі східно-північного сходу} E {зі сходу} ESE {зі східно-південного сходу} SE {з південного сходу} SSE {з південно-південного сходу} S {з півдня} SSW {з південно-південного заходу} SW {з південного заходу} WSW {із західно-південного заходу} W {із заходу} WNW {із західно-північного заходу} NW {з північного заходу} other {з північно-північного заходу}}",
  "direction.end":
    "{point, select, N {на північ} NNE {на північно-північний схід} NE {на північний схід} ENE {на східно-північний схід} E {на схід} ESE {на східно-південний схід} SE {на південний схід} SSE {на південно-південний схід} S {на південь} SSW {на південно-південний захід} SW {на південний захід} WSW {на західно-південний захід} W {на захід} WNW {на західно-північний захід} NW {на північний захід} other {на північно-північний захід}}",
  "direction.bound":
    "{point, select, N {півночі} NNE {північно-північного сходу} NE {північного сходу} ENE {східно-північного сходу} E {сходу} ESE {східно-південного сходу} SE {південного сходу} SSE {південно-південного сходу} S {півдня} SSW {південно-південного заходу} SW {південного заходу} WSW {західно-південного заходу} W {заходу} WNW {західно-північного заходу} NW {північного заходу} other {північно-північного заходу}}",
  "direction.vague":
    "{point, select, N {північних} NNE {північно-північно-східних} NE {північно-східних} ENE {східно-північно-східних} E {східних} ESE {східно-південно-східних} SE {південно-східних} SSE {південно-південно-східних} S {південних} SSW {південно-південно-західних} SW {південно-західних} WSW {західно-південно-західних} W {західних} WNW {західно-північно-західних} NW {північно-західних} other {північно-північно-західних}}",
  "direction.range": "у напрямках від {from} до {to}",
  "direction.sector": "у {vague} напрямках",
  "direction.bearing": "за пеленгом {bearing}° ± {deviation}°",
  "direction.cell-range": "від {from} до {to}",
  "direction.cell-sector": "приблизно {points}",
  "direction.cell-bearing": "{bearing}° ± {deviation}°",
  "where.both": "на відстані {distance} {direction}",
  "where.distance": "на відстані {distance}",
  "where.direction": "{direction}",
  "where.distance-own": "на відстані {distance} від місця спостереження",
  "where.here": "у місці спостереження",
  "where.of-own": "{where} від місця спостереження",
  "movement.pair": "{start} {end}",
  "movement.moving": "з напрямком руху {path}",
  "movement.then": "{first}, потім {next}",

  // Lists.
  "list.pair": "{first} та {last}",
  "list.more": "{first}, {next}",
  "list.cell": "{first}; {next}",

  // Places.
  "place.at":
    "{is, select, settlement {в н. п. {place}} site {на об’єкті «{place}»} other {в пункті «{place}»}}",
  // A place after a direction. `name` is a town of reference by its English name, or `other`; `starts`
  // tells of a vowel.
  "place.of":
    "{is, select, settlement {{name, select, Donetsk {Донецька} Luhansk {Луганська} Mariupol {Маріуполя} other {н. п. {place}}}} site {об’єкта «{place}»} other {пункту «{place}»}}",
  "place.offset": "за {distance} {direction} від {town}",
  "place.offset-distance": "за {distance} від {town}",
  "place.offset-direction": "{direction} від {town}",
  "place.position":
    "у точці {lat}° {ns, select, N {пн. ш.} other {пд. ш.}}, {lon}° {ew, select, E {сх. д.} other {зх. д.}}",
  "place.cell-position":
    "{lat}° {ns, select, N {пн. ш.} other {пд. ш.}}, {lon}° {ew, select, E {сх. д.} other {зх. д.}}",
  "place.bracket": "{place} ({about})",
  "place.staying": "перебуваючи {place}",
  "place.reference": "{distance} {direction} від {town}",
  "place.reference-distance": "{distance} від {town}",
  "place.reference-direction": "{direction} від {town}",
  "place.near-reference": "у місці без назви ({reference})",
  "place.control":
    "{control, select, GC {підконтрольна уряду територія} other {непідконтрольна уряду територія}}",
  "place.cell-camera": "Камера, {place}",
  "place.fallback": "«{place}»",

  // Who observed. `gender` of the observer decides the verb where a language asks for it.
  observer:
    "{kind, select, camera {камера Місії} uncrewed_aircraft {безпілотний літальний апарат Місії} acoustic {акустична система Місії} radar {радар Місії} station {станція спостереження Місії} satellite {супутник} informant {співрозмовник Місії} other {Місія}}",
  "observer.named":
    "{kind, select, camera {камера Місії {name}} uncrewed_aircraft {безпілотний літальний апарат Місії {name}} acoustic {акустична система Місії {name}} radar {радар Місії {name}} station {станція спостереження Місії {name}} satellite {супутник {name}} other {Місія}}",
  "verb.heard": "{gender, select, m {почув} other {почула}}",
  "verb.saw": "{gender, select, m {побачив} other {побачила}}",
  "verb.recorded": "{gender, select, m {зафіксував} other {зафіксувала}}",
  "verb.observed": "{gender, select, m {спостерігав} other {спостерігала}}",
  "verb.not-heard": "{gender, select, m {не почув} other {не почула}}",
  "verb.not-saw": "{gender, select, m {не побачив} other {не побачила}}",
  "verb.not-recorded": "{gender, select, m {не зафіксував} other {не зафіксувала}}",
  "verb.not-observed": "{gender, select, m {не спостерігав} other {не спостерігала}}",
  "verb.neither": "{first} й {last}",

  // Sentences of observations.
  "sentence.observed":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}.} at {{when} {observer} {place} {verbs} {events}.} other {{when} {observer} {verbs} {events}.}}",
  "sentence.told":
    "{placed, select, staying {{when}, {place}, Місія отримала відомості про таке: {events}.} at {{when} {place} Місія отримала відомості про таке: {events}.} other {{when} Місія отримала відомості про таке: {events}.}}",
  "sentence.observed-and-told":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}; про це Місію також поінформували.} at {{when} {observer} {place} {verbs} {events}; про це Місію також поінформували.} other {{when} {observer} {verbs} {events}; про це Місію також поінформували.}}",
  "sentence.nothing":
    "{placed, select, staying {{when}, {place}, {observer} нічого {verbs}.} at {{when} {observer} {place} нічого {verbs}.} other {{when} {observer} нічого {verbs}.}}",
  "sentence.told-nothing":
    "{placed, select, staying {{when}, {place}, Місія не отримала жодних відомостей.} at {{when} {place} Місія не отримала жодних відомостей.} other {{when} Місія не отримала жодних відомостей.}}",
  "statement.all": "{events}, усі {where}",
  "statement.others": "{events}, решта {where}",
  "statement.in-sequence": "послідовно: {events}",
  "statement.followed": "{events}, а далі загалом {others}",
  "statement.then": "{first}, потім {next}",
  "statement.last": "{first}, а також {last}",
  "statement.including": "{event} (зокрема {parts})",
  "event.where": "{event} {where}",
  "event.detail": "{event}, {detail}",
  // In a sentence with several events, what is one's own stands beside it without a comma.
  "event.moving": "{event} {detail}",
  "event.at-once": "{event} {detail}",
  "event.bracket": "{event} ({text})",
  "event.part": "враховано в іншому спостереженні",
  "event.inside":
    "{is, select, settlement {усередині ділянки розведення поблизу н. п. {place}} area {на ділянці «{place}»} other {усередині ділянки розведення «{place}»}}",
  "event.exercise":
    "{zone, select, outside_security_zone {під час навчань за межами зони безпеки} other {під час навчань у межах зони безпеки}}",

  // Counts and kinds. `form`: `some` is the plural without a number. `as`: `acc` after a verb, `nom` alone.
  "count.exactly": "{figure} {noun}",
  "count.about": "приблизно {figure} {noun}",
  "count.at-least": "щонайменше {figure} {noun}",
  "count.range": "{min}–{max} {noun}",
  "count.uncounted":
    "{as, select, acc {непідраховану кількість {noun}} other {непідрахована кількість {noun}}}",
  "number.about": "приблизно {figure}",
  "number.at-least": "щонайменше {figure}",
  "number.range": "{min}–{max}",
  "kind.explosion":
    "{form, select, some {вибухи} other {{n, plural, one {вибух} few {вибухи} many {вибухів} other {вибуху}}}}",
  "kind.burst":
    "{form, select, some {черги} other {{as, select, acc {{n, plural, one {чергу} few {черги} many {черг} other {черги}}} other {{n, plural, one {черга} few {черги} many {черг} other {черги}}}}}}",
  "kind.shot":
    "{form, select, some {постріли} other {{n, plural, one {постріл} few {постріли} many {пострілів} other {пострілу}}}}",
  "kind.shot-or-burst":
    "{form, select, some {постріли та черги} other {{as, select, acc {{n, plural, one {постріл або чергу} few {постріли та черги} many {пострілів і черг} other {пострілу або черги}}} other {{n, plural, one {постріл або черга} few {постріли та черги} many {пострілів і черг} other {пострілу або черги}}}}}}",
  "kind.explosion-or-burst":
    "{form, select, some {вибухи та черги} other {{as, select, acc {{n, plural, one {вибух або чергу} few {вибухи та черги} many {вибухів і черг} other {вибуху або черги}}} other {{n, plural, one {вибух або черга} few {вибухи та черги} many {вибухів і черг} other {вибуху або черги}}}}}}",
  "kind.salvo":
    "{form, select, some {залпи} other {{n, plural, one {залп} few {залпи} many {залпів} other {залпу}}}}",
  "kind.projectile-in-flight":
    "{form, select, some {снаряди в польоті} other {{n, plural, one {снаряд у польоті} few {снаряди в польоті} many {снарядів у польоті} other {снаряда в польоті}}}}",
  "kind.rocket-assisted-projectile":
    "{form, select, some {активно-реактивні снаряди} other {{n, plural, one {активно-реактивний снаряд} few {активно-реактивні снаряди} many {активно-реактивних снарядів} other {активно-реактивного снаряда}}}}",
  "kind.tracer-round":
    "{form, select, some {трасувальні боєприпаси в польоті} other {{n, plural, one {трасувальний боєприпас у польоті} few {трасувальні боєприпаси в польоті} many {трасувальних боєприпасів у польоті} other {трасувального боєприпасу в польоті}}}}",
  "kind.tracer-burst":
    "{form, select, some {черги трасувальних боєприпасів} other {{as, select, acc {{n, plural, one {чергу трасувальних боєприпасів} few {черги трасувальних боєприпасів} many {черг трасувальних боєприпасів} other {черги трасувальних боєприпасів}}} other {{n, plural, one {черга трасувальних боєприпасів} few {черги трасувальних боєприпасів} many {черг трасувальних боєприпасів} other {черги трасувальних боєприпасів}}}}}}",
  "kind.tracer-episode":
    "{form, select, some {випадки вогню трасувальними боєприпасами} other {{n, plural, one {випадок вогню трасувальними боєприпасами} few {випадки вогню трасувальними боєприпасами} many {випадків вогню трасувальними боєприпасами} other {випадку вогню трасувальними боєприпасами}}}}",
  "kind.muzzle-flash":
    "{form, select, some {дульні спалахи} other {{n, plural, one {дульний спалах} few {дульні спалахи} many {дульних спалахів} other {дульного спалаху}}}}",
  "kind.illumination-flare":
    "{form, select, some {освітлювальні ракети} other {{as, select, acc {{n, plural, one {освітлювальну ракету} few {освітлювальні ракети} many {освітлювальних ракет} other {освітлювальної ракети}}} other {{n, plural, one {освітлювальна ракета} few {освітлювальні ракети} many {освітлювальних ракет} other {освітлювальної ракети}}}}}}",
  "kind.bullet-flyby":
    "{form, select, some {прольоти куль} other {{n, plural, one {проліт кулі} few {прольоти куль} many {прольотів куль} other {прольоту кулі}}}}",
  "kind.violation-unspecified":
    "{form, select, some {порушення режиму припинення вогню} other {{n, plural, one {порушення режиму припинення вогню} few {порушення режиму припинення вогню} many {порушень режиму припинення вогню} other {порушення режиму припинення вогню}}}}",
  "kind.aircraft":
    "{form, select, some {повітряні судна} other {{n, plural, one {повітряне судно} few {повітряні судна} many {повітряних суден} other {повітряного судна}}}}",
  "kind.uncrewed-aircraft":
    "{form, select, some {безпілотні літальні апарати} other {{n, plural, one {безпілотний літальний апарат} few {безпілотні літальні апарати} many {безпілотних літальних апаратів} other {безпілотного літального апарата}}}}",
  "kind.vessel":
    "{form, select, some {судна} other {{n, plural, one {судно} few {судна} many {суден} other {судна}}}}",
  "kind.vehicle":
    "{form, select, some {транспортні засоби} other {{n, plural, one {транспортний засіб} few {транспортні засоби} many {транспортних засобів} other {транспортного засобу}}}}",
  "kind.weapon-present":
    "{form, select, some {одиниці озброєння} other {{as, select, acc {{n, plural, one {одиницю озброєння} few {одиниці озброєння} many {одиниць озброєння} other {одиниці озброєння}}} other {{n, plural, one {одиниця озброєння} few {одиниці озброєння} many {одиниць озброєння} other {одиниці озброєння}}}}}}",
  "kind.persons":
    "{form, select, some {особи} other {{as, select, acc {{n, plural, =2 {осіб} =3 {осіб} =4 {осіб} one {особу} few {особи} many {осіб} other {особи}}} other {{n, plural, one {особа} few {особи} many {осіб} other {особи}}}}}}",
  "kind.construction":
    "{form, select, some {ділянки будівельних робіт} other {{as, select, acc {{n, plural, one {ділянку будівельних робіт} few {ділянки будівельних робіт} many {ділянок будівельних робіт} other {ділянки будівельних робіт}}} other {{n, plural, one {ділянка будівельних робіт} few {ділянки будівельних робіт} many {ділянок будівельних робіт} other {ділянки будівельних робіт}}}}}}",
  "kind.mine":
    "{form, select, some {міни} other {{as, select, acc {{n, plural, one {міну} few {міни} many {мін} other {міни}}} other {{n, plural, one {міна} few {міни} many {мін} other {міни}}}}}}",
  "kind.damage":
    "{form, select, some {випадки пошкодження} other {{n, plural, one {випадок пошкодження} few {випадки пошкодження} many {випадків пошкодження} other {випадку пошкодження}}}}",
  "kind.casualty-report":
    "{form, select, some {повідомлення про постраждалих} other {{n, plural, one {повідомлення про постраждалих} few {повідомлення про постраждалих} many {повідомлень про постраждалих} other {повідомлення про постраждалих}}}}",
  "kind.thermal-anomaly":
    "{form, select, some {теплові аномалії} other {{as, select, acc {{n, plural, one {теплову аномалію} few {теплові аномалії} many {теплових аномалій} other {теплової аномалії}}} other {{n, plural, one {теплова аномалія} few {теплові аномалії} many {теплових аномалій} other {теплової аномалії}}}}}}",
  "kind.interference":
    "{form, select, some {випадки перешкод сигналу} other {{n, plural, one {випадок перешкод сигналу} few {випадки перешкод сигналу} many {випадків перешкод сигналу} other {випадку перешкод сигналу}}}}",
  "kind.access-denied":
    "{form, select, some {відмови в доступі} other {{as, select, acc {{n, plural, one {відмову в доступі} few {відмови в доступі} many {відмов у доступі} other {відмови в доступі}}} other {{n, plural, one {відмова в доступі} few {відмови в доступі} many {відмов у доступі} other {відмови в доступі}}}}}}",
  "kind.nothing":
    "{form, select, some {нічого} other {{n, plural, one {нічого} few {нічого} many {нічого} other {нічого}}}}",

  // Nature: with the noun, and alone in a cell.
  "nature.undetermined": "{noun} невизначеного походження",
  "nature.outgoing": "{noun} (вихідний вогонь)",
  "nature.impact": "{noun} (падіння боєприпасів)",
  "nature.airburst": "{noun} у повітрі",
  "nature.incoming": "{noun} (вхідний вогонь)",
  "nature.outgoing-and-impact": "{noun} (вихідний вогонь і падіння боєприпасів)",
  "nature.controlled-detonation": "{noun} (контрольований підрив)",
  "nature.cell":
    "{nature, select, undetermined {невизначеного походження} outgoing {вихідний вогонь} impact {падіння боєприпасів} airburst {розрив у повітрі} incoming {вхідний вогонь} outgoing_and_impact {вихідний вогонь і падіння боєприпасів} other {контрольований підрив}}",

  // What the observer made of it.
  "assessed.as":
    "{nature, select, outgoing {за оцінкою — вихідний вогонь} impact {за оцінкою — {n, plural, one {падіння боєприпасу} few {падіння боєприпасів} many {падіння боєприпасів} other {падіння боєприпасів}}} airburst {за оцінкою — {n, plural, one {розрив у повітрі} few {розриви в повітрі} many {розриви в повітрі} other {розриви в повітрі}}} incoming {за оцінкою — вхідний вогонь} outgoing_and_impact {за оцінкою — вихідний вогонь і падіння боєприпасів} controlled_detonation {за оцінкою — {n, plural, one {контрольований підрив} few {контрольовані підриви} many {контрольовані підриви} other {контрольовані підриви}}} other {за оцінкою — походження не визначено}}",
  "assessed.as-of":
    "{nature, select, outgoing {за оцінкою — вихідний вогонь {weapons}} impact {за оцінкою — {n, plural, one {падіння боєприпасу, випущеного {weapons}} few {падіння боєприпасів, випущених {weapons}} many {падіння боєприпасів, випущених {weapons}} other {падіння боєприпасів, випущених {weapons}}}} airburst {за оцінкою — {n, plural, one {розрив у повітрі боєприпасу, випущеного {weapons}} few {розриви в повітрі боєприпасів, випущених {weapons}} many {розриви в повітрі боєприпасів, випущених {weapons}} other {розриви в повітрі боєприпасів, випущених {weapons}}}} incoming {за оцінкою — вхідний вогонь {weapons}} outgoing_and_impact {за оцінкою — вихідний вогонь {weapons} і падіння боєприпасів} other {за оцінкою — вогонь {weapons}}}",
  "assessed.stated": "за оцінкою спостерігача — «{text}»",
  "assessed.cell": "за оцінкою — {text}",

  // Weapons. `form`: `fire` before "fire", `of` after "round of", `name` alone.
  "weapon.small-arms": "{form, select, name {стрілецька зброя} other {зі стрілецької зброї}}",
  "weapon.light-machine-gun": "{form, select, name {ручний кулемет} other {з ручного кулемета}}",
  "weapon.heavy-machine-gun":
    "{form, select, name {великокаліберний кулемет} other {з великокаліберного кулемета}}",
  "weapon.machine-gun": "{form, select, name {кулемет} other {з кулемета}}",
  "weapon.grenade": "{form, select, name {граната} other {з гранатомета}}",
  "weapon.grenade-launcher": "{form, select, name {гранатомет} other {з гранатомета}}",
  "weapon.rocket-propelled-grenade":
    "{form, select, name {ручний протитанковий гранатомет} other {з ручного протитанкового гранатомета}}",
  "weapon.automatic-grenade-launcher":
    "{form, select, name {автоматичний гранатомет} other {з автоматичного гранатомета}}",
  "weapon.recoilless-gun":
    "{form, select, name {безвідкатна гармата} other {з безвідкатної гармати}}",
  "weapon.anti-aircraft-gun": "{form, select, name {зенітна гармата} other {із зенітної гармати}}",
  "weapon.ifv-cannon":
    "{form, select, name {гармата бойової машини піхоти} other {з гармати бойової машини піхоти}}",
  "weapon.tank": "{form, select, name {танк} other {з танка}}",
  "weapon.mortar": "{form, select, name {міномет} other {з міномета}}",
  "weapon.artillery": "{form, select, name {артилерія} other {з артилерії}}",
  "weapon.mlrs":
    "{form, select, name {реактивна система залпового вогню} other {з реактивної системи залпового вогню}}",
  "weapon.missile": "{form, select, name {ракета} other {з ракетної установки}}",
  "weapon.uncrewed-aircraft":
    "{form, select, name {безпілотний літальний апарат} other {з безпілотного літального апарата}}",
  "weapon.undetermined":
    "{form, select, name {невстановлена зброя} other {з невстановленої зброї}}",
  "weapon.with": "{weapon} ({model})",
  "weapon.stated": "{form, select, name {«{text}»} other {зі зброї «{text}»}}",
  "weapon.calibre": "{calibre}\u2009мм",
  "weapon.model-and-calibre": "{model}, {calibre}",
  "weapon.fire": "{noun} {weapons}",
  "weapon.model":
    "{series, select, SPG {СПГ-{number}} BMP {БМП-{number}} BTR {БТР-{number}} BRDM {БРДМ-{number}} ZU {ЗУ-{number}} BM {БМ-{number}} AGS {АГС-{number}} RPG {РПГ-{number}} T {Т-{number}} D {Д-{number}} other {{letters}-{number}}}",
  "weapon.given": "зазначена зброя — {weapons}",

  // Cells of the violations table.
  "means.cell":
    "{means, select, heard {почуто} saw {побачено} recorded {зафіксовано} informed {повідомлено} other {спостережено}}",
  "cell.not-known": "Н/В",
  "cell.not-applicable": "Н/З",
  "cell.withheld": "Не розкривається",
  "cell.inside":
    "{is, select, area {на ділянці «{place}»} other {усередині ділянки розведення {place}}}",
  "cell.exercise":
    "{zone, select, outside_security_zone {навчання за межами зони безпеки} other {навчання в межах зони безпеки}}",
  "cell.moving": "напрямок руху {path}",
  "cell.where": "{distance} {direction}",
  "cell.from": "{distance} {direction} від {town}",
  "cell.from-distance": "{distance} від {town}",
  "cell.from-direction": "{direction} від {town}",
  "cell.area-given": "Місце вказало джерело",
};
