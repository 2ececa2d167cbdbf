// Russian, long because every message of the language stands in this one file; keys as in en.ts.

import type { en } from "./en.ts";

export const ru: Readonly<Record<keyof typeof en, string>> = {
  // Dates and times. `{time}` and the like are clock times that are already written, "14:41".
  "date.full":
    "{day} {month, select, 1 {января} 2 {февраля} 3 {марта} 4 {апреля} 5 {мая} 6 {июня} 7 {июля} 8 {августа} 9 {сентября} 10 {октября} 11 {ноября} other {декабря}} {year} года",
  "date.month":
    "{day} {month, select, 1 {января} 2 {февраля} 3 {марта} 4 {апреля} 5 {мая} 6 {июня} 7 {июля} 8 {августа} 9 {сентября} 10 {октября} 11 {ноября} other {декабря}}",
  "date.day": "{day}",
  "date.range": "{same, select, month {{first}–{last}} other {{first} – {last}}}",
  "time.utc": "{time} ({utc} UTC)",
  "span.at": "{withUtc, select, yes {{date} в {time} ({utc} UTC)} other {{date} в {time}}}",
  "span.between":
    "{withUtc, select, yes {{date} между {from} и {to} ({fromUtc}–{toUtc} UTC)} other {{date} между {from} и {to}}}",
  "span.across":
    "{withUtc, select, yes {между {from} {first} и {to} {last} ({fromUtc}–{toUtc} UTC)} other {между {from} {first} и {to} {last}}}",
  "span.early-morning": "ранним утром {date}",
  "span.morning": "утром {date}",
  "span.afternoon": "во второй половине дня {date}",
  "span.evening": "вечером {date}",
  "span.night":
    "{across, select, yes {в ночь {firstDay, select, 2 {со {first} на {last}} other {с {first} на {last}}}} other {ночью {last}}}",
  "span.evening-and-night":
    "{across, select, yes {вечером {first} и в ночь на {last}} other {вечером и ночью {last}}}",
  "span.day": "{date}",
  "span.days": "в период {firstDay, select, 2 {со {first} по {last}} other {с {first} по {last}}}",
  "span.reporting-period":
    "{across, select, yes {в отчётный период {firstDay, select, 2 {со {first} по {last}} other {с {first} по {last}}}} other {в отчётный период {last}}}",

  // Short forms for tables.
  "cell.at": "{date}, {time}",
  "cell.between": "{date}, {from}–{to}",
  "cell.across": "{first}, {from} – {last}, {to}",
  "cell.part":
    "{part, select, early_morning {{date}, раннее утро} morning {{date}, утро} afternoon {{date}, вторая половина дня} evening {{date}, вечер} night {{date}, ночь} evening_and_night {{date}, вечер и ночь} reporting_period {{date}, отчётный период} other {{date}}}",

  // Numbers, distances, directions.
  figure: "{figure}",
  "distance.m": "{min}\u2009м",
  "distance.m-range": "{min}–{max}\u2009м",
  "distance.km": "{min}\u2009км",
  "distance.km-range": "{min}–{max}\u2009км",
  "direction.name":
    "{point, select, N {север} NNE {северо-северо-восток} NE {северо-восток} ENE {востоко-северо-восток} E {восток} ESE {востоко-юго-восток} SE {юго-восток} SSE {юго-юго-восток} S {юг} SSW {юго-юго-запад} SW {юго-запад} WSW {западо-юго-запад} W {запад} WNW {западо-северо-запад} NW {северо-запад} other {северо-северо-запад}}",
  "direction.short":
    "{point, select, N {С} NNE {ССВ} NE {СВ} ENE {ВСВ} E {В} ESE {ВЮВ} SE {ЮВ} SSE {ЮЮВ} S {Ю} SSW {ЮЮЗ} SW {ЮЗ} WSW {ЗЮЗ} W {З} WNW {ЗСЗ} NW {СЗ} other {ССЗ}}",
  "direction.toward":
    "{point, select, N {к северу} NNE {к северо-северо-востоку} NE {к северо-востоку} ENE {к востоко-северо-востоку} E {к востоку} ESE {к востоко-юго-востоку} SE {к юго-востоку} SSE {к юго-юго-востоку} S {к югу} SSW {к юго-юго-западу} SW {к юго-западу} WSW {к западо-юго-западу} W {к западу} WNW {к западо-северо-западу} NW {к северо-западу} other {к северо-северо-западу}}",
  "direction.start":
    "{point, select, N {с севера} NNE {с северо-северо-востока} NE {с северо-востока} ENE {с востоко-северо-востока} E {с востока} ESE {с востоко-юго-востока} SE {с юго-востока} SSE {с юго-юго-востока} S {с юга} SSW {с юго-юго-запада} SW {с юго-запада} WSW {с западо-юго-запада} W {с запада} WNW {с западо-северо-запада} NW {с северо-запада} other {с северо-северо-запада}}",
  "direction.end":
    "{point, select, N {на север} NNE {на северо-северо-восток} NE {на северо-восток} ENE {на востоко-северо-восток} E {на восток} ESE {на востоко-юго-восток} SE {на юго-восток} SSE {на юго-юго-восток} S {на юг} SSW {на юго-юго-запад} SW {на юго-запад} WSW {на западо-юго-запад} W {на запад} WNW {на западо-северо-запад} NW {на северо-запад} other {на северо-северо-запад}}",
  "direction.bound":
    "{point, select, N {севера} NNE {северо-северо-востока} NE {северо-востока} ENE {востоко-северо-востока} E {востока} ESE {востоко-юго-востока} SE {юго-востока} SSE {юго-юго-востока} S {юга} SSW {юго-юго-запада} SW {юго-запада} WSW {западо-юго-запада} W {запада} WNW {западо-северо-запада} NW {северо-запада} other {северо-северо-запада}}",
  "direction.vague":
    "{point, select, N {северных} NNE {северо-северо-восточных} NE {северо-восточных} ENE {востоко-северо-восточных} E {восточных} ESE {востоко-юго-восточных} SE {юго-восточных} SSE {юго-юго-восточных} S {южных} SSW {юго-юго-западных} SW {юго-западных} WSW {западо-юго-западных} W {западных} WNW {западо-северо-западных} NW {северо-западных} other {северо-северо-западных}}",
  "direction.range": "в направлениях от {from} до {to}",
  "direction.sector": "в {vague} направлениях",
  "direction.bearing": "по пеленгу {bearing}° ± {deviation}°",
  "direction.cell-range": "от {from} до {to}",
  "direction.cell-sector": "примерно {points}",
  "direction.cell-bearing": "{bearing}° ± {deviation}°",
  "where.both": "на расстоянии {distance} {direction}",
  "where.distance": "на расстоянии {distance}",
  "where.direction": "{direction}",
  "where.distance-own": "на расстоянии {distance} от места наблюдения",
  "where.here": "в месте наблюдения",
  "where.of-own": "{where} от места наблюдения",
  "movement.pair": "{start} {end}",
  "movement.moving": "с направлением движения {path}",
  "movement.then": "{first}, затем {next}",

  // Lists.
  "list.pair": "{first} и {last}",
  "list.more": "{first}, {next}",
  "list.cell": "{first}; {next}",

  // Places.
  "place.at":
    "{is, select, settlement {в н. п. {place}} site {на объекте «{place}»} other {в пункте «{place}»}}",
  // A place after a direction. `name` is a town of reference by its English name, or `other`; `starts`
  // tells of a vowel.
  "place.of":
    "{is, select, settlement {{name, select, Donetsk {Донецка} Luhansk {Луганска} Mariupol {Мариуполя} other {н. п. {place}}}} site {объекта «{place}»} other {пункта «{place}»}}",
  "place.offset": "в {distance} {direction} от {town}",
  "place.offset-distance": "в {distance} от {town}",
  "place.offset-direction": "{direction} от {town}",
  "place.position":
    "в точке {lat}° {ns, select, N {с. ш.} other {ю. ш.}}, {lon}° {ew, select, E {в. д.} other {з. д.}}",
  "place.cell-position":
    "{lat}° {ns, select, N {с. ш.} other {ю. ш.}}, {lon}° {ew, select, E {в. д.} other {з. д.}}",
  "place.bracket": "{place} ({about})",
  "place.staying": "находясь {place}",
  "place.reference": "{distance} {direction} от {town}",
  "place.reference-distance": "{distance} от {town}",
  "place.reference-direction": "{direction} от {town}",
  "place.near-reference": "в месте без названия ({reference})",
  "place.control":
    "{control, select, GC {подконтрольная правительству территория} other {неподконтрольная правительству территория}}",
  "place.cell-camera": "Камера, {place}",
  "place.fallback": "«{place}»",

  // Who observed. `gender` of the observer decides the verb where a language asks for it.
  observer:
    "{kind, select, camera {камера Миссии} uncrewed_aircraft {беспилотный летательный аппарат Миссии} acoustic {акустическая система Миссии} radar {радар Миссии} station {станция наблюдения Миссии} satellite {спутник} informant {собеседник Миссии} other {Миссия}}",
  "observer.named":
    "{kind, select, camera {камера Миссии {name}} uncrewed_aircraft {беспилотный летательный аппарат Миссии {name}} acoustic {акустическая система Миссии {name}} radar {радар Миссии {name}} station {станция наблюдения Миссии {name}} satellite {спутник {name}} other {Миссия}}",
  "verb.heard": "{gender, select, m {услышал} other {услышала}}",
  "verb.saw": "{gender, select, m {увидел} other {увидела}}",
  "verb.recorded": "{gender, select, m {зафиксировал} other {зафиксировала}}",
  "verb.observed": "{gender, select, m {наблюдал} other {наблюдала}}",
  "verb.not-heard": "{gender, select, m {не услышал} other {не услышала}}",
  "verb.not-saw": "{gender, select, m {не увидел} other {не увидела}}",
  "verb.not-recorded": "{gender, select, m {не зафиксировал} other {не зафиксировала}}",
  "verb.not-observed": "{gender, select, m {не наблюдал} other {не наблюдала}}",
  "verb.neither": "{first} и {last}",

  // Sentences of observations.
  "sentence.observed":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}.} at {{when} {observer} {place} {verbs} {events}.} other {{when} {observer} {verbs} {events}.}}",
  "sentence.told":
    "{placed, select, staying {{when}, {place}, Миссия получила сведения о следующем: {events}.} at {{when} {place} Миссия получила сведения о следующем: {events}.} other {{when} Миссия получила сведения о следующем: {events}.}}",
  "sentence.observed-and-told":
    "{placed, select, staying {{when}, {place}, {observer} {verbs} {events}; об этом Миссии также сообщили.} at {{when} {observer} {place} {verbs} {events}; об этом Миссии также сообщили.} other {{when} {observer} {verbs} {events}; об этом Миссии также сообщили.}}",
  "sentence.nothing":
    "{placed, select, staying {{when}, {place}, {observer} ничего {verbs}.} at {{when} {observer} {place} ничего {verbs}.} other {{when} {observer} ничего {verbs}.}}",
  "sentence.told-nothing":
    "{placed, select, staying {{when}, {place}, Миссия не получила никаких сведений.} at {{when} {place} Миссия не получила никаких сведений.} other {{when} Миссия не получила никаких сведений.}}",
  "statement.all": "{events}, все {where}",
  "statement.others": "{events}, остальные {where}",
  "statement.in-sequence": "последовательно: {events}",
  "statement.followed": "{events}, а далее в общей сложности {others}",
  "statement.then": "{first}, затем {next}",
  "statement.last": "{first}, а также {last}",
  "statement.including": "{event} (в том числе {parts})",
  "event.where": "{event} {where}",
  "event.detail": "{event}, {detail}",
  // In a sentence with several events, what is one's own stands beside it without a comma.
  "event.moving": "{event} {detail}",
  "event.at-once": "{event} {detail}",
  "event.bracket": "{event} ({text})",
  "event.part": "учтено в другом наблюдении",
  "event.inside":
    "{is, select, settlement {внутри участка разведения вблизи н. п. {place}} area {на участке «{place}»} other {внутри участка разведения «{place}»}}",
  "event.exercise":
    "{zone, select, outside_security_zone {в ходе учений за пределами зоны безопасности} other {в ходе учений в пределах зоны безопасности}}",

  // Counts and kinds. `form`: `some` is the plural without a number. `as`: `acc` after a verb, `nom` alone.
  "count.exactly": "{figure} {noun}",
  "count.about": "примерно {figure} {noun}",
  "count.at-least": "по меньшей мере {figure} {noun}",
  "count.range": "{min}–{max} {noun}",
  "count.uncounted": "неподсчитанное количество {noun}",
  "number.about": "примерно {figure}",
  "number.at-least": "по меньшей мере {figure}",
  "number.range": "{min}–{max}",
  "kind.explosion":
    "{form, select, some {взрывы} other {{n, plural, one {взрыв} few {взрыва} many {взрывов} other {взрыва}}}}",
  "kind.burst":
    "{form, select, some {очереди} other {{n, plural, one {очередь} few {очереди} many {очередей} other {очереди}}}}",
  "kind.shot":
    "{form, select, some {выстрелы} other {{n, plural, one {выстрел} few {выстрела} many {выстрелов} other {выстрела}}}}",
  "kind.shot-or-burst":
    "{form, select, some {выстрелы и очереди} other {{n, plural, one {выстрел или очередь} few {выстрела или очереди} many {выстрелов и очередей} other {выстрела или очереди}}}}",
  "kind.explosion-or-burst":
    "{form, select, some {взрывы и очереди} other {{n, plural, one {взрыв или очередь} few {взрыва или очереди} many {взрывов и очередей} other {взрыва или очереди}}}}",
  "kind.salvo":
    "{form, select, some {залпы} other {{n, plural, one {залп} few {залпа} many {залпов} other {залпа}}}}",
  "kind.projectile-in-flight":
    "{form, select, some {снаряды в полёте} other {{n, plural, one {снаряд в полёте} few {снаряда в полёте} many {снарядов в полёте} other {снаряда в полёте}}}}",
  "kind.rocket-assisted-projectile":
    "{form, select, some {активно-реактивные снаряды} other {{n, plural, one {активно-реактивный снаряд} few {активно-реактивных снаряда} many {активно-реактивных снарядов} other {активно-реактивного снаряда}}}}",
  "kind.tracer-round":
    "{form, select, some {трассирующие боеприпасы в полёте} other {{n, plural, one {трассирующий боеприпас в полёте} few {трассирующих боеприпаса в полёте} many {трассирующих боеприпасов в полёте} other {трассирующего боеприпаса в полёте}}}}",
  "kind.tracer-burst":
    "{form, select, some {очереди трассирующих боеприпасов} other {{n, plural, one {очередь трассирующих боеприпасов} few {очереди трассирующих боеприпасов} many {очередей трассирующих боеприпасов} other {очереди трассирующих боеприпасов}}}}",
  "kind.tracer-episode":
    "{form, select, some {случаи огня трассирующими боеприпасами} other {{n, plural, one {случай огня трассирующими боеприпасами} few {случая огня трассирующими боеприпасами} many {случаев огня трассирующими боеприпасами} other {случая огня трассирующими боеприпасами}}}}",
  "kind.muzzle-flash":
    "{form, select, some {дульные вспышки} other {{as, select, acc {{n, plural, one {дульную вспышку} few {дульные вспышки} many {дульных вспышек} other {дульной вспышки}}} other {{n, plural, one {дульная вспышка} few {дульные вспышки} many {дульных вспышек} other {дульной вспышки}}}}}}",
  "kind.illumination-flare":
    "{form, select, some {осветительные ракеты} other {{as, select, acc {{n, plural, one {осветительную ракету} few {осветительные ракеты} many {осветительных ракет} other {осветительной ракеты}}} other {{n, plural, one {осветительная ракета} few {осветительные ракеты} many {осветительных ракет} other {осветительной ракеты}}}}}}",
  "kind.bullet-flyby":
    "{form, select, some {пролёты пуль} other {{n, plural, one {пролёт пули} few {пролёта пуль} many {пролётов пуль} other {пролёта пули}}}}",
  "kind.violation-unspecified":
    "{form, select, some {нарушения режима прекращения огня} other {{n, plural, one {нарушение режима прекращения огня} few {нарушения режима прекращения огня} many {нарушений режима прекращения огня} other {нарушения режима прекращения огня}}}}",
  "kind.aircraft":
    "{form, select, some {воздушные суда} other {{n, plural, one {воздушное судно} few {воздушных судна} many {воздушных судов} other {воздушного судна}}}}",
  "kind.uncrewed-aircraft":
    "{form, select, some {беспилотные летательные аппараты} other {{n, plural, one {беспилотный летательный аппарат} few {беспилотных летательных аппарата} many {беспилотных летательных аппаратов} other {беспилотного летательного аппарата}}}}",
  "kind.vessel":
    "{form, select, some {суда} other {{n, plural, one {судно} few {судна} many {судов} other {судна}}}}",
  "kind.vehicle":
    "{form, select, some {транспортные средства} other {{n, plural, one {транспортное средство} few {транспортных средства} many {транспортных средств} other {транспортного средства}}}}",
  "kind.weapon-present":
    "{form, select, some {единицы вооружения} other {{as, select, acc {{n, plural, one {единицу вооружения} few {единицы вооружения} many {единиц вооружения} other {единицы вооружения}}} other {{n, plural, one {единица вооружения} few {единицы вооружения} many {единиц вооружения} other {единицы вооружения}}}}}}",
  "kind.persons":
    "{form, select, some {люди} other {{as, select, acc {{n, plural, =2 {человек} =3 {человек} =4 {человек} one {человека} few {человека} many {человек} other {человека}}} other {{n, plural, one {человек} few {человека} many {человек} other {человека}}}}}}",
  "kind.construction":
    "{form, select, some {участки строительных работ} other {{n, plural, one {участок строительных работ} few {участка строительных работ} many {участков строительных работ} other {участка строительных работ}}}}",
  "kind.mine":
    "{form, select, some {мины} other {{as, select, acc {{n, plural, one {мину} few {мины} many {мин} other {мины}}} other {{n, plural, one {мина} few {мины} many {мин} other {мины}}}}}}",
  "kind.damage":
    "{form, select, some {случаи повреждения} other {{n, plural, one {случай повреждения} few {случая повреждения} many {случаев повреждения} other {случая повреждения}}}}",
  "kind.casualty-report":
    "{form, select, some {сообщения о пострадавших} other {{n, plural, one {сообщение о пострадавших} few {сообщения о пострадавших} many {сообщений о пострадавших} other {сообщения о пострадавших}}}}",
  "kind.thermal-anomaly":
    "{form, select, some {тепловые аномалии} other {{as, select, acc {{n, plural, one {тепловую аномалию} few {тепловые аномалии} many {тепловых аномалий} other {тепловой аномалии}}} other {{n, plural, one {тепловая аномалия} few {тепловые аномалии} many {тепловых аномалий} other {тепловой аномалии}}}}}}",
  "kind.interference":
    "{form, select, some {случаи помех сигналу} other {{n, plural, one {случай помех сигналу} few {случая помех сигналу} many {случаев помех сигналу} other {случая помех сигналу}}}}",
  "kind.access-denied":
    "{form, select, some {отказы в доступе} other {{n, plural, one {отказ в доступе} few {отказа в доступе} many {отказов в доступе} other {отказа в доступе}}}}",
  "kind.nothing":
    "{form, select, some {ничего} other {{n, plural, one {ничего} few {ничего} many {ничего} other {ничего}}}}",

  // Nature: with the noun, and alone in a cell.
  "nature.undetermined": "{noun} неопределённого происхождения",
  "nature.outgoing": "{noun} (исходящий огонь)",
  "nature.impact": "{noun} (падение боеприпасов)",
  "nature.airburst": "{noun} в воздухе",
  "nature.incoming": "{noun} (входящий огонь)",
  "nature.outgoing-and-impact": "{noun} (исходящий огонь и падение боеприпасов)",
  "nature.controlled-detonation": "{noun} (контролируемый подрыв)",
  "nature.cell":
    "{nature, select, undetermined {неопределённого происхождения} outgoing {исходящий огонь} impact {падение боеприпасов} airburst {разрыв в воздухе} incoming {входящий огонь} outgoing_and_impact {исходящий огонь и падение боеприпасов} other {контролируемый подрыв}}",

  // What the observer made of it.
  "assessed.as":
    "{nature, select, outgoing {по оценке — исходящий огонь} impact {по оценке — {n, plural, one {падение боеприпаса} few {падение боеприпасов} many {падение боеприпасов} other {падение боеприпасов}}} airburst {по оценке — {n, plural, one {разрыв в воздухе} few {разрывы в воздухе} many {разрывы в воздухе} other {разрывы в воздухе}}} incoming {по оценке — входящий огонь} outgoing_and_impact {по оценке — исходящий огонь и падение боеприпасов} controlled_detonation {по оценке — {n, plural, one {контролируемый подрыв} few {контролируемые подрывы} many {контролируемые подрывы} other {контролируемые подрывы}}} other {по оценке — происхождение не определено}}",
  "assessed.as-of":
    "{nature, select, outgoing {по оценке — исходящий огонь {weapons}} impact {по оценке — {n, plural, one {падение боеприпаса, выпущенного {weapons}} few {падение боеприпасов, выпущенных {weapons}} many {падение боеприпасов, выпущенных {weapons}} other {падение боеприпасов, выпущенных {weapons}}}} airburst {по оценке — {n, plural, one {разрыв в воздухе боеприпаса, выпущенного {weapons}} few {разрывы в воздухе боеприпасов, выпущенных {weapons}} many {разрывы в воздухе боеприпасов, выпущенных {weapons}} other {разрывы в воздухе боеприпасов, выпущенных {weapons}}}} incoming {по оценке — входящий огонь {weapons}} outgoing_and_impact {по оценке — исходящий огонь {weapons} и падение боеприпасов} other {по оценке — огонь {weapons}}}",
  "assessed.stated": "по оценке наблюдателя — «{text}»",
  "assessed.cell": "по оценке — {text}",

  // Weapons. `form`: `fire` before "fire", `of` after "round of", `name` alone.
  "weapon.small-arms": "{form, select, name {стрелковое оружие} other {из стрелкового оружия}}",
  "weapon.light-machine-gun": "{form, select, name {ручной пулемёт} other {из ручного пулемёта}}",
  "weapon.heavy-machine-gun":
    "{form, select, name {крупнокалиберный пулемёт} other {из крупнокалиберного пулемёта}}",
  "weapon.machine-gun": "{form, select, name {пулемёт} other {из пулемёта}}",
  "weapon.grenade": "{form, select, name {граната} other {из гранатомёта}}",
  "weapon.grenade-launcher": "{form, select, name {гранатомёт} other {из гранатомёта}}",
  "weapon.rocket-propelled-grenade":
    "{form, select, name {ручной противотанковый гранатомёт} other {из ручного противотанкового гранатомёта}}",
  "weapon.automatic-grenade-launcher":
    "{form, select, name {автоматический гранатомёт} other {из автоматического гранатомёта}}",
  "weapon.recoilless-gun":
    "{form, select, name {безоткатное орудие} other {из безоткатного орудия}}",
  "weapon.anti-aircraft-gun": "{form, select, name {зенитная пушка} other {из зенитной пушки}}",
  "weapon.ifv-cannon":
    "{form, select, name {пушка боевой машины пехоты} other {из пушки боевой машины пехоты}}",
  "weapon.tank": "{form, select, name {танк} other {из танка}}",
  "weapon.mortar": "{form, select, name {миномёт} other {из миномёта}}",
  "weapon.artillery": "{form, select, name {артиллерия} other {из артиллерии}}",
  "weapon.mlrs":
    "{form, select, name {реактивная система залпового огня} other {из реактивной системы залпового огня}}",
  "weapon.missile": "{form, select, name {ракета} other {из ракетной установки}}",
  "weapon.uncrewed-aircraft":
    "{form, select, name {беспилотный летательный аппарат} other {с беспилотного летательного аппарата}}",
  "weapon.undetermined":
    "{form, select, name {неустановленное оружие} other {из неустановленного оружия}}",
  "weapon.with": "{weapon} ({model})",
  "weapon.stated": "{form, select, name {«{text}»} other {из оружия «{text}»}}",
  "weapon.calibre": "{calibre}\u2009мм",
  "weapon.model-and-calibre": "{model}, {calibre}",
  "weapon.fire": "{noun} {weapons}",
  "weapon.model":
    "{series, select, SPG {СПГ-{number}} BMP {БМП-{number}} BTR {БТР-{number}} BRDM {БРДМ-{number}} ZU {ЗУ-{number}} BM {БМ-{number}} AGS {АГС-{number}} RPG {РПГ-{number}} T {Т-{number}} D {Д-{number}} other {{letters}-{number}}}",
  "weapon.given": "указанное оружие — {weapons}",

  // Cells of the violations table.
  "means.cell":
    "{means, select, heard {услышано} saw {увидено} recorded {зафиксировано} informed {сообщено} other {замечено}}",
  "cell.not-known": "Н/И",
  "cell.not-applicable": "Н/П",
  "cell.withheld": "Не раскрывается",
  "cell.inside":
    "{is, select, area {на участке «{place}»} other {внутри участка разведения {place}}}",
  "cell.exercise":
    "{zone, select, outside_security_zone {учения за пределами зоны безопасности} other {учения в пределах зоны безопасности}}",
  "cell.moving": "направление движения {path}",
  "cell.where": "{distance} {direction}",
  "cell.from": "{distance} {direction} от {town}",
  "cell.from-distance": "{distance} от {town}",
  "cell.from-direction": "{direction} от {town}",
  "cell.area-given": "Место указал источник",
};
