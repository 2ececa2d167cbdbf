// Russian; keys as in en.ts. Names of the agreement stand in quotation marks in their first case,
// behind a word of ours that bends: «от линии „…“», «стороне „…“».

import type { en } from "./en.ts";

export const ru: Readonly<Record<keyof typeof en, string>> = {
  quoted: "«{name}»",
  "of-zone": "зона {zone}",

  "head.agreement":
    "{title}: {status, select, agreement {соглашение} proposal {предложение, которое никто не подписал} declared {объявлено, не подписано} other {учения}}.",
  "head.form": "Из сведённой формы {hash}; время местное, {timezone}.",
  "head.article": "Статья {article}",
  "head.examples": "Примеры вымышлены: ничего из этого не произошло",

  "rule.prohibit": "Запрещено: {activity}.",
  "rule.limit":
    "Каждая из сторон, которых она обязывает, может одновременно иметь {of, select, persons {{n, plural, one {не более {figure} человека} few {не более {figure} человек} many {не более {figure} человек} other {не более {figure} человека}}} weapons {{n, plural, one {не более {figure} единицы вооружения} few {не более {figure} единиц вооружения} many {не более {figure} единиц вооружения} other {не более {figure} единицы вооружения}}} vehicles {{n, plural, one {не более {figure} транспортного средства} few {не более {figure} транспортных средств} many {не более {figure} транспортных средств} other {не более {figure} транспортного средства}}} posts {{n, plural, one {не более {figure} поста с личным составом} few {не более {figure} постов с личным составом} many {не более {figure} постов с личным составом} other {не более {figure} поста с личным составом}}} other {{n, plural, one {учения, в которых не более {figure} участника} few {учения, в которых не более {figure} участников} many {учения, в которых не более {figure} участников} other {учения, в которых не более {figure} участника}}}}.",
  "rule.limit-none":
    "Ни одна из сторон, которых она обязывает, не должна иметь там {of, select, persons {людей} weapons {вооружения} vehicles {транспортных средств} posts {постов с личным составом} other {учений}}.",
  "rule.withdraw":
    "Названное здесь вооружение должно находиться не ближе {distance} от линии {line}; {tested, select, firedFrom {огонь из него с меньшего расстояния является нарушением.} other {его присутствие ближе является нарушением.}}",
  "rule.access":
    "{n, plural, one {Сторона {parties} обязана} few {Стороны {parties} обязаны} many {Стороны {parties} обязаны} other {Стороны {parties} обязаны}} допускать {guest, select, mission {миссию} other {сторону {guestName}}} в такое место: {zone}; каждый отказ в доступе является нарушением.",
  "rule.require": "Требуется, по словам соглашения: {does}.",
  "rule.require-obligation": "За этим следят как за обязательством {obligation}.",
  "rule.freeze":
    "{what, select, line {Линия {line} должна оставаться там, где была, когда правило вступило в силу.} positions {Позиции должны оставаться там, где были, когда правило вступило в силу: ни одна не выдвигается вперёд, ни одна не добавляется.} other {Сооружения должны оставаться такими, какими были, когда правило вступило в силу: ничего нового, ничего не укрепляют.}}",
  "rule.freeze-tolerance":
    "{any, select, yes {{what, select, works {Любое изменение является нарушением.} other {Любое смещение является нарушением.}}} other {Смещение более чем на {distance} является нарушением.}}",
  "rule.notify":
    "Следует уведомить {recipients} не позднее чем за {duration} о следующем: {activity}.",
  "rule.notify-from":
    "Уведомлять следует, если участников не менее {n, plural, one {{figure} человека} few {{figure} человек} many {{figure} человек} other {{figure} человека}}.",
  "rule.permit": "Разрешено: {activity}.",
  "rule.permit-others":
    "Другие статьи проверяют, не учитывая это разрешение: что запрещает одна из них, по-прежнему показывают как её нарушение, а что имеет преимущество, решают люди.",
  "rule.permit-when": "Разрешено только при таком условии: {when}. Выполнено ли оно, решают люди.",
  "rule.narrative": "Эта статья не требует ничего, что могло бы нарушить какое-либо событие.",

  "activity.fire": "любой огонь",
  "activity.uncrewed-flight": "полёты беспилотных летательных аппаратов",
  "activity.crewed-flight": "полёты пилотируемых воздушных судов",
  "activity.flight": "полёты любых воздушных судов, пилотируемых или беспилотных",
  "activity.construction": "строительные работы",
  "activity.presence": "присутствие людей, транспортных средств или вооружения",
  "activity.mines": "мины, установленные или оставленные",
  "activity.persons": "присутствие людей",
  "activity.vehicles": "присутствие транспортных средств",
  "activity.weapons": "присутствие вооружения",
  "activity.vessels": "суда",
  "activity.jamming": "помехи сигналам",
  "activity.exercise": "учения",
  "activity.reconnaissance": "разведка",
  "activity.sabotage": "диверсионные действия",
  "activity.offensive-act": "наступательные действия",
  "activity.other": "то, что соглашение называет {name}",
  "activity.with": "{activity}, с названным здесь вооружением",

  "where.zone":
    "{tested, select, firedFrom {Это нарушение, если огонь ведут с такой территории: {zone}.} landedAt {Это нарушение, если попадание приходится на такую территорию: {zone}.} other {Это нарушение, если происходит на такой территории: {zone}.}}",
  "where.limit": "Считают то, что находится на такой территории: {zone}.",
  "where.only": "Касается только такой территории: {zone}.",
  "shown.kinds": "Об этом свидетельствуют: {kinds}.",
  "shown.nothing": "Ни один вид наблюдений об этом не свидетельствует.",
  "weapons.classes": "Вооружение, о котором идёт речь: {weapons}.",
  "weapons.calibre":
    "{ends, select, both {Калибры, о которых идёт речь: от {min} до {max}, оба включительно.} min {Калибры, о которых идёт речь: {min} и более.} other {Калибры, о которых идёт речь: до {max} включительно.}}",
  "weapons.range":
    "{ends, select, both {Речь идёт только о вооружении с наибольшей дальностью от {min} до {max}.} min {Речь идёт только о вооружении с наибольшей дальностью {min} и более.} other {Речь идёт только о вооружении с наибольшей дальностью до {max} включительно.}}",
  "bound.parties":
    "{rule, select, permit {{n, plural, one {Разрешено стороне {parties}.} few {Разрешено сторонам {parties}.} many {Разрешено сторонам {parties}.} other {Разрешено сторонам {parties}.}}} other {{n, plural, one {Обязывает сторону {parties}.} few {Обязывает стороны {parties}.} many {Обязывает стороны {parties}.} other {Обязывает стороны {parties}.}}}}",
  "bound.not":
    "{rule, select, permit {{n, plural, one {Не разрешено стороне {parties}.} few {Не разрешено сторонам {parties}.} many {Не разрешено сторонам {parties}.} other {Не разрешено сторонам {parties}.}}} other {{n, plural, one {Не обязывает сторону {parties}.} few {Не обязывает стороны {parties}.} many {Не обязывает стороны {parties}.} other {Не обязывает стороны {parties}.}}}}",

  "zone.band-even": "{zone} — это территория до {distance} от линии {line} с каждой стороны.",
  "zone.band-uneven":
    "{zone} — это территория до {first} от линии {line} на стороне {firstParty} и до {second} на стороне {secondParty}.",
  "zone.band-one":
    "{zone} — это территория до {distance} от линии {line}, только на стороне {party}.",
  "zone.band-inner":
    "На стороне {party} она начинается в {distance} от линии; более близкая территория к ней не относится.",
  "zone.drawn":
    "{zone} нанесена на карту вокруг точки {place}: {n, plural, one {{figure} участок} few {{figure} участка} many {{figure} участков} other {{figure} участка}}, всего {area}.",
  "zone.sector": "{zone} — это сектор {sector}.",
  "zone.everywhere": "{zone} не имеет границ: к ней относится каждое место.",
  "zone.height":
    "{ends, select, both {{zone} охватывает только высоты от {floor} и ниже {ceiling} над землёй.} min {{zone} охватывает только высоты от {floor} над землёй.} other {{zone} охватывает только высоты ниже {ceiling} над землёй.}}",
  "zone.except": "Из неё исключено: {zones}.",
  "line.versions":
    "{n, plural, one {Линия {line} известна в {figure} версии.} few {Линия {line} известна в {figure} версиях; событие проверяют по каждой действующей.} many {Линия {line} известна в {figure} версиях; событие проверяют по каждой действующей.} other {Линия {line} известна в {figure} версиях; событие проверяют по каждой действующей.}}",
  "line.version":
    "Версия, автор которой — {author}, действует с {date}; {accepted, select, nobody {её никто не принял} one {её приняла сторона {parties}} other {её приняли стороны {parties}}}.",
  author: "{who, select, mission {миссия} schematic {Truceline, схематично} other {{name}}}",
  "line.sides":
    "Территорию слева от линии, как она начерчена, удерживает сторона {left}, справа — сторона {right}.",

  "time.from":
    "{of, select, exemption {Исключение действует} other {Статья действует}} с {time} {date}.",
  "time.not-before": "Ни в коем случае она не действует до {time} {date}.",
  "time.deadline": "Выполнить следует до {time} {date}; с этого времени статья действует.",
  "time.until":
    "{of, select, exemption {Исключение больше не действует} other {Статья больше не действует}} с {time} {date}.",
  "time.open": "Конец не установлен.",
  "time.daily":
    "{over, select, midnight {Каждый день действует только с {from} до {to} следующего дня.} other {Каждый день действует только с {from} до {to}.}}",
  "time.weekdays": "Действует только в такие дни недели: {days}.",
  "time.night": "Ночь относится к дню, в который она начинается.",
  "time.weekday":
    "{day, select, 1 {понедельник} 2 {вторник} 3 {среда} 4 {четверг} 5 {пятница} 6 {суббота} other {воскресенье}}",
  "time.spans": "Действует только в такие промежутки: {windows}.",
  "time.window": "с {fromTime} {fromDate} до {toTime} {toDate}",
  "time.more-windows":
    "{n, plural, one {Ещё {figure} промежуток есть в соглашении.} few {Ещё {figure} промежутка есть в соглашении.} many {Ещё {figure} промежутков есть в соглашении.} other {Ещё {figure} промежутка есть в соглашении.}}",
  "time.phase": "Относится к этапу {phase}.",
  "phase.at": "Этап {phase} начинается {date} в {time}.",
  "phase.after":
    "Этап {phase} начинается, когда статью {article} непрерывно выполняют в течение {duration}; это устанавливают люди.",
  "phase.waits": "Пока это не установлено, статья не действует.",

  "exempt.is": "Исключение, цель {purpose}: {name}.",
  "exempt.by":
    "{n, plural, one {Исключением пользуется сторона {parties}.} few {Исключением пользуются стороны {parties}.} many {Исключением пользуются стороны {parties}.} other {Исключением пользуются стороны {parties}.}}",
  "exempt.zone": "Исключение касается только такой территории: {zone}.",
  "exempt.kinds": "Исключение охватывает только: {kinds}.",
  "exempt.notice": "Для исключения следует уведомить {recipients} не позднее чем за {duration}.",

  "exempt.people": "Подпадает ли что-либо под исключение, увидеть нельзя; это решают люди.",
  "evidence.standard":
    "Чтобы считаться доказанным, нужна вероятность не менее {percent} и как минимум {n, plural, one {{figure} независимый источник} few {{figure} независимых источника} many {{figure} независимых источников} other {{figure} независимого источника}}.",
  "evidence.grade": "Источник с оценкой ниже {grade} независимым не считается.",
  "evidence.coverage":
    "Выполненной её называют только там и тогда, где и когда было бы замечено не менее {percent} таких нарушений по этому стандарту.",
  "look.impulse": "Речь о том, что длится мгновение: следить нужно каждое мгновение.",
  "look.state":
    "Речь о том, что длится: увиденное имеет силу в течение {duration}, затем кто-то должен посмотреть снова.",
  "count.smm":
    "Нарушения считают по правилу {rule}: каждый взрыв, очередь, выстрел, снаряд в полёте, дульная вспышка и осветительная ракета — одно.",
  "count.incident": "Нарушения считают по правилу {rule}: всё, что считают одним событием, — одно.",
  "count.acled":
    "Нарушения считают по правилу {rule}: все события между теми же двумя в тот же день в том же месте — одно.",
  "count.ucdp": "Нарушения считают по правилу {rule}: по числу погибших.",
  "count.other": "Нарушения считают по правилу {rule}.",
  weight: "Когда статьи взвешивают вместе, её вес — {weight}; обычный — 1.",
  "not-assessed":
    "Программа эту статью не оценивает: {reason, select, narrative {её показывают и отслеживают как текст} required_act {она требует действия, за которым следят люди} no_earlier_state {ни одна запись не говорит, как было, когда правило вступило в силу} notification {об уведомлении не говорит ни одно наблюдение} permission {она что-то разрешает, и нарушить в ней нечего} other {ни один вид наблюдений об этом не свидетельствует}}.",
  definition: "Соглашение определяет {term}: {means}.",

  "ends.calibre":
    "{ends, select, both {калибр от {min} до {max}} min {калибр {min} и более} other {калибр до {max} включительно}}",
  "ends.range":
    "{ends, select, both {наибольшая дальность от {min} до {max}} min {наибольшая дальность {min} и более} other {наибольшая дальность до {max} включительно}}",
  recipient: "{kind, select, mission {миссию} other {сторону {name}}}",

  // `as`: `gen` behind «в течение», `acc` behind «за».
  "duration.days":
    "{as, select, gen {{n, plural, one {{figure} дня} few {{figure} дней} many {{figure} дней} other {{figure} дня}}} other {{n, plural, one {{figure} день} few {{figure} дня} many {{figure} дней} other {{figure} дня}}}}",
  "duration.hours":
    "{as, select, gen {{n, plural, one {{figure} часа} few {{figure} часов} many {{figure} часов} other {{figure} часа}}} other {{n, plural, one {{figure} час} few {{figure} часа} many {{figure} часов} other {{figure} часа}}}}",
  "duration.minutes":
    "{as, select, gen {{n, plural, one {{figure} минуты} few {{figure} минут} many {{figure} минут} other {{figure} минуты}}} other {{n, plural, one {{figure} минуту} few {{figure} минуты} many {{figure} минут} other {{figure} минуты}}}}",
  "duration.seconds":
    "{as, select, gen {{n, plural, one {{figure} секунды} few {{figure} секунд} many {{figure} секунд} other {{figure} секунды}}} other {{n, plural, one {{figure} секунду} few {{figure} секунды} many {{figure} секунд} other {{figure} секунды}}}}",
  "duration.pair": "{first} {last}",
  percent: "{figure}\u2009%",
  area: "{figure}\u2009км²",

  "example.yes":
    "{rule, select, permit {Безусловно в пределах разрешённого: {event}.} other {Безусловное нарушение: {event}.}}",
  "example.no":
    "{rule, select, permit {Безусловно вне разрешённого, так как {reason}: {event}.} other {Безусловно не нарушение, так как {reason}: {event}.}}",
  "example.edge":
    "{rule, select, permit {На границе, остальное как в первом примере: {inside} — разрешено; {outside} — этим не разрешено.} other {На границе, остальное как в первом примере: {inside} — нарушение; {outside} — не нарушение.}}",
  "example.none": "По этой статье программа не проверяет ни одного события, поэтому примеров нет.",
  "example.not-found": "Событие, которого касается эта статья, не найдено.",
  "event.told": "{what}, {whose}, {place}, {when}",
  "event.told-nowhere": "{what}, {whose}, {when}",
  "event.with": "{what}, {weapons}",
  "event.purpose": "{what}, цель {purpose}",
  "event.whose": "сторона {party}",
  "event.by-line":
    "{tested, select, firedFrom {огонь с места в {distance} от линии {line} на стороне {party}} landedAt {попадание в {distance} от линии {line} на стороне {party}} other {в {distance} от линии {line} на стороне {party}}} ({position})",
  "event.by-zone":
    "{side, select, inside {{tested, select, firedFrom {огонь с места внутри, в {distance} от границы: {zone}} landedAt {попадание внутри, в {distance} от границы: {zone}} other {внутри, в {distance} от границы: {zone}}}} other {{tested, select, firedFrom {огонь с места снаружи, в {distance} от границы: {zone}} landedAt {попадание снаружи, в {distance} от границы: {zone}} other {снаружи, в {distance} от границы: {zone}}}}} ({position})",
  "event.in-zone":
    "{side, select, inside {{tested, select, firedFrom {огонь с места внутри: {zone}} landedAt {попадание внутри: {zone}} other {внутри: {zone}}}} other {{tested, select, firedFrom {огонь с места снаружи: {zone}} landedAt {попадание снаружи: {zone}} other {снаружи: {zone}}}}} ({position})",
  "event.range": "{what}, дальность {distance}",
  "event.metres": "{figure}\u2009м",
  "event.at":
    "{tested, select, firedFrom {огонь из точки} landedAt {попадание в точке} other {в точке}} {position}",
  "event.version": "{place}, измерено от версии от {date}, автор которой — {author}",
  "event.height": "{place}, на высоте {height}",
  "reason.kind": "статья не об этом",
  "reason.weapon": "это другой вид вооружения",
  "reason.calibre": "это другой калибр",
  "reason.subject": "это не касается стороны {party}",
  "reason.place": "место лежит снаружи",
  "reason.height": "высота другая",
  "reason.time": "в это время статья не действует",
  "reason.count": "число не превышает разрешённого",
  "reason.exempt": "это исключение",
  "reason.phase": "этап не начался",
};
