// Russian messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportRu: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Ежедневный отчёт {number}",
  "report.title.weekly": "Еженедельный отчёт {number}",
  "report.title.thematic": "Тематический отчёт {number}",
  "report.title.draft": "Отчёт",
  "report.title.draft-daily": "Ежедневный отчёт",
  "report.title.draft-weekly": "Еженедельный отчёт",
  "report.title.draft-thematic": "Тематический отчёт",
  "report.head.level": "Уровень доступа: {level}",
  "report.head.language": "Язык: русский",
  "report.head.known": "По состоянию на {knownAt}",
  "report.head.period": "{from} – {to}, {timezone}",
  "report.head.closes": "Период заканчивается {at}; данные приведены на это время.",
  "report.head.agreement": "Соглашение: {id}, машинная форма {hash}",
  "report.head.proposal": "Проект: никем не подписан.",
  "report.head.declared": "Объявлено, не подписано.",
  "report.head.page": "Страница {page} из {pages}",
  "report.head.lines-note":
    "Линии — это положения, заявленные сторонами или Миссией; они ничего не говорят о границах или суверенитете.",
  "report.mark.exercise": "УЧЕНИЕ",
  "report.mark.simulated": "МОДЕЛИРОВАНИЕ",
  "report.mark.exercise-says": "Всё в этом отчёте вымышлено. Ничего из этого не произошло.",
  "report.mark.simulated-says": "Всё в этом отчёте вычислено. Ничего из этого не произошло.",
  "report.level.internal": "внутренний",
  "report.level.parties": "для сторон",
  "report.level.public": "публичный",
  "report.unknown": "неизвестно",
  "report.no-entry": "нет записи",
  "report.whole": "Всего",
  "report.percent-less": "менее {percent}",
  "report.rests-on":
    "Основано на {n, plural, one {{nText} записи} few {{nText} записях} many {{nText} записях} other {{nText} записи}}",

  "report.person.replaced": "Написано человеком вместо созданного предложения.",
  "report.person.added": "Написано человеком.",
  "report.person.changed": "Созданное здесь изменилось с тех пор, как это было написано.",
  "report.person.untranslated": "не переведено",
  "report.person.hidden":
    "{n, plural, one {{nText} созданное предложение удалено} few {{nText} созданных предложения удалено} many {{nText} созданных предложений удалено} other {{nText} созданного предложения удалено}} человеком.",
  "report.person.without-place": "Правки, предложений которых больше нет",
  "report.person.without-place-one":
    "{does, select, add {Добавлено} hide {Удалено} order {Упорядочено} other {Заменено}} у {at}: {text}",

  "report.heading.summary": "Краткий обзор",
  "report.heading.violations": "Нарушения режима прекращения огня",
  "report.heading.region": "{region}",
  "report.heading.published": "В сравнении с опубликованными итогами",
  "report.heading.casualties": "Жертвы среди гражданского населения и повреждения",
  "report.heading.areas": "Участки разведения",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Отвод вооружений",
  "report.heading.weapons-in-violation": "С нарушением линий отвода",
  "report.heading.weapons-outside-storage": "За линиями отвода, но вне мест хранения",
  "report.heading.weapons-storage": "Посещения мест хранения",
  "report.heading.weapons-not-decided": "Не удалось проверить",
  "report.heading.presence": "Военное присутствие",
  "report.heading.mines": "Мины и неразорвавшиеся боеприпасы",
  "report.heading.windows": "Местные прекращения огня: «окна тишины»",
  "report.heading.visits": "Посещения объектов",
  "report.heading.civilians": "Пункты пересечения и гражданское население",
  "report.heading.movement": "Ограничения свободы передвижения Миссии",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Чего Миссия не могла наблюдать",
  "report.heading.corrections": "Исправления к предыдущим отчётам",
  "report.heading.quarantine": "Карантин",
  "report.heading.clauses": "Состояние выполнения положений",
  "report.heading.claims": "Утверждения других",
  "report.heading.method": "Метод и подсчёт",
  "report.heading.annex-weapons": "Приложение: таблица вооружений",
  "report.heading.annex-violations": "Приложение: таблица нарушений режима прекращения огня",
  "report.heading.annex-working": "Приложение: как составлены оценки (внутреннее)",
  "report.heading.annex-records": "Приложение: записи",
  "report.heading.trace": "Статья {article}, {at}: {outcome}",
  "report.heading.bars":
    "Нарушения режима прекращения огня за {n, plural, one {последний период} few {последние {nText} периода} many {последние {nText} периодов} other {последние {nText} периода}}",

  "report.none":
    "В этот раздел не внесено ни одной записи. За период Миссия могла видеть {seen} того, что охватывает статья {article}.",
  "report.none-unseen":
    "В этот раздел не внесено ни одной записи. Это не значит, что ничего не произошло.",

  "report.count.violations":
    "{bound, select, atLeast {по меньшей мере } about {примерно } other {}}{n, plural, =0 {ни одного нарушения режима прекращения огня} one {{nText} нарушение режима прекращения огня} few {{nText} нарушения режима прекращения огня} many {{nText} нарушений режима прекращения огня} other {{nText} нарушения режима прекращения огня}}",
  "report.count.explosions":
    "{bound, select, atLeast {по меньшей мере } about {примерно } other {}}{n, plural, =0 {ни одного взрыва} one {{nText} взрыв} few {{nText} взрыва} many {{nText} взрывов} other {{nText} взрыва}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {по меньшей мере } about {примерно } other {}}{n, plural, =0 {ни одной очереди или выстрела} one {{nText} очередь или выстрел} few {{nText} очереди или выстрела} many {{nText} очередей и выстрелов} other {{nText} очереди или выстрела}}",
  "report.count.in-flight":
    "{bound, select, atLeast {по меньшей мере } about {примерно } other {}}{n, plural, =0 {ни одного снаряда в полёте} one {{nText} снаряд в полёте} few {{nText} снаряда в полёте} many {{nText} снарядов в полёте} other {{nText} снаряда в полёте}}",
  "report.count.other":
    "{bound, select, atLeast {по меньшей мере } about {примерно } other {}}{n, plural, =0 {ни одного другого случая} one {{nText} другой случай} few {{nText} других случая} many {{nText} других случаев} other {{nText} другого случая}}",
  "report.count.violations-uncounted":
    "неподсчитанное количество нарушений режима прекращения огня",
  "report.count.explosions-uncounted": "неподсчитанное количество взрывов",
  "report.count.bursts-shots-uncounted": "неподсчитанное количество очередей и выстрелов",
  "report.count.in-flight-uncounted": "неподсчитанное количество снарядов в полёте",
  "report.count.other-uncounted": "неподсчитанное количество других случаев",
  "report.count.killed":
    "{n, plural, =0 {погибших нет} one {{nText} погибший} few {{nText} погибших} many {{nText} погибших} other {{nText} погибшего}}",
  "report.count.injured":
    "{n, plural, =0 {раненых нет} one {{nText} раненый} few {{nText} раненых} many {{nText} раненых} other {{nText} раненого}}",
  "report.count.reports-followed":
    "{n, plural, =0 {ни одного сообщения} one {{nText} сообщение} few {{nText} сообщения} many {{nText} сообщений} other {{nText} сообщения}}",
  "report.count.observations":
    "{n, plural, =0 {ни одного наблюдения} one {{nText} наблюдение} few {{nText} наблюдения} many {{nText} наблюдений} other {{nText} наблюдения}}",
  "report.count.weapons":
    "{n, plural, =0 {ни одной единицы вооружения} one {{nText} единица вооружения} few {{nText} единицы вооружения} many {{nText} единиц вооружения} other {{nText} единицы вооружения}}",
  "report.count.storage-visits":
    "{n, plural, =0 {ни одного посещения мест хранения} one {{nText} посещение места хранения} few {{nText} посещения мест хранения} many {{nText} посещений мест хранения} other {{nText} посещения мест хранения}}",
  "report.count.restrictions":
    "{n, plural, =0 {ни одного ограничения} one {{nText} ограничение} few {{nText} ограничения} many {{nText} ограничений} other {{nText} ограничения}}",
  "report.count.windows":
    "{n, plural, =0 {ни одного «окна тишины»} one {{nText} «окно тишины»} few {{nText} «окна тишины»} many {{nText} «окон тишины»} other {{nText} «окна тишины»}}",
  "report.count.visits":
    "{n, plural, =0 {ни одного посещения} one {{nText} посещение} few {{nText} посещения} many {{nText} посещений} other {{nText} посещения}}",
  "report.count.corrections":
    "{n, plural, =0 {ни одного исправления} one {{nText} исправление} few {{nText} исправления} many {{nText} исправлений} other {{nText} исправления}}",
  "report.count.at-least": "по меньшей мере {nText}",
  "report.count.at-most": "не более {nText}",
  "report.count.about": "примерно {nText}",
  "report.count.more-entered": "нет; внесено на {nText} больше, чем опубликовано",

  "report.summary.theme": "Этот отчёт посвящён только теме: {theme}.",
  "report.summary.region":
    "{region}: {violations}, в том числе {explosions}; {trend, select, more {больше, чем за предыдущий период} fewer {меньше, чем за предыдущий период} same {столько же, сколько за предыдущий период} other {за предыдущий период}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region}: {violations}, в том числе {explosions}. За предыдущий период не внесено ни одного наблюдения.",
  "report.summary.region-no-entry":
    "{region}: не внесено ни одного наблюдения. Это не значит, что ничего не произошло.",
  "report.summary.no-entry":
    "Не внесено ни одного наблюдения. Это не значит, что ничего не произошло.",
  "report.summary.whole": "Всего {violations}: {parts}. За последние семь периодов: {week}.",
  "report.summary.casualties":
    "Жертвы среди гражданского населения, засвидетельствованные двумя источниками или увиденные Миссией: {killed}, {injured}. Выясняется: {followed}.",
  "report.summary.weapons":
    "С нарушением линий отвода: {inViolation}. За ними, но вне мест хранения: {outside}.",
  "report.summary.windows":
    "{windows}; fire was recorded in {breachedText}{told, select, yes {, {metText} held, of {undeterminedText} the mission cannot say} other {}}.",
  "report.summary.movement":
    "Свобода передвижения Миссии: {restrictions} (за предыдущий период: {beforeText}).",
  "report.summary.clauses":
    "Из {all, plural, one {{allText} положения по статье и сектору} few {{allText} положений по статье и сектору} many {{allText} положений по статье и сектору} other {{allText} положения по статье и сектору}}: {metText} выполнено, по {foundText} установлено нарушение, {examinedText} рассматривается, {undeterminedText} не определено. До установления нарушения ни одна сторона не называется.",
  "report.summary.unseen":
    "Меньше всего можно было видеть в таком секторе: {sector} — {seen} того, что там охватывает статья {article}; статья требует {asked}.",
  "report.summary.corrections":
    "Получено {count, plural, one {{countText} исправление} few {{countText} исправления} many {{countText} исправлений} other {{countText} исправления}} к предыдущим наблюдениям.",
  "report.summary.quarantine":
    "В карантине {count, plural, one {{countText} сообщение} few {{countText} сообщения} many {{countText} сообщений} other {{countText} сообщения}}.",
  "report.summary.claims":
    "{count, plural, one {{countText} утверждение} few {{countText} утверждения} many {{countText} утверждений} other {{countText} утверждения}} за период, из них без типа — {untypedText}. Утверждения не являются наблюдениями и не считаются вместе с ними.",

  "report.violations.note":
    "Правило smm: каждый взрыв, очередь, выстрел, снаряд в полёте, вспышка и осветительная ракета считаются как один случай, у каждого наблюдателя, который его отметил. «Ранее» — промежуток той же длительности непосредственно перед этим, «неделя» — последние семь периодов. «Рассматривается» — это не установленный факт. «Видно» — среднее покрытие по статье {article}. О секторе без записей неизвестно, был ли в нём огонь.",
  "report.violations.more":
    "Ещё {more, plural, one {{moreText} наблюдение приведено в приложении или учтено} few {{moreText} наблюдения приведены в приложении или учтены} many {{moreText} наблюдений приведено в приложении или учтено} other {{moreText} наблюдения приведено в приложении или учтено}} выше.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Примечание: {remark}.",
  "report.near": "{sentence} Вблизи: {place}.",
  "report.place-follows": "{sentence} Место будет сообщено {at}.",
  "report.cell.near": "близ: {place}, до прибл. {areaText} км²",
  "report.cell.follows": "будет указано {at}",
  "report.observations.counted":
    "{observations} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.observations.kept":
    "Из них {kept, plural, one {{keptText} остаётся в Миссии или о нём ещё рано сообщать} few {{keptText} остаются в Миссии или о них ещё рано сообщать} many {{keptText} остаются в Миссии или о них ещё рано сообщать} other {{keptText} остаётся в Миссии или о них ещё рано сообщать}}.",

  "report.casualties.counted":
    "Засвидетельствовано двумя источниками или увидено Миссией: {killed}, {injured} (за предыдущий период: {killedBeforeText} и {injuredBeforeText}). Выясняется: {followed}.",
  "report.casualties.one":
    "{place}, {when}: {killed}, {injured} ({who}). {corroboration, select, reported {Миссия выясняет сообщения} one_source {Так утверждает один источник} corroborated {Засвидетельствовано двумя независимыми источниками} confirmed {Увидено Миссией} other {Подтвердить не удалось}}; {sourceCount, plural, =0 {источники не указаны} one {указан {sourceCountText} источник} few {указано {sourceCountText} источника} many {указано {sourceCountText} источников} other {указано {sourceCountText} источника}}.",
  "report.who.civilians": "гражданские лица",
  "report.who.others": "другие",
  "report.who.not-known": "кто — неизвестно",
  "report.corroboration.reported": "сообщено",
  "report.corroboration.one-source": "один источник",
  "report.corroboration.corroborated": "засвидетельствовано",
  "report.corroboration.confirmed": "подтверждено",
  "report.corroboration.not-confirmed": "не подтверждено",

  "report.areas.not-agreed": "Соглашение не называет ни одного участка разведения.",
  "report.areas.look":
    "{when}: {access, select, full {полный доступ} partial {частичный доступ} refused {в доступе отказано} other {доступ был невозможен}}; {seenCount, plural, =0 {вооружений не увидено} other {увидено: {seen}}}{remarkCount, plural, =0 {} other {. Отмечено: {remarks}}}.",
  "report.areas.looks":
    "Миссия осмотрела участок {count, plural, one {{countText} раз} few {{countText} раза} many {{countText} раз} other {{countText} раза}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} ограничение} few {{countText} ограничения} many {{countText} ограничений} other {{countText} ограничения}} передвижения Миссии на участке: {kinds}.",

  "report.weapons.counted":
    "{weapons} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.weapons.one":
    "{when}, {place}: {bound, select, atLeast {по меньшей мере } other {}}{weapons} (статья {article}).",
  "report.weapons.visits":
    "{visits} (за предыдущий период: {beforeText}); в доступе отказано или он был невозможен: {refusedText}.",
  "report.weapons.visit":
    "{when}, {place}: {access, select, full {полный доступ} partial {частичный доступ} refused {в доступе отказано} other {доступ был невозможен}}{hasReason, select, yes { («{reason}»)} other {}}. {seenCount, plural, =0 {Вооружений не увидено} other {Увидено: {seen}}}.{missingCount, plural, =0 {} other { Заявлено и не увидено: {missing}.}}",
  "report.standing.in-violation": "с нарушением линий отвода",
  "report.standing.outside-storage": "за линиями отвода, вне места хранения",
  "report.standing.not-decided": "не удалось проверить",
  "report.standing.clear": "линии отвода не применяются",

  "report.windows.counted":
    "{windows} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}: {guarantees, plural, =0 {гарантий не дано} one {гарантии дала {guaranteesText} сторона} few {гарантии дали {guaranteesText} стороны} many {гарантии дали {guaranteesText} сторон} other {гарантии дали {guaranteesText} стороны}}; {state, select, met {соблюдено} breached {в нём зафиксировано {events, plural, one {{eventsText} событие огня} few {{eventsText} события огня} many {{eventsText} событий огня} other {{eventsText} события огня}}} undetermined {Миссия не может сказать, было ли оно соблюдено} cannot_start {не могло начаться} to_come {ещё предстоит} running {продолжается} other {отменено}}{hasSeen, select, yes {; видно {seen, plural, one {{seenText} минуту} few {{seenText} минуты} many {{seenText} минут} other {{seenText} минуты}} из {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits}: выполнено {doneText}, разрешено {grantedText}, запрошено {requestedText}, заблокировано {blockedText}; просрочено {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}): {stateWord}{hasReason, select, yes { («{reason}»)} other {}}.{items, plural, =0 {} other { Контрольный перечень: выполняется {heldText} из {itemsText}.}}{failing, plural, =0 {} other { Не выполняется: {failingItems}.}}",
  "report.visit.requested": "запрошено",
  "report.visit.granted": "разрешено",
  "report.visit.blocked": "заблокировано",
  "report.visit.done": "выполнено",
  "report.visit.cancelled": "отменено",

  "report.movement.counted":
    "{restrictions} (за предыдущий период: {beforeText}; за последние семь периодов: {weekText}).",
  "report.movement.one":
    "{place}, {when}: {kind, select, denial {в доступе отказано} conditional_access {доступ предоставлен на условиях} delay {патруль задержан} regular {постоянное ограничение сохранялось} mines {путь преграждали мины или неразорвавшиеся боеприпасы} interference {отмечены помехи сигналу} other {передвижению мешали}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Кем: {statedBy}.} other {}}{hasAsked, select, yes { Требование: {asked}.} other {}}{hasReason, select, yes { Названная причина: «{reason}».} other {}}{hasResult, select, yes { Итог: {result}.} other {}}",
  "report.denial.denial": "Отказ",
  "report.denial.conditional-access": "Доступ на условиях",
  "report.denial.delay": "Задержка",
  "report.denial.regular": "Постоянные ограничения",
  "report.denial.mines": "Мины и неразорвавшиеся боеприпасы",
  "report.denial.interference": "Помехи сигналу",
  "report.denial.other-impediment": "Другие препятствия",

  "report.unseen.follows": "Где и когда Миссия не могла наблюдать, будет сообщено с {from}.",
  "report.unseen.not-worked-out": "Покрытие за эти периоды не вычислено.",
  "report.unseen.all-covered":
    "Каждый сектор ежечасно был покрыт так, как требует статья {article}.",
  "report.unseen.explained":
    "Покрытие по статье {article} по секторам и что забрало остальное. Доля у причины показывает, сколько вернулось бы, не будь её одной; доли не складываются. «Свободно» — доля ячейко-часов без какого-либо покрытия.",
  "report.unseen.map-note":
    "Заштриховано: среднее покрытие за период ниже, чем требует статья {article}. Обведённые ячейки: в них или вблизи зафиксирован огонь; ни одно место не точнее ячейки.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "никого вблизи",
  "report.loss.out-of-range": "вне дальности",
  "report.loss.out-of-view": "вне поля зрения",
  "report.loss.off-schedule": "вне графика",
  "report.loss.terrain": "рельеф",
  "report.loss.night": "ночь",
  "report.loss.weather": "погода",
  "report.loss.jammed": "помехи",
  "report.loss.denied": "отказ в доступе",
  "report.loss.down": "не работает",
  "report.loss.degraded": "ухудшено",
  "report.loss.not-received": "ещё не получено",
  "report.loss.one-source-only": "только один источник",

  "report.corrections.none": "За период не получено ни одного исправления.",
  "report.corrections.counted":
    "{corrections}: более не действующих наблюдений — {withdrawnText}, действующих вместо них — {replacedText}. Прежние сохраняются.",
  "report.corrections.one":
    "{at}: {withdrawn, plural, one {{withdrawnText} наблюдение} few {{withdrawnText} наблюдения} many {{withdrawnText} наблюдений} other {{withdrawnText} наблюдения}} за {when} более {withdrawn, plural, one {не действует} few {не действуют} many {не действуют} other {не действуют}}{replaced, plural, =0 {} other {, заменено на {replacedText}}}. Причина: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Ни одно наблюдение за период не поступило} one {{countText} наблюдение за период поступило} few {{countText} наблюдения за период поступили} many {{countText} наблюдений за период поступили} other {{countText} наблюдения за период поступило}} более чем через десять минут после наблюдавшегося.",
  "report.quarantine.counted":
    "{waiting, plural, =0 {Отклонённых сообщений нет} one {{waitingText} сообщение отклонено и сохранено} few {{waitingText} сообщения отклонены и сохранены} many {{waitingText} сообщений отклонено и сохранено} other {{waitingText} сообщения отклонено и сохранено}}; исправлено и принято: {readmittedText}.",

  "report.clauses.not-worked-out": "Для такого количества периодов они не вычислены.",
  "report.clauses.adopted":
    "Эти состояния принимают те, кто подписывает этот отчёт. «Рассматривается» — открытое дело: нарушение не установлено, и ни одна сторона не названа.",
  "report.clauses.follow": "Состояние положений будет сообщено с {from}, вместе с покрытием.",
  "report.clauses.bound":
    "Граница — наибольшее число нарушений в сутки, которые могли остаться незамеченными (95 %), если нарушения не зависят друг от друга и не избегают покрытия Миссии.",
  "report.clauses.narrative":
    "Показываются и отслеживаются, но никогда не оцениваются: {count, plural, one {статья} few {статьи} many {статьи} other {статьи}} {articles}.",
  "report.state.met": "выполнено",
  "report.state.found": "нарушено",
  "report.state.examined": "рассматривается",
  "report.state.undetermined": "неопределённо",
  "report.state.not-applicable": "неприменимо",
  "report.state.narrative": "неоцениваемо",

  "report.claims.counted":
    "{count, plural, =0 {Ни одного утверждения} one {{countText} утверждение} few {{countText} утверждения} many {{countText} утверждений} other {{countText} утверждения}} за период, без типа — {untypedText}; всего внесено {storedText}, без типа — {storedUntypedText}.",
  "report.claims.method":
    "Утверждение — это то, что кто-то говорит. Оно не является наблюдением, считается отдельно и не решает судьбу ни одного положения.",

  "report.published.none": "Ни один опубликованный итог не относится к этим периодам.",
  "report.published.explained":
    "Что опубликовала Миссия и что внесено здесь за те же периоды и районы. Разница не внесена; ничто не подгоняется.",
  "report.published.not-counted": "здесь так не считают",
  "report.published.no-entry": "нет записи",

  "report.method.rule-smm":
    "smm: каждый внесённый взрыв, очередь, выстрел, снаряд в полёте, вспышка и осветительная ракета считаются как один случай, у каждого наблюдателя, который его отметил; части другого подсчёта не учитываются; у промежутка берётся нижняя граница.",
  "report.method.rule-records": "records: каждая запись считается как одна.",
  "report.method.rule-persons":
    "persons: каждый человек считается как один, если это засвидетельствовали два источника или сама Миссия.",
  "report.method.rule-weapons":
    "weapons: каждая увиденная единица вооружения считается как одна, при каждом осмотре.",
  "report.method.rule-coverage": "coverage: среднее по ячейкам статьи и часам периода.",
  "report.method.rule-hours": "hours: часы по часам суток, полные или неполные.",
  "report.method.period":
    "Период длится с {cutOff} до {cutOff}, {timezone}, и называется по дню, которым заканчивается. Всё приведено по состоянию на {knownAt}.",
  "report.method.place": "Наблюдение считается в том секторе, где стоял наблюдатель.",
  "report.method.coverage":
    "Покрытие — это вероятность того, что нарушение там и тогда отвечало бы стандарту доказательств самой статьи.",
  "report.method.parties":
    "За огонь ни одна сторона не называется. Контроль над местом — это пометка места, которая ничего не говорит о том, кто что сделал.",
  "report.method.released":
    "То, что вышло за пределы Миссии, сделано менее точным и задержано, как определяет соглашение: ни одного места людей Миссии, ни одного места огня точнее 1 км или моложе 30 минут.",

  "report.annex.none": "Записей нет.",
  "report.annex.left-out":
    "Ещё {count, plural, one {{countText} строка учтена выше и здесь пропущена} few {{countText} строки учтены выше и здесь пропущены} many {{countText} строк учтено выше и здесь пропущено} other {{countText} строки учтено выше и здесь пропущено}}.",
  "report.annex.withheld":
    "{count, plural, one {{countText} наблюдение учтено выше и остаётся} few {{countText} наблюдения учтены выше и остаются} many {{countText} наблюдений учтено выше и остаётся} other {{countText} наблюдения учтено выше и остаётся}} в Миссии, или о них ещё рано сообщать.",
  "report.annex.coarse":
    "Положения, расстояния и направления на этом уровне не сообщаются: вместе с местом они выдали бы наблюдателя.",
  "report.annex.records": "Номер предложения и записи, на которых оно основано.",
  "report.annex.records-more":
    "и ещё {n, plural, one {{nText}} few {{nText}} many {{nText}} other {{nText}}}",

  "report.working.counted":
    "Внутреннее для Миссии, не установленный факт: {breaches, plural, =0 {программа не оценила как нарушение ни одного случая} one {программа оценила как нарушение {breachesText} случай} few {программа оценила как нарушение {breachesText} случая} many {программа оценила как нарушение {breachesText} случаев} other {программа оценила как нарушение {breachesText} случая}}, из них, как ожидается, {wrong} не являются нарушениями (Σ(1 − p)); открыто {openText}, без нарушения {noneText}.",
  "report.working.trace":
    "Событие {incident}: нарушено кем-то с вероятностью {probability} ({word}); статья требует {asked} от {askedSourcesText} независимых источников, наблюдали {sourcesText}.",
  "report.working.quoted": "Наблюдалось: {text}",
  "report.working.step": "{factor}: {text}",
  "report.working.under-line":
    "По линии {line}, проведённой стороной {drawnBy}: {probability}, {outcome}.",
  "report.outcome.breach": "оценено как нарушение",
  "report.outcome.no-breach": "без нарушения",
  "report.outcome.undetermined": "не определено",
  "report.probability.certain": "наверняка",
  "report.probability.almost-certain": "почти наверняка",
  "report.probability.very-likely": "очень вероятно",
  "report.probability.likely": "вероятно",
  "report.probability.about-even": "примерно поровну",
  "report.probability.unlikely": "маловероятно",
  "report.probability.very-unlikely": "очень маловероятно",
  "report.probability.remote": "крайне маловероятно",

  "report.column.region": "Сектор",
  "report.column.explosions": "Взрывы",
  "report.column.bursts-shots": "Очереди, выстрелы",
  "report.column.in-flight": "В полёте",
  "report.column.other": "Другое",
  "report.column.all": "Всего",
  "report.column.before": "Ранее",
  "report.column.week": "Неделя",
  "report.column.examined": "Рассматр.",
  "report.column.found": "Установлено",
  "report.column.seen": "Видно",
  "report.column.asked": "Требуется",
  "report.column.state": "Состояние",
  "report.column.period": "Период",
  "report.column.place": "Место",
  "report.column.time": "Время",
  "report.column.killed": "Погибшие",
  "report.column.injured": "Раненые",
  "report.column.who": "Кто",
  "report.column.corroboration": "Засвидетельствовано",
  "report.column.cause": "Причина",
  "report.column.restriction": "Вид",
  "report.column.count": "Число",
  "report.column.sector": "Сектор",
  "report.column.hours-below": "Часов ниже",
  "report.column.hours-unseen": "Часов не видно",
  "report.column.hours": "Часы",
  "report.column.free": "Свободно",
  "report.column.why": "Почему",
  "report.column.side": "Чья земля",
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
  "report.column.weapon-number": "Кол-во вооружений",
  "report.column.weapon-type": "Вид вооружения",
  "report.column.location": "Расположение",
  "report.column.standing": "Статус",
  "report.column.sentence": "Предложение",
  "report.column.records": "Записи",
};
