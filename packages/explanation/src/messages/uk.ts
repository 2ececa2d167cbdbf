// Ukrainian; keys as in en.ts. Names of the agreement stand in quotation marks in their first case,
// behind a word of ours that bends: «у зоні „…“», «від лінії „…“», «стороні „…“».

import type { en } from "./en.ts";

export const uk: Readonly<Record<keyof typeof en, string>> = {
  quoted: "«{name}»",
  "of-zone": "зона {zone}",

  "head.agreement":
    "{title}: {status, select, agreement {угода} proposal {пропозиція, яку ніхто не підписав} declared {оголошено, не підписано} other {навчання}}.",
  "head.form": "Зі зведеної форми {hash}; час місцевий, {timezone}.",
  "head.article": "Стаття {article}",
  "head.examples": "Приклади вигадані: нічого з цього не сталося",

  "rule.prohibit": "Заборонено: {activity}.",
  "rule.limit":
    "Кожна зі сторін, які вона зобов’язує, може одночасно мати {of, select, persons {{n, plural, one {щонайбільше {figure} особу} few {щонайбільше {figure} особи} many {щонайбільше {figure} осіб} other {щонайбільше {figure} особи}}} weapons {{n, plural, one {щонайбільше {figure} одиницю озброєння} few {щонайбільше {figure} одиниці озброєння} many {щонайбільше {figure} одиниць озброєння} other {щонайбільше {figure} одиниці озброєння}}} vehicles {{n, plural, one {щонайбільше {figure} транспортний засіб} few {щонайбільше {figure} транспортні засоби} many {щонайбільше {figure} транспортних засобів} other {щонайбільше {figure} транспортного засобу}}} posts {{n, plural, one {щонайбільше {figure} пост з особовим складом} few {щонайбільше {figure} пости з особовим складом} many {щонайбільше {figure} постів з особовим складом} other {щонайбільше {figure} поста з особовим складом}}} other {{n, plural, one {навчання, у яких не більше ніж {figure} учасник} few {навчання, у яких не більше ніж {figure} учасники} many {навчання, у яких не більше ніж {figure} учасників} other {навчання, у яких не більше ніж {figure} учасника}}}}.",
  "rule.limit-none":
    "Жодна зі сторін, які вона зобов’язує, не повинна мати там {of, select, persons {осіб} weapons {озброєння} vehicles {транспортних засобів} posts {постів з особовим складом} other {навчань}}.",
  "rule.withdraw":
    "Назване тут озброєння має перебувати не ближче ніж за {distance} від лінії {line}; {tested, select, firedFrom {вогонь із нього з меншої відстані є порушенням.} other {ближча його присутність є порушенням.}}",
  "rule.access":
    "{n, plural, one {Сторона {parties} повинна} few {Сторони {parties} повинні} many {Сторони {parties} повинні} other {Сторони {parties} повинні}} допускати {guest, select, mission {місію} other {сторону {guestName}}} в таке місце: {zone}; кожна відмова в доступі є порушенням.",
  "rule.require": "Потрібно, за словами угоди: {does}.",
  "rule.require-obligation": "За цим стежать як за зобов’язанням {obligation}.",
  "rule.freeze":
    "{what, select, line {Лінія {line} має лишатися там, де була, коли правило набуло чинності.} positions {Позиції мають лишатися там, де були, коли правило набуло чинності: жодної не висувають уперед, жодної не додають.} other {Споруди мають лишатися такими, якими були, коли правило набуло чинності: нічого нового, нічого не зміцнюють.}}",
  "rule.freeze-tolerance":
    "{any, select, yes {{what, select, works {Будь-яка зміна є порушенням.} other {Будь-яке зміщення є порушенням.}}} other {Зміщення більш ніж на {distance} є порушенням.}}",
  "rule.notify": "Слід повідомити {recipients} щонайменше за {duration} про таке: {activity}.",
  "rule.notify-from":
    "Повідомляти слід, якщо учасників не менше ніж {n, plural, one {{figure} особа} few {{figure} особи} many {{figure} осіб} other {{figure} особи}}.",
  "rule.permit": "Дозволено: {activity}.",
  "rule.permit-others":
    "Інші статті перевіряють, не зважаючи на цей дозвіл: що котрась із них забороняє, і далі показують як її порушення, а що переважає, вирішують люди.",
  "rule.permit-when": "Дозволено лише за такої умови: {when}. Чи її виконано, вирішують люди.",
  "rule.narrative": "Ця стаття не вимагає нічого, що могла б порушити якась подія.",

  "activity.fire": "будь-який вогонь",
  "activity.uncrewed-flight": "польоти безпілотних літальних апаратів",
  "activity.crewed-flight": "польоти пілотованих повітряних суден",
  "activity.flight": "польоти будь-яких повітряних суден, пілотованих чи безпілотних",
  "activity.construction": "будівельні роботи",
  "activity.presence": "присутність осіб, транспортних засобів чи озброєння",
  "activity.mines": "міни, встановлені чи залишені",
  "activity.persons": "присутність осіб",
  "activity.vehicles": "присутність транспортних засобів",
  "activity.weapons": "присутність озброєння",
  "activity.vessels": "судна",
  "activity.jamming": "перешкоди сигналам",
  "activity.exercise": "навчання",
  "activity.reconnaissance": "розвідка",
  "activity.sabotage": "диверсійні дії",
  "activity.offensive-act": "наступальні дії",
  "activity.other": "те, що угода називає {name}",
  "activity.with": "{activity}, із названим тут озброєнням",

  "where.zone":
    "{tested, select, firedFrom {Це порушення, якщо вогонь ведуть із такої території: {zone}.} landedAt {Це порушення, якщо влучання припадає на таку територію: {zone}.} other {Це порушення, якщо відбувається на такій території: {zone}.}}",
  "where.limit": "Рахують те, що є на такій території: {zone}.",
  "where.only": "Стосується лише такої території: {zone}.",
  "shown.kinds": "Про це свідчать: {kinds}.",
  "shown.nothing": "Жоден вид спостережень про це не свідчить.",
  "weapons.classes": "Озброєння, про яке йдеться: {weapons}.",
  "weapons.calibre":
    "{ends, select, both {Калібри, про які йдеться: від {min} до {max}, обидва включно.} min {Калібри, про які йдеться: {min} і більше.} other {Калібри, про які йдеться: до {max} включно.}}",
  "weapons.range":
    "{ends, select, both {Ідеться лише про озброєння з найбільшою дальністю від {min} до {max}.} min {Ідеться лише про озброєння з найбільшою дальністю {min} і більше.} other {Ідеться лише про озброєння з найбільшою дальністю до {max} включно.}}",
  "bound.parties":
    "{rule, select, permit {{n, plural, one {Дозволено стороні {parties}.} few {Дозволено сторонам {parties}.} many {Дозволено сторонам {parties}.} other {Дозволено сторонам {parties}.}}} other {{n, plural, one {Зобов’язує сторону {parties}.} few {Зобов’язує сторони {parties}.} many {Зобов’язує сторони {parties}.} other {Зобов’язує сторони {parties}.}}}}",
  "bound.not":
    "{rule, select, permit {{n, plural, one {Не дозволено стороні {parties}.} few {Не дозволено сторонам {parties}.} many {Не дозволено сторонам {parties}.} other {Не дозволено сторонам {parties}.}}} other {{n, plural, one {Не зобов’язує сторону {parties}.} few {Не зобов’язує сторони {parties}.} many {Не зобов’язує сторони {parties}.} other {Не зобов’язує сторони {parties}.}}}}",

  "zone.band-even": "{zone} — це територія до {distance} від лінії {line} з кожного боку.",
  "zone.band-uneven":
    "{zone} — це територія до {first} від лінії {line} з боку сторони {firstParty} і до {second} з боку сторони {secondParty}.",
  "zone.band-one":
    "{zone} — це територія до {distance} від лінії {line}, лише з боку сторони {party}.",
  "zone.band-inner":
    "З боку сторони {party} вона починається за {distance} від лінії; ближча територія до неї не належить.",
  "zone.drawn":
    "{zone} нанесена на карту навколо точки {place}: {n, plural, one {{figure} ділянка} few {{figure} ділянки} many {{figure} ділянок} other {{figure} ділянки}}, разом {area}.",
  "zone.sector": "{zone} — це сектор {sector}.",
  "zone.everywhere": "{zone} не має меж: до неї належить кожне місце.",
  "zone.height":
    "{ends, select, both {{zone} охоплює лише висоти від {floor} і нижче {ceiling} над землею.} min {{zone} охоплює лише висоти від {floor} над землею.} other {{zone} охоплює лише висоти нижче {ceiling} над землею.}}",
  "zone.except": "З неї вилучено: {zones}.",
  "line.versions":
    "{n, plural, one {Лінія {line} відома в {figure} версії.} few {Лінія {line} відома в {figure} версіях; подію перевіряють за кожною чинною.} many {Лінія {line} відома в {figure} версіях; подію перевіряють за кожною чинною.} other {Лінія {line} відома в {figure} версіях; подію перевіряють за кожною чинною.}}",
  "line.version":
    "Версія, автор якої — {author}, чинна з {date}; {accepted, select, nobody {її ніхто не прийняв} one {її прийняла сторона {parties}} other {її прийняли сторони {parties}}}.",
  author: "{who, select, mission {місія} schematic {Truceline, схематично} other {{name}}}",
  "line.sides":
    "Територію ліворуч від лінії, як її накреслено, утримує сторона {left}, праворуч — сторона {right}.",

  "time.from": "{of, select, exemption {Виняток діє} other {Стаття діє}} з {time} {date}.",
  "time.not-before": "У жодному разі вона не діє до {time} {date}.",
  "time.deadline": "Виконати слід до {time} {date}; відтоді стаття діє.",
  "time.until":
    "{of, select, exemption {Виняток більше не діє} other {Стаття більше не діє}} з {time} {date}.",
  "time.open": "Кінця не встановлено.",
  "time.daily":
    "{over, select, midnight {Щодня діє лише з {from} до {to} наступного дня.} other {Щодня діє лише з {from} до {to}.}}",
  "time.weekdays": "Діє лише в такі дні тижня: {days}.",
  "time.night": "Ніч належить до дня, в який вона починається.",
  "time.weekday":
    "{day, select, 1 {понеділок} 2 {вівторок} 3 {середа} 4 {четвер} 5 {п’ятниця} 6 {субота} other {неділя}}",
  "time.spans": "Діє лише в такі проміжки: {windows}.",
  "time.window": "з {fromTime} {fromDate} до {toTime} {toDate}",
  "time.more-windows":
    "{n, plural, one {Ще {figure} проміжок є в угоді.} few {Ще {figure} проміжки є в угоді.} many {Ще {figure} проміжків є в угоді.} other {Ще {figure} проміжку є в угоді.}}",
  "time.phase": "Належить до етапу {phase}.",
  "phase.at": "Етап {phase} починається {date} о {time}.",
  "phase.after":
    "Етап {phase} починається, коли статтю {article} безперервно виконують протягом {duration}; це встановлюють люди.",
  "phase.waits": "Доки цього не встановлено, стаття не діє.",

  "exempt.is": "Виняток, мета {purpose}: {name}.",
  "exempt.by":
    "{n, plural, one {Винятком користується сторона {parties}.} few {Винятком користуються сторони {parties}.} many {Винятком користуються сторони {parties}.} other {Винятком користуються сторони {parties}.}}",
  "exempt.zone": "Виняток стосується лише такої території: {zone}.",
  "exempt.kinds": "Виняток охоплює лише: {kinds}.",
  "exempt.notice": "Для винятку слід повідомити {recipients} щонайменше за {duration}.",

  "exempt.people": "Чи підпадає щось під виняток, побачити не можна; це вирішують люди.",
  "evidence.standard":
    "Щоб вважатися доведеним, потрібна ймовірність не менше {percent} і щонайменше {n, plural, one {{figure} незалежне джерело} few {{figure} незалежні джерела} many {{figure} незалежних джерел} other {{figure} незалежного джерела}}.",
  "evidence.grade": "Джерело з оцінкою, нижчою за {grade}, незалежним не вважають.",
  "evidence.coverage":
    "Виконаною її називають лише там і тоді, де й коли було б помічено щонайменше {percent} таких порушень за цим стандартом.",
  "look.impulse": "Ідеться про те, що триває мить: стежити слід кожної миті.",
  "look.state":
    "Ідеться про те, що триває: побачене чинне протягом {duration}, потім хтось має подивитися знову.",
  "count.smm":
    "Порушення рахують за правилом {rule}: кожен вибух, черга, постріл, снаряд у польоті, дульний спалах і освітлювальна ракета — одне.",
  "count.incident": "Порушення рахують за правилом {rule}: усе, що вважають однією подією, — одне.",
  "count.acled":
    "Порушення рахують за правилом {rule}: усі події між тими самими двома в той самий день у тому самому місці — одне.",
  "count.ucdp": "Порушення рахують за правилом {rule}: за кількістю загиблих.",
  "count.other": "Порушення рахують за правилом {rule}.",
  weight: "Коли статті зважують разом, її вага — {weight}; звичайна — 1.",
  "not-assessed":
    "Програма цю статтю не оцінює: {reason, select, narrative {її показують і відстежують як текст} required_act {вона вимагає дії, за якою стежать люди} no_earlier_state {жоден запис не каже, як було, коли правило набуло чинності} notification {про повідомлення не каже жодне спостереження} permission {вона щось дозволяє, і порушити в ній нічого} other {жоден вид спостережень про це не свідчить}}.",
  definition: "Угода визначає {term}: {means}.",

  "ends.calibre":
    "{ends, select, both {калібр від {min} до {max}} min {калібр {min} і більше} other {калібр до {max} включно}}",
  "ends.range":
    "{ends, select, both {найбільша дальність від {min} до {max}} min {найбільша дальність {min} і більше} other {найбільша дальність до {max} включно}}",
  recipient: "{kind, select, mission {місії} other {стороні {name}}}",

  // `as`: `gen` behind «протягом», `acc` behind «за».
  "duration.days":
    "{as, select, gen {{n, plural, one {{figure} дня} few {{figure} днів} many {{figure} днів} other {{figure} дня}}} other {{n, plural, one {{figure} день} few {{figure} дні} many {{figure} днів} other {{figure} дня}}}}",
  "duration.hours":
    "{as, select, gen {{n, plural, one {{figure} години} few {{figure} годин} many {{figure} годин} other {{figure} години}}} other {{n, plural, one {{figure} годину} few {{figure} години} many {{figure} годин} other {{figure} години}}}}",
  "duration.minutes":
    "{as, select, gen {{n, plural, one {{figure} хвилини} few {{figure} хвилин} many {{figure} хвилин} other {{figure} хвилини}}} other {{n, plural, one {{figure} хвилину} few {{figure} хвилини} many {{figure} хвилин} other {{figure} хвилини}}}}",
  "duration.seconds":
    "{as, select, gen {{n, plural, one {{figure} секунди} few {{figure} секунд} many {{figure} секунд} other {{figure} секунди}}} other {{n, plural, one {{figure} секунду} few {{figure} секунди} many {{figure} секунд} other {{figure} секунди}}}}",
  "duration.pair": "{first} {last}",
  percent: "{figure}\u2009%",
  area: "{figure}\u2009км²",

  "example.yes":
    "{rule, select, permit {Безперечно в межах дозволеного: {event}.} other {Безперечне порушення: {event}.}}",
  "example.no":
    "{rule, select, permit {Безперечно поза межами дозволеного, бо {reason}: {event}.} other {Безперечно не порушення, бо {reason}: {event}.}}",
  "example.edge":
    "{rule, select, permit {На межі, решта як у першому прикладі: {inside} — дозволено; {outside} — цим не дозволено.} other {На межі, решта як у першому прикладі: {inside} — порушення; {outside} — не порушення.}}",
  "example.none": "За цією статтею програма не перевіряє жодної події, тож прикладів немає.",
  "example.not-found": "Події, якої стосується ця стаття, не знайдено.",
  "event.told": "{what}, {whose}, {place}, {when}",
  "event.told-nowhere": "{what}, {whose}, {when}",
  "event.with": "{what}, {weapons}",
  "event.purpose": "{what}, мета {purpose}",
  "event.whose": "сторона {party}",
  "event.by-line":
    "{tested, select, firedFrom {вогонь із місця за {distance} від лінії {line} з боку сторони {party}} landedAt {влучання за {distance} від лінії {line} з боку сторони {party}} other {за {distance} від лінії {line} з боку сторони {party}}} ({position})",
  "event.by-zone":
    "{side, select, inside {{tested, select, firedFrom {вогонь із місця всередині, за {distance} від межі: {zone}} landedAt {влучання всередині, за {distance} від межі: {zone}} other {всередині, за {distance} від межі: {zone}}}} other {{tested, select, firedFrom {вогонь із місця зовні, за {distance} від межі: {zone}} landedAt {влучання зовні, за {distance} від межі: {zone}} other {зовні, за {distance} від межі: {zone}}}}} ({position})",
  "event.in-zone":
    "{side, select, inside {{tested, select, firedFrom {вогонь із місця всередині: {zone}} landedAt {влучання всередині: {zone}} other {всередині: {zone}}}} other {{tested, select, firedFrom {вогонь із місця зовні: {zone}} landedAt {влучання зовні: {zone}} other {зовні: {zone}}}}} ({position})",
  "event.range": "{what}, дальність {distance}",
  "event.metres": "{figure}\u2009м",
  "event.at":
    "{tested, select, firedFrom {вогонь із точки} landedAt {влучання в точці} other {у точці}} {position}",
  "event.version": "{place}, виміряно від версії з {date}, автор якої — {author}",
  "event.height": "{place}, на висоті {height}",
  "reason.kind": "стаття не про це",
  "reason.weapon": "це інший вид озброєння",
  "reason.calibre": "це інший калібр",
  "reason.subject": "це не стосується сторони {party}",
  "reason.place": "місце лежить зовні",
  "reason.height": "висота інша",
  "reason.time": "у цей час стаття не діє",
  "reason.count": "кількість не перевищує дозволеної",
  "reason.exempt": "це виняток",
  "reason.phase": "етап не почався",
};
