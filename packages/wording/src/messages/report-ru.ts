// Russian messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportRu: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Ежедневный отчёт {number}",
  "report.title.weekly": "Недельный отчёт {number}",
  "report.title.thematic": "Тематический отчёт {number}",
  "report.title.draft-daily": "Ежедневный отчёт",
  "report.title.draft-weekly": "Недельный отчёт",
  "report.title.draft-thematic": "Тематический отчёт",
  "report.head.level": "Доступ: {level}",
  "report.head.language": "Язык: русский",
  "report.head.known": "По состоянию сведений на {knownAt}",
  "report.head.period": "{from} – {to}, {timezone}",
  "report.head.closes": "Период заканчивается {at}; цифры приведены на это время.",
  "report.head.agreement": "Соглашение: {id}, сведённая форма {hash}",
  "report.head.proposal": "Предложение: его никто не подписал.",
  "report.head.declared": "Объявлено, не подписано.",
  "report.head.page": "Страница {page} из {pages}",
  "report.head.lines-note":
    "Линии — это положения, заявленные сторонами или миссией; они ничего не означают в отношении границ или суверенитета.",
  "report.mark.exercise": "УЧЕНИЕ",
  "report.mark.simulated": "МОДЕЛИРОВАНИЕ",
  "report.mark.exercise-says": "Всё в этом отчёте вымышлено. Ничего из этого не произошло.",
  "report.mark.simulated-says": "Всё в этом отчёте вычислено. Ничего из этого не произошло.",
  "report.level.internal": "внутренний",
  "report.level.parties": "стороны",
  "report.level.public": "публичный",
  "report.unknown": "неизвестно",
  "report.no-entry": "нет записи",
  "report.whole": "Всего",
  "report.percent-less": "менее {percent}",
  "report.rests-on":
    "Опирается на {n, plural, one {{nText} запись} few {{nText} записи} many {{nText} записей} other {{nText} записи}}",

  "report.person.replaced": "Написано человеком вместо сгенерированного предложения.",
  "report.person.added": "Написано человеком.",
  "report.person.changed": "Сгенерированный здесь текст с тех пор изменился.",
  "report.person.untranslated": "не переведено",
  "report.person.hidden":
    "{n, plural, one {Человек исключил {nText} сгенерированное предложение.} few {Человек исключил {nText} сгенерированных предложения.} many {Человек исключил {nText} сгенерированных предложений.} other {Человек исключил {nText} сгенерированного предложения.}}",
  "report.person.without-place": "Правки, предложения которых уже нет",
  "report.person.without-place-one":
    "{does, select, add {Добавлено} hide {Исключено} order {Упорядочено} other {Заменено}} в {at}: {text}",

  "report.heading.summary": "Резюме",
  "report.heading.violations": "Нарушения режима прекращения огня",
  "report.heading.region": "{region}",
  "report.heading.published": "Рядом с опубликованными итогами",
  "report.heading.casualties": "Потери среди гражданских лиц и повреждения",
  "report.heading.areas": "Участки разведения",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Отвод вооружений",
  "report.heading.weapons-in-violation": "С нарушением линий отвода",
  "report.heading.weapons-outside-storage": "За линиями отвода, но вне мест хранения",
  "report.heading.weapons-storage": "Посещения мест хранения",
  "report.heading.weapons-not-decided": "Не удалось проверить",
  "report.heading.presence": "Военное присутствие",
  "report.heading.mines": "Мины и неразорвавшиеся боеприпасы",
  "report.heading.windows": "Местное прекращение огня: окна тишины",
  "report.heading.visits": "Посещения объектов",
  "report.heading.civilians": "Пункты пропуска и гражданские лица",
  "report.heading.movement": "Ограничения свободы передвижения миссии",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Чего миссия не могла наблюдать",
  "report.heading.corrections": "Исправления к предыдущим отчётам",
  "report.heading.quarantine": "Карантин",
  "report.heading.clauses": "Состояние положений",
  "report.heading.claims": "Утверждения других",
  "report.heading.method": "Метод и подсчёт",
  "report.heading.annex-weapons": "Приложение: таблица вооружений",
  "report.heading.annex-violations": "Приложение: таблица нарушений режима прекращения огня",
  "report.heading.annex-working": "Приложение: как возникли оценки (внутреннее)",
  "report.heading.annex-records": "Приложение: записи",
  "report.heading.trace": "Статья {article}, {at}: {outcome}",
  "report.heading.bars":
    "Нарушения режима прекращения огня за {n, plural, one {последний период} few {последние {nText} периода} many {последние {nText} периодов} other {последние {nText} периода}}",

  "report.none":
    "Для этого раздела не внесено ни одной записи. За период миссия могла видеть {seen} того, что охватывает статья {article}.",
  "report.none-unseen":
    "Для этого раздела не внесено ни одной записи. Это не означает, что ничего не произошло.",

  "report.count.violations":
    "{bound, select, atLeast {{n, plural, one {не менее {nText} нарушения режима прекращения огня} few {не менее {nText} нарушений режима прекращения огня} many {не менее {nText} нарушений режима прекращения огня} other {не менее {nText} нарушений режима прекращения огня}}} about {{n, plural, one {около {nText} нарушения режима прекращения огня} few {около {nText} нарушений режима прекращения огня} many {около {nText} нарушений режима прекращения огня} other {около {nText} нарушений режима прекращения огня}}} other {{n, plural, =0 {ни одного нарушения режима прекращения огня} one {{nText} нарушение режима прекращения огня} few {{nText} нарушения режима прекращения огня} many {{nText} нарушений режима прекращения огня} other {{nText} нарушения режима прекращения огня}}}}",
  "report.count.explosions":
    "{bound, select, atLeast {{n, plural, one {не менее {nText} взрыва} few {не менее {nText} взрывов} many {не менее {nText} взрывов} other {не менее {nText} взрывов}}} about {{n, plural, one {около {nText} взрыва} few {около {nText} взрывов} many {около {nText} взрывов} other {около {nText} взрывов}}} other {{n, plural, =0 {ни одного взрыва} one {{nText} взрыв} few {{nText} взрыва} many {{nText} взрывов} other {{nText} взрыва}}}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {{n, plural, one {не менее {nText} очереди или выстрела} few {не менее {nText} очередей и выстрелов} many {не менее {nText} очередей и выстрелов} other {не менее {nText} очередей и выстрелов}}} about {{n, plural, one {около {nText} очереди или выстрела} few {около {nText} очередей и выстрелов} many {около {nText} очередей и выстрелов} other {около {nText} очередей и выстрелов}}} other {{n, plural, =0 {ни одной очереди или выстрела} one {{nText} очередь или выстрел} few {{nText} очереди и выстрела} many {{nText} очередей и выстрелов} other {{nText} очереди и выстрела}}}}",
  "report.count.in-flight":
    "{bound, select, atLeast {{n, plural, one {не менее {nText} снаряда в полёте} few {не менее {nText} снарядов в полёте} many {не менее {nText} снарядов в полёте} other {не менее {nText} снарядов в полёте}}} about {{n, plural, one {около {nText} снаряда в полёте} few {около {nText} снарядов в полёте} many {около {nText} снарядов в полёте} other {около {nText} снарядов в полёте}}} other {{n, plural, =0 {ни одного снаряда в полёте} one {{nText} снаряд в полёте} few {{nText} снаряда в полёте} many {{nText} снарядов в полёте} other {{nText} снаряда в полёте}}}}",
  "report.count.other":
    "{bound, select, atLeast {{n, plural, one {не менее {nText} прочего} few {не менее {nText} прочих} many {не менее {nText} прочих} other {не менее {nText} прочих}}} about {{n, plural, one {около {nText} прочего} few {около {nText} прочих} many {около {nText} прочих} other {около {nText} прочих}}} other {{n, plural, =0 {ни одного прочего} one {{nText} прочее} few {{nText} прочих} many {{nText} прочих} other {{nText} прочего}}}}",
  "report.count.violations-uncounted": "нарушения режима прекращения огня, число не подсчитано",
  "report.count.explosions-uncounted": "взрывы, число не подсчитано",
  "report.count.bursts-shots-uncounted": "очереди и выстрелы, число не подсчитано",
  "report.count.in-flight-uncounted": "снаряды в полёте, число не подсчитано",
  "report.count.other-uncounted": "прочие, число не подсчитано",
  "report.count.killed":
    "{n, plural, =0 {погибших нет} one {погиб {nText} человек} few {погибли {nText} человека} many {погибли {nText} человек} other {погибло {nText} человека}}",
  "report.count.injured":
    "{n, plural, =0 {раненых нет} one {ранен {nText} человек} few {ранены {nText} человека} many {ранены {nText} человек} other {ранено {nText} человека}}",
  "report.count.reports-followed":
    "{n, plural, =0 {других сообщений нет} one {ещё {nText} сообщение} few {ещё {nText} сообщения} many {ещё {nText} сообщений} other {ещё {nText} сообщения}}",
  "report.count.observations":
    "{n, plural, =0 {ни одного наблюдения} one {{nText} наблюдение} few {{nText} наблюдения} many {{nText} наблюдений} other {{nText} наблюдения}}",
  "report.count.weapons":
    "{n, plural, =0 {ни одной единицы вооружения} one {{nText} единица вооружения} few {{nText} единицы вооружения} many {{nText} единиц вооружения} other {{nText} единицы вооружения}}",
  "report.count.storage-visits":
    "{n, plural, =0 {ни одного посещения мест хранения} one {{nText} посещение мест хранения} few {{nText} посещения мест хранения} many {{nText} посещений мест хранения} other {{nText} посещения мест хранения}}",
  "report.count.restrictions":
    "{n, plural, =0 {ни одного ограничения} one {{nText} ограничение} few {{nText} ограничения} many {{nText} ограничений} other {{nText} ограничения}}",
  "report.count.windows":
    "{n, plural, =0 {ни одного окна тишины} one {{nText} окно тишины} few {{nText} окна тишины} many {{nText} окон тишины} other {{nText} окна тишины}}",
  "report.count.visits":
    "{n, plural, =0 {ни одного посещения} one {{nText} посещение} few {{nText} посещения} many {{nText} посещений} other {{nText} посещения}}",
  "report.count.corrections":
    "{n, plural, =0 {ни одного исправления} one {{nText} исправление} few {{nText} исправления} many {{nText} исправлений} other {{nText} исправления}}",
  "report.count.at-least": "не менее {nText}",
  "report.count.at-most": "не более {nText}",
  "report.count.about": "около {nText}",
  "report.count.more-entered": "нет; внесено на {nText} больше, чем опубликовано",

  "report.summary.theme": "Этот отчёт только о следующем: {theme}.",
  "report.summary.region":
    "{region}: {violations}, в том числе {explosions}; {trend, select, more {больше, чем за предыдущий период} fewer {меньше, чем за предыдущий период} same {столько же, сколько за предыдущий период} other {за предыдущий период}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region}: {violations}, в том числе {explosions}. За предыдущий период не внесено ни одного наблюдения.",
  "report.summary.region-no-entry":
    "{region}: не внесено ни одного наблюдения. Это не означает, что ничего не произошло.",
  "report.summary.no-entry":
    "Не внесено ни одного наблюдения. Это не означает, что ничего не произошло.",
  "report.summary.whole": "Всего {violations}: {parts}. За последние семь периодов: {week}.",
  "report.summary.casualties":
    "Потери среди гражданских лиц, подтверждённые двумя источниками или увиденные миссией: {killed}, {injured}. Проверяется: {followed}.",
  "report.summary.weapons":
    "С нарушением линий отвода: {inViolation}. За ними, но вне мест хранения: {outside}.",
  "report.summary.windows":
    "{windows}; {breached, plural, =0 {огонь не зафиксирован ни в одном} other {огонь зафиксирован в {breachedText}}}{told, select, yes {{met, plural, =0 {} other {, соблюдено {metText}}}{undetermined, plural, =0 {} other {, о {undeterminedText} миссия не может сказать}}} other {}}.",
  "report.summary.movement":
    "Свобода передвижения миссии: {restrictions} (за предыдущий период: {beforeText}).",
  "report.summary.clauses":
    "{all, plural, one {Из {allText} положения по статье и сектору} few {Из {allText} положений по статье и сектору} many {Из {allText} положений по статье и сектору} other {Из {allText} положений по статье и сектору}}: соблюдено {metText}, установлено нарушение {foundText}, рассматривается {examinedText}, не определено {undeterminedText}. До установления нарушения ни одна сторона не названа.",
  "report.summary.unseen":
    "Меньше всего можно было видеть здесь: {sector} — {seen} того, что там охватывает статья {article}; статья требует {asked}.",
  "report.summary.corrections":
    "Поступило {count, plural, one {{countText} исправление} few {{countText} исправления} many {{countText} исправлений} other {{countText} исправления}} к предыдущим наблюдениям.",
  "report.summary.quarantine":
    "Из поступившего за период в карантине {count, plural, one {{countText} сообщение} few {{countText} сообщения} many {{countText} сообщений} other {{countText} сообщения}}.",
  "report.summary.claims":
    "{count, plural, one {{countText} утверждение} few {{countText} утверждения} many {{countText} утверждений} other {{countText} утверждения}} за период, из них {untypedText} без типа. Утверждения не являются наблюдениями и не считаются вместе с ними.",

  "report.violations.note":
    "Правило smm: каждый взрыв, очередь, выстрел, снаряд в полёте, вспышка и осветительная ракета считается как единица у каждого наблюдателя, который их зафиксировал. «Ранее» — промежуток той же длительности непосредственно перед этим, «неделя» — последние семь периодов. «Рассматривается» не означает установленного нарушения. «Видно» — средний охват по статье {article}. О секторе без записи не известно, что огня не было.",
  "report.violations.more":
    "{more, plural, one {Ещё {moreText} наблюдение приведено} few {Ещё {moreText} наблюдения приведены} many {Ещё {moreText} наблюдений приведено} other {Ещё {moreText} наблюдения приведено}} в приложении или учтено выше.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Примечание: {remark}.",
  "report.near": "{sentence} Поблизости: {place}.",
  "report.place-follows": "{sentence} Место будет указано {at}.",
  "report.cell.near": "поблизости: {place}, с точностью до {areaText} км²",
  "report.cell.follows": "будет указано {at}",
  "report.observations.counted":
    "{observations} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.observations.kept":
    "Из них {keptText} {kept, plural, one {остаётся} few {остаются} many {остаются} other {остаются}} внутри миссии или ещё не может быть оглашено.",

  "report.casualties.counted":
    "Подтверждено двумя источниками или увидено миссией: {killed}, {injured} (за предыдущий период: {killedBeforeText} и {injuredBeforeText}). Проверяется: {followed}.",
  "report.casualties.one":
    "{place}, {when}: {killed}, {injured} ({who}). {corroboration, select, reported {Миссия проверяет сообщения} one_source {По словам одного источника} corroborated {Подтверждено двумя независимыми источниками} confirmed {Увидено миссией} other {Подтвердить не удалось}}; {sourceCount, plural, =0 {источники не указаны} one {указан {sourceCountText} источник} few {указано {sourceCountText} источника} many {указано {sourceCountText} источников} other {указано {sourceCountText} источника}}.",
  "report.who.civilians": "гражданские лица",
  "report.who.others": "другие",
  "report.who.not-known": "кто именно, неизвестно",
  "report.corroboration.reported": "сообщено",
  "report.corroboration.one-source": "один источник",
  "report.corroboration.corroborated": "подтверждено источниками",
  "report.corroboration.confirmed": "увидено миссией",
  "report.corroboration.not-confirmed": "не подтверждено",

  "report.areas.not-agreed": "Соглашение не называет ни одного участка разведения.",
  "report.areas.look":
    "{when}: {access, select, full {полный доступ} partial {частичный доступ} refused {в доступе отказано} other {доступ был невозможен}}; {seenCount, plural, =0 {вооружение не видели} other {видели: {seen}}}{remarkCount, plural, =0 {} other {. Отмечено: {remarks}}}.",
  "report.areas.looks":
    "Миссия осмотрела участок {count, plural, one {{countText} раз} few {{countText} раза} many {{countText} раз} other {{countText} раза}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} ограничение} few {{countText} ограничения} many {{countText} ограничений} other {{countText} ограничения}} передвижения миссии у участка: {kinds}.",

  "report.weapons.counted":
    "{weapons} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.weapons.one":
    "{when}, {place}: {bound, select, atLeast {не менее } other {}}{weapons} (статья {article}).",
  "report.weapons.visits":
    "{visits} (за предыдущий период: {beforeText}); доступа не было: {refusedText}.",
  "report.weapons.visit":
    "{when}, {place}: {access, select, full {полный доступ} partial {частичный доступ} refused {в доступе отказано} other {доступ был невозможен}}{hasReason, select, yes { («{reason}»)} other {}}. {seenCount, plural, =0 {Вооружение не видели} other {Видели: {seen}}}.{missingCount, plural, =0 {} other { Заявлено, но не увидено: {missing}.}}",
  "report.standing.in-violation": "с нарушением линий отвода",
  "report.standing.outside-storage": "за линиями отвода, вне мест хранения",
  "report.standing.not-decided": "не удалось проверить",
  "report.standing.clear": "ни одна линия отвода не применяется",

  "report.windows.counted":
    "{windows} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}: {guarantees, plural, =0 {гарантии не даны} one {гарантии {guaranteesText} стороны} few {гарантии {guaranteesText} сторон} many {гарантии {guaranteesText} сторон} other {гарантии {guaranteesText} стороны}}; {state, select, met {соблюдено} breached {в нём зафиксировано {events, plural, one {{eventsText} случай огня} few {{eventsText} случая огня} many {{eventsText} случаев огня} other {{eventsText} случая огня}}} undetermined {миссия не может сказать, соблюдено ли оно} cannot_start {не могло начаться} to_come {ещё не наступило} running {ещё длится} other {отменено}}{hasSeen, select, yes {; видно {seen, plural, one {{seenText} минуту} few {{seenText} минуты} many {{seenText} минут} other {{seenText} минуты}} из {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits}: состоялось {doneText}, разрешено {grantedText}, запрошено {requestedText}, заблокировано {blockedText}; просрочено {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}): {stateWord}{hasReason, select, yes { («{reason}»)} other {}}.{items, plural, =0 {} other { Перечень: соблюдено {heldText} из {itemsText}.}}{failing, plural, =0 {} other { Не соблюдено: {failingItems}.}}",
  "report.visit.requested": "запрошено",
  "report.visit.granted": "разрешено",
  "report.visit.blocked": "заблокировано",
  "report.visit.done": "состоялось",
  "report.visit.cancelled": "отменено",

  "report.movement.counted":
    "{restrictions} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.movement.one":
    "{place}, {when}: {kind, select, denial {в доступе отказано} conditional_access {доступ предоставлен с условиями} delay {патруль задержан} regular {постоянное ограничение продолжалось} mines {путь преграждали мины или неразорвавшиеся боеприпасы} interference {зафиксированы помехи сигналу} other {передвижению препятствовали}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Кто: {statedBy}.} other {}}{hasAsked, select, yes { Запрошено: {asked}.} other {}}{hasReason, select, yes { Названная причина: «{reason}».} other {}}{hasResult, select, yes { Итог: {result}.} other {}}",
  "report.denial.denial": "Отказ в доступе",
  "report.denial.conditional-access": "Доступ с условиями",
  "report.denial.delay": "Задержка",
  "report.denial.regular": "Постоянные ограничения",
  "report.denial.mines": "Мины и неразорвавшиеся боеприпасы",
  "report.denial.interference": "Помехи сигналу",
  "report.denial.other-impediment": "Прочие препятствия",

  "report.unseen.follows": "Где и когда миссия не могла наблюдать, будет указано с {from}.",
  "report.unseen.not-worked-out": "Охват для этих периодов не вычислен.",
  "report.unseen.all-covered":
    "Каждый сектор каждый час был охвачен так, как требует статья {article}.",
  "report.unseen.explained":
    "Охват по статье {article} по секторам и что отняло остальное. Доля у причины показывает, сколько вернулось бы, не будь только её; доли не складываются. «Свободно» — доля клетко-часов без какого-либо охвата.",
  "report.unseen.map-note":
    "Заштриховано: средний охват за период ниже, чем требует статья {article}. Обведённые клетки: в них или поблизости зафиксирован огонь; ни одно место не точнее клетки.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "никого поблизости",
  "report.loss.out-of-range": "вне досягаемости",
  "report.loss.out-of-view": "вне поля зрения",
  "report.loss.off-schedule": "вне расписания",
  "report.loss.terrain": "рельеф",
  "report.loss.night": "ночь",
  "report.loss.weather": "погода",
  "report.loss.jammed": "помехи сигналу",
  "report.loss.denied": "отказ в доступе",
  "report.loss.down": "не работает",
  "report.loss.degraded": "работает хуже",
  "report.loss.not-received": "ещё не получено",
  "report.loss.one-source-only": "только один источник",

  "report.corrections.none": "За период не поступило ни одного исправления.",
  "report.corrections.counted":
    "{corrections}: более не действующих наблюдений {withdrawnText}, вместо них действующих {replacedText}. Прежние сохранены.",
  "report.corrections.one":
    "{at}: {withdrawn, plural, one {{withdrawnText} наблюдение} few {{withdrawnText} наблюдения} many {{withdrawnText} наблюдений} other {{withdrawnText} наблюдения}} за {when} более не действуют{replaced, plural, =0 {} other {, заменено на {replacedText}}}. Причина: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Ни одно наблюдение за период не поступило} one {{countText} наблюдение за период поступило} few {{countText} наблюдения за период поступили} many {{countText} наблюдений за период поступило} other {{countText} наблюдения за период поступило}} позже чем через десять минут после увиденного.",
  "report.quarantine.counted":
    "Из поступившего за период: {waiting, plural, =0 {отклонённых и сохранённых сообщений нет} one {{waitingText} сообщение отклонено и сохранено} few {{waitingText} сообщения отклонены и сохранены} many {{waitingText} сообщений отклонено и сохранено} other {{waitingText} сообщения отклонено и сохранено}}; исправлено и принято {readmittedText}.",

  "report.clauses.not-worked-out": "Для такого числа периодов состояние не вычислено.",
  "report.clauses.adopted":
    "Эти состояния утверждают те, кто подписывает отчёт. «Рассматривается» — открытое дело: нарушение не установлено, ни одна сторона не названа.",
  "report.clauses.follow": "Состояние положений будет указано с {from}, вместе с охватом.",
  "report.clauses.bound":
    "Граница — наибольшее число нарушений в сутки, которые могли остаться незамеченными (95 %), если нарушения независимы друг от друга и не избегают охвата миссии.",
  "report.clauses.narrative":
    "Показано и отслеживается, никогда не оценивается: {count, plural, one {статья} few {статьи} many {статьи} other {статьи}} {articles}.",
  "report.state.met": "соблюдено",
  "report.state.found": "нарушение установлено",
  "report.state.examined": "рассматривается",
  "report.state.undetermined": "не определено",
  "report.state.not-applicable": "не действует",
  "report.state.narrative": "не оценивается",

  "report.claims.counted":
    "{count, plural, =0 {Ни одного утверждения} one {{countText} утверждение} few {{countText} утверждения} many {{countText} утверждений} other {{countText} утверждения}} за период, из них без типа {untypedText}; всего внесено {storedText}, из них без типа {storedUntypedText}.",
  "report.claims.method":
    "Утверждение — это чьи-то слова. Оно не является наблюдением, считается отдельно и не решает ни одного положения.",

  "report.published.none": "Ни один опубликованный итог не относится к этим периодам.",
  "report.published.explained":
    "Что опубликовала миссия и что внесено здесь за те же периоды и регионы. Разница не внесена; ничего не подгоняется.",
  "report.published.not-counted": "здесь так не считается",
  "report.published.no-entry": "нет записи",

  "report.method.rule-smm":
    "smm: каждый внесённый взрыв, очередь, выстрел, снаряд в полёте, вспышка и осветительная ракета считается как единица у каждого наблюдателя, который их зафиксировал; части другого подсчёта не учтены; для промежутка берётся нижняя граница.",
  "report.method.rule-records": "records: каждая запись считается как единица.",
  "report.method.rule-persons":
    "persons: каждое лицо считается как единица, если об этом говорят два источника или это видела сама миссия.",
  "report.method.rule-weapons":
    "weapons: каждая увиденная единица вооружения считается при каждом осмотре.",
  "report.method.rule-coverage": "coverage: среднее по клеткам статьи и часам периода.",
  "report.method.rule-hours": "hours: часы по часам, полностью или частично.",
  "report.method.period":
    "Период длится от {cutOff} до {cutOff}, {timezone}, и назван по дню, которым заканчивается. Всё приведено по состоянию сведений на {knownAt}.",
  "report.method.place": "Наблюдение считается в секторе, где находился наблюдатель.",
  "report.method.coverage":
    "Охват — вероятность того, что нарушение там и тогда отвечало бы требованиям самой статьи к доказательствам.",
  "report.method.parties":
    "В отношении огня не названа ни одна сторона. Контроль над местом — это пометка места и ничего не говорит о том, кто что сделал.",
  "report.method.released":
    "То, что вышло за пределы миссии, огрублено и задержано, как говорит соглашение: ни одного места людей миссии, ни одного места огня точнее 1 км или раньше чем через 30 минут.",

  "report.annex.none": "Нет записей.",
  "report.annex.left-out":
    "Ещё {countText} {count, plural, one {строка учтена} few {строки учтены} many {строк учтено} other {строки учтено}} выше и здесь не приведены.",
  "report.annex.withheld":
    "{count, plural, one {{countText} наблюдение учтено} few {{countText} наблюдения учтены} many {{countText} наблюдений учтено} other {{countText} наблюдения учтено}} выше, но оставлено внутри миссии или ещё не может быть оглашено.",
  "report.annex.coarse":
    "Позиции, расстояния и направления на этом уровне не указываются: вместе с местом они выдали бы наблюдателя.",
  "report.annex.records": "Номер предложения и записи, на которые оно опирается.",
  "report.annex.records-more": "и ещё {nText}",

  "report.working.counted":
    "Внутреннее для миссии, нарушений не устанавливает: программа оценила как нарушение {breachesText}, из них, по ожиданию, ошибочных {wrong} (Σ(1 − p)); открытых {openText}, без нарушения {noneText}.",
  "report.working.trace":
    "Событие {incident}: нарушено кем-то с вероятностью {probability} ({word}); статья требует {asked} от независимых источников: {askedSourcesText}, наблюдало {sourcesText}.",
  "report.working.quoted": "Наблюдалось: {text}",
  "report.working.step": "{factor}: {text}",
  "report.working.under-line":
    "По линии {line}, которую провела {drawnBy}: {probability}, {outcome}.",
  "report.outcome.breach": "оценено как нарушение",
  "report.outcome.no-breach": "нарушения нет",
  "report.outcome.undetermined": "не определено",
  "report.probability.certain": "достоверно",
  "report.probability.almost-certain": "почти наверняка",
  "report.probability.very-likely": "весьма вероятно",
  "report.probability.likely": "вероятно",
  "report.probability.about-even": "поровну",
  "report.probability.unlikely": "маловероятно",
  "report.probability.very-unlikely": "весьма маловероятно",
  "report.probability.remote": "почти исключено",

  "report.column.region": "Сектор",
  "report.column.explosions": "Взрывы",
  "report.column.bursts-shots": "Очереди, выстрелы",
  "report.column.in-flight": "В полёте",
  "report.column.other": "Прочее",
  "report.column.all": "Всего",
  "report.column.before": "Ранее",
  "report.column.week": "Неделя",
  "report.column.examined": "Рассм.",
  "report.column.found": "Установл.",
  "report.column.seen": "Видно",
  "report.column.asked": "Требуется",
  "report.column.state": "Состояние",
  "report.column.period": "Период",
  "report.column.place": "Место",
  "report.column.time": "Время",
  "report.column.killed": "Погибло",
  "report.column.injured": "Ранено",
  "report.column.who": "Кто",
  "report.column.corroboration": "Подтверждение",
  "report.column.cause": "Причина",
  "report.column.restriction": "Вид",
  "report.column.count": "Число",
  "report.column.sector": "Сектор",
  "report.column.hours-below": "Часов ниже",
  "report.column.hours-unseen": "Часов не видно",
  "report.column.hours": "Часы",
  "report.column.free": "Свободно",
  "report.column.why": "Почему",
  "report.column.side": "Местность",
  "report.column.code": "Код",
  "report.column.messages": "Сообщения",
  "report.column.article": "Статья",
  "report.column.bound": "Незамеченных в сутки, не более",
  "report.column.report": "Отчёт",
  "report.column.periods": "Периоды",
  "report.column.kind": "Вид",
  "report.column.published": "Опубликовано",
  "report.column.entered": "Внесено",
  "report.column.not-entered": "Не внесено",
  "report.column.published-before": "Ранее",
  "report.column.comparison": "Слово",
  "report.column.remark": "Примечание",
  "report.column.smm-position": "Позиция СММ",
  "report.column.event-location": "Место события",
  "report.column.means": "Способ",
  "report.column.number": "Кол-во",
  "report.column.observation": "Наблюдение",
  "report.column.description": "Описание",
  "report.column.weapon": "Вооружение",
  "report.column.date-time": "Дата, время",
  "report.column.date": "Дата",
  "report.column.weapon-number": "Число вооружений",
  "report.column.weapon-type": "Тип вооружения",
  "report.column.location": "Место",
  "report.column.standing": "Состояние",
  "report.column.sentence": "Предложение",
  "report.column.records": "Записи",
};
