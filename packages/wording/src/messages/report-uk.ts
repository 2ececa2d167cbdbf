// Ukrainian messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportUk: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Щоденний звіт {number}",
  "report.title.weekly": "Тижневий звіт {number}",
  "report.title.thematic": "Тематичний звіт {number}",
  "report.title.draft": "Звіт",
  "report.title.draft-daily": "Щоденний звіт",
  "report.title.draft-weekly": "Тижневий звіт",
  "report.title.draft-thematic": "Тематичний звіт",
  "report.head.level": "Рівень доступу: {level}",
  "report.head.language": "Мова: українська",
  "report.head.known": "Станом на {knownAt}",
  "report.head.period": "{from} – {to}, {timezone}",
  "report.head.closes": "Період закінчується {at}; дані наведено на цей час.",
  "report.head.agreement": "Угода: {id}, машинна форма {hash}",
  "report.head.proposal": "Проєкт: ніким не підписано.",
  "report.head.declared": "Оголошено, не підписано.",
  "report.head.page": "Сторінка {page} з {pages}",
  "report.head.lines-note":
    "Лінії — це положення, заявлені сторонами або Місією; вони нічого не говорять про кордони чи суверенітет.",
  "report.mark.exercise": "НАВЧАННЯ",
  "report.mark.simulated": "МОДЕЛЮВАННЯ",
  "report.mark.exercise-says": "Усе в цьому звіті вигадано. Нічого з цього не сталося.",
  "report.mark.simulated-says": "Усе в цьому звіті обчислено. Нічого з цього не сталося.",
  "report.level.internal": "внутрішній",
  "report.level.parties": "для сторін",
  "report.level.public": "публічний",
  "report.unknown": "невідомо",
  "report.no-entry": "немає запису",
  "report.whole": "Усього",
  "report.percent-less": "менше ніж {percent}",
  "report.rests-on":
    "Ґрунтується на {n, plural, one {{nText} записі} few {{nText} записах} many {{nText} записах} other {{nText} запису}}",

  "report.person.replaced": "Написано людиною замість створеного речення.",
  "report.person.added": "Написано людиною.",
  "report.person.changed": "Створене тут змінилося відтоді, як це було написано.",
  "report.person.untranslated": "не перекладено",
  "report.person.hidden":
    "{n, plural, one {{nText} створене речення вилучено} few {{nText} створені речення вилучено} many {{nText} створених речень вилучено} other {{nText} створеного речення вилучено}} людиною.",
  "report.person.without-place": "Правки, речення яких уже немає",
  "report.person.without-place-one":
    "{does, select, add {Додано} hide {Вилучено} order {Упорядковано} other {Замінено}} біля {at}: {text}",

  "report.heading.summary": "Стислий огляд",
  "report.heading.violations": "Порушення режиму припинення вогню",
  "report.heading.region": "{region}",
  "report.heading.published": "Порівняно з опублікованими підсумками",
  "report.heading.casualties": "Жертви серед цивільного населення та пошкодження",
  "report.heading.areas": "Ділянки розведення",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Відведення озброєння",
  "report.heading.weapons-in-violation": "З порушенням ліній відведення",
  "report.heading.weapons-outside-storage": "За лініями відведення, але поза місцями зберігання",
  "report.heading.weapons-storage": "Відвідування місць зберігання",
  "report.heading.weapons-not-decided": "Не вдалося перевірити",
  "report.heading.presence": "Військова присутність",
  "report.heading.mines": "Міни та боєприпаси, що не вибухнули",
  "report.heading.windows": "Місцеві припинення вогню: «вікна тиші»",
  "report.heading.visits": "Відвідування об’єктів",
  "report.heading.civilians": "Пункти перетину та цивільне населення",
  "report.heading.movement": "Обмеження свободи пересування Місії",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Чого Місія не могла спостерігати",
  "report.heading.corrections": "Виправлення до попередніх звітів",
  "report.heading.quarantine": "Карантин",
  "report.heading.clauses": "Стан виконання положень",
  "report.heading.claims": "Твердження інших",
  "report.heading.method": "Метод і підрахунок",
  "report.heading.annex-weapons": "Додаток: таблиця озброєння",
  "report.heading.annex-violations": "Додаток: таблиця порушень режиму припинення вогню",
  "report.heading.annex-working": "Додаток: як складено оцінки (внутрішнє)",
  "report.heading.annex-records": "Додаток: записи",
  "report.heading.trace": "Стаття {article}, {at}: {outcome}",
  "report.heading.bars":
    "Порушення режиму припинення вогню за {n, plural, one {останній період} few {останні {nText} періоди} many {останні {nText} періодів} other {останні {nText} періоду}}",

  "report.none":
    "До цього розділу не внесено жодного запису. За період Місія могла бачити {seen} того, що охоплює стаття {article}.",
  "report.none-unseen":
    "До цього розділу не внесено жодного запису. Це не означає, що нічого не сталося.",

  "report.count.violations":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного порушення режиму припинення вогню} one {{nText} порушення режиму припинення вогню} few {{nText} порушення режиму припинення вогню} many {{nText} порушень режиму припинення вогню} other {{nText} порушення режиму припинення вогню}}",
  "report.count.explosions":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного вибуху} one {{nText} вибух} few {{nText} вибухи} many {{nText} вибухів} other {{nText} вибуху}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодної черги чи пострілу} one {{nText} черга або постріл} few {{nText} черги та постріли} many {{nText} черг і пострілів} other {{nText} черги або пострілу}}",
  "report.count.in-flight":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного снаряда в польоті} one {{nText} снаряд у польоті} few {{nText} снаряди в польоті} many {{nText} снарядів у польоті} other {{nText} снаряда в польоті}}",
  "report.count.other":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного іншого випадку} one {{nText} інший випадок} few {{nText} інші випадки} many {{nText} інших випадків} other {{nText} іншого випадку}}",
  "report.count.violations-uncounted": "непідрахована кількість порушень режиму припинення вогню",
  "report.count.explosions-uncounted": "непідрахована кількість вибухів",
  "report.count.bursts-shots-uncounted": "непідрахована кількість черг і пострілів",
  "report.count.in-flight-uncounted": "непідрахована кількість снарядів у польоті",
  "report.count.other-uncounted": "непідрахована кількість інших випадків",
  "report.count.killed":
    "{n, plural, =0 {загиблих немає} one {{nText} загиблий} few {{nText} загиблі} many {{nText} загиблих} other {{nText} загиблого}}",
  "report.count.injured":
    "{n, plural, =0 {поранених немає} one {{nText} поранений} few {{nText} поранені} many {{nText} поранених} other {{nText} пораненого}}",
  "report.count.reports-followed":
    "{n, plural, =0 {жодного повідомлення} one {{nText} повідомлення} few {{nText} повідомлення} many {{nText} повідомлень} other {{nText} повідомлення}}",
  "report.count.observations":
    "{n, plural, =0 {жодного спостереження} one {{nText} спостереження} few {{nText} спостереження} many {{nText} спостережень} other {{nText} спостереження}}",
  "report.count.weapons":
    "{n, plural, =0 {жодної одиниці озброєння} one {{nText} одиниця озброєння} few {{nText} одиниці озброєння} many {{nText} одиниць озброєння} other {{nText} одиниці озброєння}}",
  "report.count.storage-visits":
    "{n, plural, =0 {жодного відвідування місць зберігання} one {{nText} відвідування місця зберігання} few {{nText} відвідування місць зберігання} many {{nText} відвідувань місць зберігання} other {{nText} відвідування місць зберігання}}",
  "report.count.restrictions":
    "{n, plural, =0 {жодного обмеження} one {{nText} обмеження} few {{nText} обмеження} many {{nText} обмежень} other {{nText} обмеження}}",
  "report.count.windows":
    "{n, plural, =0 {жодного «вікна тиші»} one {{nText} «вікно тиші»} few {{nText} «вікна тиші»} many {{nText} «вікон тиші»} other {{nText} «вікна тиші»}}",
  "report.count.visits":
    "{n, plural, =0 {жодного відвідування} one {{nText} відвідування} few {{nText} відвідування} many {{nText} відвідувань} other {{nText} відвідування}}",
  "report.count.corrections":
    "{n, plural, =0 {жодного виправлення} one {{nText} виправлення} few {{nText} виправлення} many {{nText} виправлень} other {{nText} виправлення}}",
  "report.count.at-least": "щонайменше {nText}",
  "report.count.at-most": "щонайбільше {nText}",
  "report.count.about": "приблизно {nText}",
  "report.count.more-entered": "немає; внесено на {nText} більше, ніж опубліковано",

  "report.summary.theme": "Цей звіт — лише про {theme}.",
  "report.summary.region":
    "{region}: {violations}, зокрема {explosions}; {trend, select, more {більше, ніж за попередній період} fewer {менше, ніж за попередній період} same {стільки ж, скільки за попередній період} other {за попередній період}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region}: {violations}, зокрема {explosions}. За попередній період не внесено жодного спостереження.",
  "report.summary.region-no-entry":
    "{region}: не внесено жодного спостереження. Це не означає, що нічого не сталося.",
  "report.summary.no-entry":
    "Не внесено жодного спостереження. Це не означає, що нічого не сталося.",
  "report.summary.whole": "Усього {violations}: {parts}. За останні сім періодів: {week}.",
  "report.summary.casualties":
    "Жертви серед цивільного населення, засвідчені двома джерелами або побачені Місією: {killed}, {injured}. З’ясовується: {followed}.",
  "report.summary.weapons":
    "З порушенням ліній відведення: {inViolation}. За ними, але поза місцями зберігання: {outside}.",
  "report.summary.windows":
    "{windows}; fire was recorded in {breachedText}{told, select, yes {, {metText} held, of {undeterminedText} the mission cannot say} other {}}.",
  "report.summary.movement":
    "Свобода пересування Місії: {restrictions} (за попередній період: {beforeText}).",
  "report.summary.clauses":
    "Із {all, plural, one {{allText} положення за статтею та сектором} few {{allText} положень за статтею та сектором} many {{allText} положень за статтею та сектором} other {{allText} положення за статтею та сектором}}: {metText} виконано, щодо {foundText} установлено порушення, {examinedText} розглядається, {undeterminedText} не визначено. До встановлення порушення жодну сторону не називають.",
  "report.summary.unseen":
    "Найменше можна було бачити в такому секторі: {sector} — {seen} того, що там охоплює стаття {article}; стаття вимагає {asked}.",
  "report.summary.corrections":
    "Отримано {count, plural, one {{countText} виправлення} few {{countText} виправлення} many {{countText} виправлень} other {{countText} виправлення}} до попередніх спостережень.",
  "report.summary.quarantine":
    "У карантині {count, plural, one {{countText} повідомлення} few {{countText} повідомлення} many {{countText} повідомлень} other {{countText} повідомлення}}.",
  "report.summary.claims":
    "{count, plural, one {{countText} твердження} few {{countText} твердження} many {{countText} тверджень} other {{countText} твердження}} за період, із них без типу — {untypedText}. Твердження не є спостереженнями, і їх не рахують разом із ними.",

  "report.violations.note":
    "Правило smm: кожен вибух, черга, постріл, снаряд у польоті, спалах і освітлювальна ракета рахуються як один випадок, у кожного спостерігача, який його має. «Раніше» — такий самий за тривалістю проміжок безпосередньо перед цим, «тиждень» — останні сім періодів. «Розглядається» — це не встановлений факт. «Видно» — середнє покриття за статтею {article}. Про сектор без записів невідомо, чи був у ньому вогонь.",
  "report.violations.more":
    "Ще {more, plural, one {{moreText} спостереження наведено в додатку або враховано} few {{moreText} спостереження наведено в додатку або враховано} many {{moreText} спостережень наведено в додатку або враховано} other {{moreText} спостереження наведено в додатку або враховано}} вище.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Примітка: {remark}.",
  "report.near": "{sentence} Поблизу: {place}.",
  "report.place-follows": "{sentence} Місце буде повідомлено {at}.",
  "report.cell.near": "біля: {place}, до бл. {areaText} км²",
  "report.cell.follows": "буде вказано {at}",
  "report.observations.counted":
    "{observations} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.observations.kept":
    "Із них {kept, plural, one {{keptText} лишається в Місії або ще зарано повідомляти} few {{keptText} лишаються в Місії або ще зарано повідомляти} many {{keptText} лишаються в Місії або ще зарано повідомляти} other {{keptText} лишається в Місії або ще зарано повідомляти}}.",

  "report.casualties.counted":
    "Засвідчено двома джерелами або побачено Місією: {killed}, {injured} (за попередній період: {killedBeforeText} та {injuredBeforeText}). З’ясовується: {followed}.",
  "report.casualties.one":
    "{place}, {when}: {killed}, {injured} ({who}). {corroboration, select, reported {Місія з’ясовує повідомлення} one_source {Так стверджує одне джерело} corroborated {Засвідчено двома незалежними джерелами} confirmed {Побачено Місією} other {Підтвердити не вдалося}}; {sourceCount, plural, =0 {джерел не зазначено} one {зазначено {sourceCountText} джерело} few {зазначено {sourceCountText} джерела} many {зазначено {sourceCountText} джерел} other {зазначено {sourceCountText} джерела}}.",
  "report.who.civilians": "цивільні",
  "report.who.others": "інші",
  "report.who.not-known": "хто — невідомо",
  "report.corroboration.reported": "повідомлено",
  "report.corroboration.one-source": "одне джерело",
  "report.corroboration.corroborated": "засвідчено",
  "report.corroboration.confirmed": "підтверджено",
  "report.corroboration.not-confirmed": "не підтверджено",

  "report.areas.not-agreed": "Угода не називає жодної ділянки розведення.",
  "report.areas.look":
    "{when}: {access, select, full {повний доступ} partial {частковий доступ} refused {у доступі відмовлено} other {доступ був неможливий}}; {seenCount, plural, =0 {озброєння не побачено} other {побачено: {seen}}}{remarkCount, plural, =0 {} other {. Відзначено: {remarks}}}.",
  "report.areas.looks":
    "Місія оглянула ділянку {count, plural, one {{countText} раз} few {{countText} рази} many {{countText} разів} other {{countText} разу}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} обмеження} few {{countText} обмеження} many {{countText} обмежень} other {{countText} обмеження}} пересування Місії на ділянці: {kinds}.",

  "report.weapons.counted":
    "{weapons} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.weapons.one":
    "{when}, {place}: {bound, select, atLeast {щонайменше } other {}}{weapons} (стаття {article}).",
  "report.weapons.visits":
    "{visits} (за попередній період: {beforeText}); у доступі відмовлено або він був неможливий: {refusedText}.",
  "report.weapons.visit":
    "{when}, {place}: {access, select, full {повний доступ} partial {частковий доступ} refused {у доступі відмовлено} other {доступ був неможливий}}{hasReason, select, yes { («{reason}»)} other {}}. {seenCount, plural, =0 {Озброєння не побачено} other {Побачено: {seen}}}.{missingCount, plural, =0 {} other { Заявлено й не побачено: {missing}.}}",
  "report.standing.in-violation": "з порушенням ліній відведення",
  "report.standing.outside-storage": "за лініями відведення, поза місцем зберігання",
  "report.standing.not-decided": "не вдалося перевірити",
  "report.standing.clear": "лінії відведення не застосовуються",

  "report.windows.counted":
    "{windows} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}: {guarantees, plural, =0 {гарантій не надано} one {гарантії надала {guaranteesText} сторона} few {гарантії надали {guaranteesText} сторони} many {гарантії надали {guaranteesText} сторін} other {гарантії надали {guaranteesText} сторони}}; {state, select, met {дотримано} breached {у ньому зафіксовано {events, plural, one {{eventsText} випадок вогню} few {{eventsText} випадки вогню} many {{eventsText} випадків вогню} other {{eventsText} випадку вогню}}} undetermined {Місія не може сказати, чи його дотримано} cannot_start {не могло початися} to_come {ще попереду} running {триває} other {скасовано}}{hasSeen, select, yes {; видно {seen, plural, one {{seenText} хвилину} few {{seenText} хвилини} many {{seenText} хвилин} other {{seenText} хвилини}} з {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits}: виконано {doneText}, дозволено {grantedText}, запитано {requestedText}, заблоковано {blockedText}; прострочено {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}): {stateWord}{hasReason, select, yes { («{reason}»)} other {}}.{items, plural, =0 {} other { Контрольний перелік: виконується {heldText} з {itemsText}.}}{failing, plural, =0 {} other { Не виконується: {failingItems}.}}",
  "report.visit.requested": "запитано",
  "report.visit.granted": "дозволено",
  "report.visit.blocked": "заблоковано",
  "report.visit.done": "виконано",
  "report.visit.cancelled": "скасовано",

  "report.movement.counted":
    "{restrictions} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.movement.one":
    "{place}, {when}: {kind, select, denial {у доступі відмовлено} conditional_access {доступ надано за умов} delay {патруль затримано} regular {постійне обмеження тривало} mines {шлях перекривали міни або боєприпаси, що не вибухнули} interference {відзначено перешкоди сигналу} other {пересуванню заважали}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Ким: {statedBy}.} other {}}{hasAsked, select, yes { Вимога: {asked}.} other {}}{hasReason, select, yes { Названа причина: «{reason}».} other {}}{hasResult, select, yes { Наслідок: {result}.} other {}}",
  "report.denial.denial": "Відмова",
  "report.denial.conditional-access": "Доступ за умов",
  "report.denial.delay": "Затримка",
  "report.denial.regular": "Постійні обмеження",
  "report.denial.mines": "Міни та боєприпаси, що не вибухнули",
  "report.denial.interference": "Перешкоди сигналу",
  "report.denial.other-impediment": "Інші перешкоди",

  "report.unseen.follows": "Де й коли Місія не могла спостерігати, буде повідомлено з {from}.",
  "report.unseen.not-worked-out": "Покриття за ці періоди не обчислено.",
  "report.unseen.all-covered":
    "Кожен сектор щогодини було покрито так, як вимагає стаття {article}.",
  "report.unseen.explained":
    "Покриття за статтею {article} за секторами і що забрало решту. Частка біля причини показує, скільки повернулося б, якби не було лише її; частки не додаються. «Вільно» — частка клітинко-годин без жодного покриття.",
  "report.unseen.map-note":
    "Заштриховано: середнє покриття за період нижче, ніж вимагає стаття {article}. Обведені клітинки: у них або поблизу зафіксовано вогонь; жодне місце не точніше за клітинку.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "нікого поблизу",
  "report.loss.out-of-range": "поза дальністю",
  "report.loss.out-of-view": "поза полем зору",
  "report.loss.off-schedule": "поза графіком",
  "report.loss.terrain": "рельєф",
  "report.loss.night": "ніч",
  "report.loss.weather": "погода",
  "report.loss.jammed": "перешкоди",
  "report.loss.denied": "відмова в доступі",
  "report.loss.down": "не працює",
  "report.loss.degraded": "погіршено",
  "report.loss.not-received": "ще не отримано",
  "report.loss.one-source-only": "лише одне джерело",

  "report.corrections.none": "За період не отримано жодного виправлення.",
  "report.corrections.counted":
    "{corrections}: більше не чинних спостережень — {withdrawnText}, чинних замість них — {replacedText}. Попередні зберігаються.",
  "report.corrections.one":
    "{at}: {withdrawn, plural, one {{withdrawnText} спостереження} few {{withdrawnText} спостереження} many {{withdrawnText} спостережень} other {{withdrawnText} спостереження}} за {when} більше {withdrawn, plural, one {не чинне} few {не чинні} many {не чинні} other {не чинні}}{replaced, plural, =0 {} other {, замінено на {replacedText}}}. Причина: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Жодне спостереження за період не надійшло} one {{countText} спостереження за період надійшло} few {{countText} спостереження за період надійшли} many {{countText} спостережень за період надійшли} other {{countText} спостереження за період надійшли}} більш ніж через десять хвилин після спостереженого.",
  "report.quarantine.counted":
    "{waiting, plural, =0 {Відхилених повідомлень немає} one {{waitingText} повідомлення відхилено та збережено} few {{waitingText} повідомлення відхилено та збережено} many {{waitingText} повідомлень відхилено та збережено} other {{waitingText} повідомлення відхилено та збережено}}; виправлено й прийнято: {readmittedText}.",

  "report.clauses.not-worked-out": "Для такої кількості періодів їх не обчислено.",
  "report.clauses.adopted":
    "Ці стани ухвалюють ті, хто підписує цей звіт. «Розглядається» — відкрита справа: порушення не встановлено, і жодну сторону не названо.",
  "report.clauses.follow": "Стан положень буде повідомлено з {from}, разом із покриттям.",
  "report.clauses.bound":
    "Межа — найбільша кількість порушень за добу, що могли лишитися непоміченими (95 %), якщо порушення не залежать одне від одного й не уникають покриття Місії.",
  "report.clauses.narrative":
    "Показують і відстежують, але ніколи не оцінюють: {count, plural, one {стаття} few {статті} many {статті} other {статті}} {articles}.",
  "report.state.met": "виконано",
  "report.state.found": "порушено",
  "report.state.examined": "розглядається",
  "report.state.undetermined": "невизначено",
  "report.state.not-applicable": "нечинне",
  "report.state.narrative": "неоцінюване",

  "report.claims.counted":
    "{count, plural, =0 {Жодного твердження} one {{countText} твердження} few {{countText} твердження} many {{countText} тверджень} other {{countText} твердження}} за період, без типу — {untypedText}; усього внесено {storedText}, без типу — {storedUntypedText}.",
  "report.claims.method":
    "Твердження — це те, що хтось каже. Воно не є спостереженням, рахується окремо й не вирішує долі жодного положення.",

  "report.published.none": "Жоден опублікований підсумок не стосується цих періодів.",
  "report.published.explained":
    "Що опублікувала Місія і що внесено тут за ті самі періоди та райони. Різницю не внесено; нічого не підганяють.",
  "report.published.not-counted": "тут так не рахують",
  "report.published.no-entry": "немає запису",

  "report.method.rule-smm":
    "smm: кожен внесений вибух, черга, постріл, снаряд у польоті, спалах і освітлювальна ракета рахуються як один випадок, у кожного спостерігача, який його має; частини іншого підрахунку не враховують; з проміжку беруть нижню межу.",
  "report.method.rule-records": "records: кожен запис рахується як один.",
  "report.method.rule-persons":
    "persons: кожна особа рахується як одна, якщо це засвідчили два джерела або сама Місія.",
  "report.method.rule-weapons":
    "weapons: кожна побачена одиниця озброєння рахується як одна, під час кожного огляду.",
  "report.method.rule-coverage": "coverage: середнє за клітинками статті та годинами періоду.",
  "report.method.rule-hours": "hours: години за годинником, повні або неповні.",
  "report.method.period":
    "Період триває з {cutOff} до {cutOff}, {timezone}, і має назву за днем, яким закінчується. Усе подано станом на {knownAt}.",
  "report.method.place": "Спостереження рахується в тому секторі, де стояв спостерігач.",
  "report.method.coverage":
    "Покриття — це ймовірність того, що порушення там і тоді відповідало б стандарту доказів самої статті.",
  "report.method.parties":
    "Щодо вогню жодну сторону не називають. Контроль над місцем — це позначка місця, яка нічого не говорить про те, хто що зробив.",
  "report.method.released":
    "Те, що вийшло за межі Місії, зроблено менш точним і затримано, як визначає угода: жодного місця людей Місії, жодного місця вогню точніше за 1 км або новішого за 30 хвилин.",

  "report.annex.none": "Записів немає.",
  "report.annex.left-out":
    "Ще {count, plural, one {{countText} рядок враховано вище, а тут пропущено} few {{countText} рядки враховано вище, а тут пропущено} many {{countText} рядків враховано вище, а тут пропущено} other {{countText} рядка враховано вище, а тут пропущено}}.",
  "report.annex.withheld":
    "{count, plural, one {{countText} спостереження враховано вище, але воно лишається} few {{countText} спостереження враховано вище, але вони лишаються} many {{countText} спостережень враховано вище, але вони лишаються} other {{countText} спостереження враховано вище, але вони лишаються}} в Місії або ще зарано повідомляти.",
  "report.annex.coarse":
    "Положення, відстані та напрямки на цьому рівні не повідомляють: разом із місцем вони виказали б спостерігача.",
  "report.annex.records": "Номер речення і записи, на яких воно ґрунтується.",
  "report.annex.records-more":
    "і ще {n, plural, one {{nText}} few {{nText}} many {{nText}} other {{nText}}}",

  "report.working.counted":
    "Внутрішнє для Місії, не встановлений факт: {breaches, plural, =0 {програма не оцінила як порушення жодного випадку} one {програма оцінила як порушення {breachesText} випадок} few {програма оцінила як порушення {breachesText} випадки} many {програма оцінила як порушення {breachesText} випадків} other {програма оцінила як порушення {breachesText} випадку}}, із них, за очікуванням, {wrong} не є порушеннями (Σ(1 − p)); відкрито {openText}, без порушення {noneText}.",
  "report.working.trace":
    "Подія {incident}: порушено кимось із імовірністю {probability} ({word}); стаття вимагає {asked} від {askedSourcesText} незалежних джерел, спостерігали {sourcesText}.",
  "report.working.quoted": "Спостережено: {text}",
  "report.working.step": "{factor}: {text}",
  "report.working.under-line":
    "За лінією {line}, яку провела сторона {drawnBy}: {probability}, {outcome}.",
  "report.outcome.breach": "оцінено як порушення",
  "report.outcome.no-breach": "без порушення",
  "report.outcome.undetermined": "невизначено",
  "report.probability.certain": "напевно",
  "report.probability.almost-certain": "майже напевно",
  "report.probability.very-likely": "дуже ймовірно",
  "report.probability.likely": "ймовірно",
  "report.probability.about-even": "приблизно порівну",
  "report.probability.unlikely": "малоймовірно",
  "report.probability.very-unlikely": "дуже малоймовірно",
  "report.probability.remote": "украй малоймовірно",

  "report.column.region": "Сектор",
  "report.column.explosions": "Вибухи",
  "report.column.bursts-shots": "Черги, постріли",
  "report.column.in-flight": "У польоті",
  "report.column.other": "Інше",
  "report.column.all": "Усього",
  "report.column.before": "Раніше",
  "report.column.week": "Тиждень",
  "report.column.examined": "Розгляд",
  "report.column.found": "Установлено",
  "report.column.seen": "Видно",
  "report.column.asked": "Вимога",
  "report.column.state": "Стан",
  "report.column.period": "Період",
  "report.column.place": "Місце",
  "report.column.time": "Час",
  "report.column.killed": "Загиблі",
  "report.column.injured": "Поранені",
  "report.column.who": "Хто",
  "report.column.corroboration": "Засвідчення",
  "report.column.cause": "Причина",
  "report.column.restriction": "Вид",
  "report.column.count": "Кількість",
  "report.column.sector": "Сектор",
  "report.column.hours-below": "Годин нижче",
  "report.column.hours-unseen": "Годин не видно",
  "report.column.hours": "Години",
  "report.column.free": "Вільно",
  "report.column.why": "Чому",
  "report.column.side": "Чия земля",
  "report.column.code": "Код",
  "report.column.messages": "Повідомлення",
  "report.column.article": "Стаття",
  "report.column.bound": "Непомічених за добу, щонайбільше",
  "report.column.report": "Звіт",
  "report.column.periods": "Періоди",
  "report.column.kind": "Вид",
  "report.column.published": "Опубліковано",
  "report.column.entered": "Внесено",
  "report.column.not-entered": "Не внесено",
  "report.column.published-before": "Раніше",
  "report.column.comparison": "Слово",
  "report.column.remark": "Примітка",
  "report.column.smm-position": "Позиція СММ",
  "report.column.event-location": "Місце події",
  "report.column.means": "Спосіб",
  "report.column.number": "К-сть",
  "report.column.observation": "Спостереження",
  "report.column.description": "Опис",
  "report.column.weapon": "Озброєння",
  "report.column.date-time": "Дата, час",
  "report.column.date": "Дата",
  "report.column.weapon-number": "К-сть озброєння",
  "report.column.weapon-type": "Вид озброєння",
  "report.column.location": "Розташування",
  "report.column.standing": "Статус",
  "report.column.sentence": "Речення",
  "report.column.records": "Записи",
};
