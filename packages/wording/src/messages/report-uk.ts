// Ukrainian messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportUk: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Щоденний звіт {number}",
  "report.title.weekly": "Тижневий звіт {number}",
  "report.title.thematic": "Тематичний звіт {number}",
  "report.title.draft-daily": "Щоденний звіт",
  "report.title.draft-weekly": "Тижневий звіт",
  "report.title.draft-thematic": "Тематичний звіт",
  "report.head.level": "Доступ: {level}",
  "report.head.language": "Мова: українська",
  "report.head.known": "За станом відомостей на {knownAt}",
  "report.head.period": "{from} – {to}, {timezone}",
  "report.head.closes": "Період закінчується {at}; цифри наведено на цей час.",
  "report.head.agreement": "Угода: {id}, зведена форма {hash}",
  "report.head.proposal": "Пропозиція: її ніхто не підписав.",
  "report.head.declared": "Оголошено, не підписано.",
  "report.head.page": "Сторінка {page} з {pages}",
  "report.head.lines-note":
    "Лінії — це положення, заявлені сторонами чи місією; вони нічого не означають щодо кордонів чи суверенітету.",
  "report.mark.exercise": "НАВЧАННЯ",
  "report.mark.simulated": "МОДЕЛЮВАННЯ",
  "report.mark.exercise-says": "Усе в цьому звіті вигадано. Нічого з цього не сталося.",
  "report.mark.simulated-says": "Усе в цьому звіті обчислено. Нічого з цього не сталося.",
  "report.level.internal": "внутрішній",
  "report.level.parties": "сторони",
  "report.level.public": "публічний",
  "report.unknown": "невідомо",
  "report.no-entry": "немає запису",
  "report.whole": "Усього",
  "report.percent-less": "менше {percent}",
  "report.rests-on":
    "Спирається на {n, plural, one {{nText} запис} few {{nText} записи} many {{nText} записів} other {{nText} запису}}",

  "report.person.replaced": "Написано людиною замість згенерованого речення.",
  "report.person.added": "Написано людиною.",
  "report.person.changed": "Згенерований тут текст відтоді змінився.",
  "report.person.untranslated": "не перекладено",
  "report.person.hidden":
    "{n, plural, one {Людина вилучила {nText} згенероване речення.} few {Людина вилучила {nText} згенеровані речення.} many {Людина вилучила {nText} згенерованих речень.} other {Людина вилучила {nText} згенерованого речення.}}",
  "report.person.without-place": "Правки, речення яких уже немає",
  "report.person.without-place-one":
    "{does, select, add {Додано} hide {Вилучено} order {Упорядковано} other {Замінено}} у {at}: {text}",

  "report.heading.summary": "Резюме",
  "report.heading.violations": "Порушення режиму припинення вогню",
  "report.heading.region": "{region}",
  "report.heading.published": "Поряд з опублікованими підсумками",
  "report.heading.casualties": "Втрати серед цивільних осіб і пошкодження",
  "report.heading.areas": "Ділянки розведення",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Відведення озброєння",
  "report.heading.weapons-in-violation": "З порушенням ліній відведення",
  "report.heading.weapons-outside-storage": "За лініями відведення, але поза місцями зберігання",
  "report.heading.weapons-storage": "Відвідування місць зберігання",
  "report.heading.weapons-not-decided": "Не вдалося перевірити",
  "report.heading.presence": "Військова присутність",
  "report.heading.mines": "Міни та нерозірвані боєприпаси",
  "report.heading.windows": "Місцеве припинення вогню: вікна тиші",
  "report.heading.visits": "Відвідування об’єктів",
  "report.heading.civilians": "Пункти пропуску та цивільні особи",
  "report.heading.movement": "Обмеження свободи пересування місії",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Чого місія не могла спостерігати",
  "report.heading.corrections": "Виправлення до попередніх звітів",
  "report.heading.quarantine": "Карантин",
  "report.heading.clauses": "Стан положень",
  "report.heading.claims": "Твердження інших",
  "report.heading.method": "Метод і підрахунок",
  "report.heading.annex-weapons": "Додаток: таблиця озброєння",
  "report.heading.annex-violations": "Додаток: таблиця порушень режиму припинення вогню",
  "report.heading.annex-working": "Додаток: як виникли оцінки (внутрішній)",
  "report.heading.annex-records": "Додаток: записи",
  "report.heading.trace": "Стаття {article}, {at}: {outcome}",
  "report.heading.bars":
    "Порушення режиму припинення вогню за {n, plural, one {останній період} few {останні {nText} періоди} many {останні {nText} періодів} other {останні {nText} періоду}}",

  "report.none":
    "Для цього розділу не внесено жодного запису. За період місія могла бачити {seen} того, що охоплює стаття {article}.",
  "report.none-unseen":
    "Для цього розділу не внесено жодного запису. Це не означає, що нічого не сталося.",

  "report.count.violations":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного порушення режиму припинення вогню} one {{nText} порушення режиму припинення вогню} few {{nText} порушення режиму припинення вогню} many {{nText} порушень режиму припинення вогню} other {{nText} порушення режиму припинення вогню}}",
  "report.count.explosions":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного вибуху} one {{nText} вибух} few {{nText} вибухи} many {{nText} вибухів} other {{nText} вибуху}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодної черги чи пострілу} one {{nText} черга чи постріл} few {{nText} черги та постріли} many {{nText} черг і пострілів} other {{nText} черги та пострілу}}",
  "report.count.in-flight":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного снаряда в польоті} one {{nText} снаряд у польоті} few {{nText} снаряди в польоті} many {{nText} снарядів у польоті} other {{nText} снаряда в польоті}}",
  "report.count.other":
    "{bound, select, atLeast {щонайменше } about {приблизно } other {}}{n, plural, =0 {жодного іншого} one {{nText} інше} few {{nText} інші} many {{nText} інших} other {{nText} іншого}}",
  "report.count.violations-uncounted": "порушення режиму припинення вогню, число не підраховано",
  "report.count.explosions-uncounted": "вибухи, число не підраховано",
  "report.count.bursts-shots-uncounted": "черги та постріли, число не підраховано",
  "report.count.in-flight-uncounted": "снаряди в польоті, число не підраховано",
  "report.count.other-uncounted": "інші, число не підраховано",
  "report.count.killed":
    "{n, plural, =0 {загиблих немає} one {{nText} особа загинула} few {{nText} особи загинули} many {{nText} осіб загинуло} other {{nText} особи загинуло}}",
  "report.count.injured":
    "{n, plural, =0 {поранених немає} one {{nText} особу поранено} few {{nText} особи поранено} many {{nText} осіб поранено} other {{nText} особи поранено}}",
  "report.count.reports-followed":
    "{n, plural, =0 {жодного іншого повідомлення} one {ще {nText} повідомлення} few {ще {nText} повідомлення} many {ще {nText} повідомлень} other {ще {nText} повідомлення}}",
  "report.count.observations":
    "{n, plural, =0 {жодного спостереження} one {{nText} спостереження} few {{nText} спостереження} many {{nText} спостережень} other {{nText} спостереження}}",
  "report.count.weapons":
    "{n, plural, =0 {жодної одиниці озброєння} one {{nText} одиниця озброєння} few {{nText} одиниці озброєння} many {{nText} одиниць озброєння} other {{nText} одиниці озброєння}}",
  "report.count.storage-visits":
    "{n, plural, =0 {жодного відвідування місць зберігання} one {{nText} відвідування місць зберігання} few {{nText} відвідування місць зберігання} many {{nText} відвідувань місць зберігання} other {{nText} відвідування місць зберігання}}",
  "report.count.restrictions":
    "{n, plural, =0 {жодного обмеження} one {{nText} обмеження} few {{nText} обмеження} many {{nText} обмежень} other {{nText} обмеження}}",
  "report.count.windows":
    "{n, plural, =0 {жодного вікна тиші} one {{nText} вікно тиші} few {{nText} вікна тиші} many {{nText} вікон тиші} other {{nText} вікна тиші}}",
  "report.count.visits":
    "{n, plural, =0 {жодного відвідування} one {{nText} відвідування} few {{nText} відвідування} many {{nText} відвідувань} other {{nText} відвідування}}",
  "report.count.corrections":
    "{n, plural, =0 {жодного виправлення} one {{nText} виправлення} few {{nText} виправлення} many {{nText} виправлень} other {{nText} виправлення}}",
  "report.count.at-least": "щонайменше {nText}",
  "report.count.at-most": "щонайбільше {nText}",
  "report.count.about": "приблизно {nText}",
  "report.count.more-entered": "немає; внесено на {nText} більше, ніж опубліковано",

  "report.summary.theme": "Цей звіт лише про таке: {theme}.",
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
    "Втрати серед цивільних осіб, підтверджені двома джерелами чи побачені місією: {killed}, {injured}. Перевіряється: {followed}.",
  "report.summary.weapons":
    "З порушенням ліній відведення: {inViolation}. За ними, але поза місцями зберігання: {outside}.",
  "report.summary.windows":
    "{windows}; {breached, plural, =0 {вогонь не зафіксовано в жодному} other {вогонь зафіксовано в {breachedText}}}{told, select, yes {{met, plural, =0 {} other {, дотримано {metText}}}{undetermined, plural, =0 {} other {, щодо {undeterminedText} місія не може сказати}}} other {}}.",
  "report.summary.movement":
    "Свобода пересування місії: {restrictions} (за попередній період: {beforeText}).",
  "report.summary.clauses":
    "{all, plural, one {З {allText} положення за статтею і сектором} few {З {allText} положень за статтею і сектором} many {З {allText} положень за статтею і сектором} other {З {allText} положень за статтею і сектором}}: дотримано {metText}, установлено порушення {foundText}, розглядається {examinedText}, не визначено {undeterminedText}. Доки не встановлено порушення, жодну сторону не названо.",
  "report.summary.unseen":
    "Найменше можна було бачити тут: {sector} — {seen} того, що там охоплює стаття {article}; стаття вимагає {asked}.",
  "report.summary.corrections":
    "Надійшло {count, plural, one {{countText} виправлення} few {{countText} виправлення} many {{countText} виправлень} other {{countText} виправлення}} до попередніх спостережень.",
  "report.summary.quarantine":
    "З того, що надійшло за період, у карантині {count, plural, one {{countText} повідомлення} few {{countText} повідомлення} many {{countText} повідомлень} other {{countText} повідомлення}}.",
  "report.summary.claims":
    "{count, plural, one {{countText} твердження} few {{countText} твердження} many {{countText} тверджень} other {{countText} твердження}} за період, з них {untypedText} без типу. Твердження не є спостереженнями і не рахуються разом з ними.",

  "report.violations.note":
    "Правило smm: кожен вибух, черга, постріл, снаряд у польоті, спалах і освітлювальна ракета рахується як одиниця в кожного спостерігача, що їх зафіксував. «Раніше» — проміжок такої самої тривалості безпосередньо перед цим, «тиждень» — останні сім періодів. «Розглядається» не означає встановленого порушення. «Видно» — середнє охоплення за статтею {article}. Про сектор без запису не відомо, що вогню не було.",
  "report.violations.more":
    "{more, plural, one {Ще {moreText} спостереження наведено} few {Ще {moreText} спостереження наведено} many {Ще {moreText} спостережень наведено} other {Ще {moreText} спостереження наведено}} в додатку або враховано вище.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Примітка: {remark}.",
  "report.near": "{sentence} Поблизу: {place}.",
  "report.place-follows": "{sentence} Місце буде вказано {at}.",
  "report.cell.near": "поблизу: {place}, з точністю до {areaText} км²",
  "report.cell.follows": "буде вказано {at}",
  "report.observations.counted":
    "{observations} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.observations.kept":
    "З них {keptText} {kept, plural, one {лишається} few {лишаються} many {лишаються} other {лишаються}} всередині місії або ще не може бути розголошено.",

  "report.casualties.counted":
    "Підтверджено двома джерелами чи побачено місією: {killed}, {injured} (за попередній період: {killedBeforeText} і {injuredBeforeText}). Перевіряється: {followed}.",
  "report.casualties.one":
    "{place}, {when}: {killed}, {injured} ({who}). {corroboration, select, reported {Місія перевіряє повідомлення} one_source {За словами одного джерела} corroborated {Підтверджено двома незалежними джерелами} confirmed {Побачено місією} other {Підтвердити не вдалося}}; {sourceCount, plural, =0 {джерел не зазначено} one {зазначено {sourceCountText} джерело} few {зазначено {sourceCountText} джерела} many {зазначено {sourceCountText} джерел} other {зазначено {sourceCountText} джерела}}.",
  "report.who.civilians": "цивільні особи",
  "report.who.others": "інші",
  "report.who.not-known": "хто саме, невідомо",
  "report.corroboration.reported": "повідомлено",
  "report.corroboration.one-source": "одне джерело",
  "report.corroboration.corroborated": "підтверджено джерелами",
  "report.corroboration.confirmed": "побачено місією",
  "report.corroboration.not-confirmed": "не підтверджено",

  "report.areas.not-agreed": "Угода не називає жодної ділянки розведення.",
  "report.areas.look":
    "{when}: {access, select, full {повний доступ} partial {частковий доступ} refused {у доступі відмовлено} other {доступ був неможливий}}; {seenCount, plural, =0 {озброєння не бачили} other {бачили: {seen}}}{remarkCount, plural, =0 {} other {. Зазначено: {remarks}}}.",
  "report.areas.looks":
    "Місія оглянула ділянку {count, plural, one {{countText} раз} few {{countText} рази} many {{countText} разів} other {{countText} раза}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} обмеження} few {{countText} обмеження} many {{countText} обмежень} other {{countText} обмеження}} пересування місії біля ділянки: {kinds}.",

  "report.weapons.counted":
    "{weapons} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.weapons.one":
    "{when}, {place}: {bound, select, atLeast {щонайменше } other {}}{weapons} (стаття {article}).",
  "report.weapons.visits":
    "{visits} (за попередній період: {beforeText}); доступу не було: {refusedText}.",
  "report.weapons.visit":
    "{when}, {place}: {access, select, full {повний доступ} partial {частковий доступ} refused {у доступі відмовлено} other {доступ був неможливий}}{hasReason, select, yes { («{reason}»)} other {}}. {seenCount, plural, =0 {Озброєння не бачили} other {Бачили: {seen}}}.{missingCount, plural, =0 {} other { Заявлено, але не побачено: {missing}.}}",
  "report.standing.in-violation": "з порушенням ліній відведення",
  "report.standing.outside-storage": "за лініями відведення, поза місцями зберігання",
  "report.standing.not-decided": "не вдалося перевірити",
  "report.standing.clear": "жодна лінія відведення не застосовується",

  "report.windows.counted":
    "{windows} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}: {guarantees, plural, =0 {гарантій не надано} one {гарантії {guaranteesText} сторони} few {гарантії {guaranteesText} сторін} many {гарантії {guaranteesText} сторін} other {гарантії {guaranteesText} сторони}}; {state, select, met {дотримано} breached {у ньому зафіксовано {events, plural, one {{eventsText} випадок вогню} few {{eventsText} випадки вогню} many {{eventsText} випадків вогню} other {{eventsText} випадку вогню}}} undetermined {місія не може сказати, чи його дотримано} cannot_start {не могло початися} to_come {ще не настало} running {ще триває} other {скасовано}}{hasSeen, select, yes {; видно {seen, plural, one {{seenText} хвилину} few {{seenText} хвилини} many {{seenText} хвилин} other {{seenText} хвилини}} з {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits}: здійснено {doneText}, дозволено {grantedText}, запитано {requestedText}, заблоковано {blockedText}; прострочено {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}): {stateWord}{hasReason, select, yes { («{reason}»)} other {}}.{items, plural, =0 {} other { Перелік: дотримано {heldText} з {itemsText}.}}{failing, plural, =0 {} other { Не дотримано: {failingItems}.}}",
  "report.visit.requested": "запитано",
  "report.visit.granted": "дозволено",
  "report.visit.blocked": "заблоковано",
  "report.visit.done": "здійснено",
  "report.visit.cancelled": "скасовано",

  "report.movement.counted":
    "{restrictions} (за попередній період: {beforeText}; за останні сім періодів: {weekText}).",
  "report.movement.one":
    "{place}, {when}: {kind, select, denial {у доступі відмовлено} conditional_access {доступ надано з умовами} delay {патруль затримано} regular {постійне обмеження тривало} mines {шлях перекривали міни чи нерозірвані боєприпаси} interference {зафіксовано перешкоди сигналу} other {пересуванню перешкоджали}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Хто: {statedBy}.} other {}}{hasAsked, select, yes { Запитано: {asked}.} other {}}{hasReason, select, yes { Названа причина: «{reason}».} other {}}{hasResult, select, yes { Наслідок: {result}.} other {}}",
  "report.denial.denial": "Відмова в доступі",
  "report.denial.conditional-access": "Доступ з умовами",
  "report.denial.delay": "Затримка",
  "report.denial.regular": "Постійні обмеження",
  "report.denial.mines": "Міни та нерозірвані боєприпаси",
  "report.denial.interference": "Перешкоди сигналу",
  "report.denial.other-impediment": "Інші перешкоди",

  "report.unseen.follows": "Де й коли місія не могла спостерігати, буде вказано з {from}.",
  "report.unseen.not-worked-out": "Охоплення для цих періодів не обчислено.",
  "report.unseen.all-covered":
    "Кожен сектор щогодини було охоплено так, як вимагає стаття {article}.",
  "report.unseen.explained":
    "Охоплення за статтею {article} за секторами і що забрало решту. Частка біля причини показує, скільки повернулося б, якби не було лише її; частки не додаються. «Вільно» — частка клітинко-годин без жодного охоплення.",
  "report.unseen.map-note":
    "Заштриховано: середнє охоплення за період нижче, ніж вимагає стаття {article}. Обведені клітинки: у них або поблизу зафіксовано вогонь; жодне місце не є точнішим за клітинку.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "нікого поблизу",
  "report.loss.out-of-range": "поза досяжністю",
  "report.loss.out-of-view": "поза полем зору",
  "report.loss.off-schedule": "поза розкладом",
  "report.loss.terrain": "рельєф",
  "report.loss.night": "ніч",
  "report.loss.weather": "погода",
  "report.loss.jammed": "перешкоди сигналу",
  "report.loss.denied": "відмова в доступі",
  "report.loss.down": "не працює",
  "report.loss.degraded": "працює гірше",
  "report.loss.not-received": "ще не отримано",
  "report.loss.one-source-only": "лише одне джерело",

  "report.corrections.none": "За період не надійшло жодного виправлення.",
  "report.corrections.counted":
    "{corrections}: більше не чинних спостережень {withdrawnText}, замість них чинних {replacedText}. Попередні збережено.",
  "report.corrections.one":
    "{at}: {withdrawn, plural, one {{withdrawnText} спостереження} few {{withdrawnText} спостереження} many {{withdrawnText} спостережень} other {{withdrawnText} спостереження}} за {when} більше не чинні{replaced, plural, =0 {} other {, замінено на {replacedText}}}. Причина: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Жодне спостереження за період не надійшло} one {{countText} спостереження за період надійшло} few {{countText} спостереження за період надійшли} many {{countText} спостережень за період надійшло} other {{countText} спостереження за період надійшло}} пізніше ніж за десять хвилин після побаченого.",
  "report.quarantine.counted":
    "З того, що надійшло за період: {waiting, plural, =0 {відхилених і збережених повідомлень немає} one {{waitingText} повідомлення відхилено й збережено} few {{waitingText} повідомлення відхилено й збережено} many {{waitingText} повідомлень відхилено й збережено} other {{waitingText} повідомлення відхилено й збережено}}; виправлено й прийнято {readmittedText}.",

  "report.clauses.not-worked-out": "Для такої кількості періодів стан не обчислено.",
  "report.clauses.adopted":
    "Ці стани затверджують ті, хто підписує звіт. «Розглядається» — відкрита справа: порушення не встановлено, жодну сторону не названо.",
  "report.clauses.follow": "Стан положень буде вказано з {from}, разом з охопленням.",
  "report.clauses.bound":
    "Межа — найбільша кількість порушень на добу, які могли лишитися непоміченими (95 %), якщо порушення незалежні одне від одного й не уникають охоплення місії.",
  "report.clauses.narrative":
    "Показано й відстежується, ніколи не оцінюється: {count, plural, one {стаття} few {статті} many {статті} other {статті}} {articles}.",
  "report.state.met": "дотримано",
  "report.state.found": "порушення встановлено",
  "report.state.examined": "розглядається",
  "report.state.undetermined": "не визначено",
  "report.state.not-applicable": "не чинне",
  "report.state.narrative": "не оцінюється",

  "report.claims.counted":
    "{count, plural, =0 {Жодного твердження} one {{countText} твердження} few {{countText} твердження} many {{countText} тверджень} other {{countText} твердження}} за період, з них без типу {untypedText}; усього внесено {storedText}, з них без типу {storedUntypedText}.",
  "report.claims.method":
    "Твердження — це чиїсь слова. Воно не є спостереженням, рахується окремо і не вирішує жодного положення.",

  "report.published.none": "Жоден опублікований підсумок не стосується цих періодів.",
  "report.published.explained":
    "Що опублікувала місія і що внесено тут за ті самі періоди й регіони. Різницю не внесено; нічого не підганяється.",
  "report.published.not-counted": "тут так не рахується",
  "report.published.no-entry": "немає запису",

  "report.method.rule-smm":
    "smm: кожен внесений вибух, черга, постріл, снаряд у польоті, спалах і освітлювальна ракета рахується як одиниця в кожного спостерігача, що їх зафіксував; частини іншого підрахунку не враховано; для проміжку береться нижня межа.",
  "report.method.rule-records": "records: кожен запис рахується як одиниця.",
  "report.method.rule-persons":
    "persons: кожна особа рахується як одиниця, якщо про це кажуть два джерела або це бачила сама місія.",
  "report.method.rule-weapons":
    "weapons: кожна побачена одиниця озброєння рахується при кожному огляді.",
  "report.method.rule-coverage": "coverage: середнє за клітинками статті та годинами періоду.",
  "report.method.rule-hours": "hours: години за годинником, повністю чи частково.",
  "report.method.period":
    "Період триває від {cutOff} до {cutOff}, {timezone}, і названий за днем, яким закінчується. Усе наведено за станом відомостей на {knownAt}.",
  "report.method.place": "Спостереження рахується в секторі, де перебував спостерігач.",
  "report.method.coverage":
    "Охоплення — ймовірність того, що порушення там і тоді відповідало б вимогам самої статті до доказів.",
  "report.method.parties":
    "Щодо вогню не названо жодної сторони. Контроль над місцем — це позначка місця і нічого не каже про те, хто що зробив.",
  "report.method.released":
    "Те, що вийшло за межі місії, огрублено й затримано, як каже угода: жодного місця людей місії, жодного місця вогню точніше ніж 1 км чи раніше ніж через 30 хвилин.",

  "report.annex.none": "Немає записів.",
  "report.annex.left-out":
    "Ще {countText} {count, plural, one {рядок враховано} few {рядки враховано} many {рядків враховано} other {рядка враховано}} вище і тут не наведено.",
  "report.annex.withheld":
    "{count, plural, one {{countText} спостереження враховано} few {{countText} спостереження враховано} many {{countText} спостережень враховано} other {{countText} спостереження враховано}} вище, але лишено всередині місії або ще не може бути розголошено.",
  "report.annex.coarse":
    "Позиції, відстані та напрямки на цьому рівні не вказуються: разом з місцем вони видали б спостерігача.",
  "report.annex.records": "Номер речення і записи, на які воно спирається.",
  "report.annex.records-more": "і ще {nText}",

  "report.working.counted":
    "Внутрішнє для місії, порушень не встановлює: програма оцінила як порушення {breachesText}, з них, за очікуванням, хибних {wrong} (Σ(1 − p)); відкритих {openText}, без порушення {noneText}.",
  "report.working.trace":
    "Подія {incident}: порушено кимось з імовірністю {probability} ({word}); стаття вимагає {asked} від незалежних джерел: {askedSourcesText}, спостерігало {sourcesText}.",
  "report.working.quoted": "Спостережено: {text}",
  "report.working.step": "{factor}: {text}",
  "report.working.under-line": "За лінією {line}, яку провела {drawnBy}: {probability}, {outcome}.",
  "report.outcome.breach": "оцінено як порушення",
  "report.outcome.no-breach": "порушення немає",
  "report.outcome.undetermined": "не визначено",
  "report.probability.certain": "достеменно",
  "report.probability.almost-certain": "майже напевно",
  "report.probability.very-likely": "дуже ймовірно",
  "report.probability.likely": "ймовірно",
  "report.probability.about-even": "порівну",
  "report.probability.unlikely": "малоймовірно",
  "report.probability.very-unlikely": "дуже малоймовірно",
  "report.probability.remote": "майже виключено",

  "report.column.region": "Сектор",
  "report.column.explosions": "Вибухи",
  "report.column.bursts-shots": "Черги, постріли",
  "report.column.in-flight": "У польоті",
  "report.column.other": "Інше",
  "report.column.all": "Усього",
  "report.column.before": "Раніше",
  "report.column.week": "Тиждень",
  "report.column.examined": "Розгляд",
  "report.column.found": "Установл.",
  "report.column.seen": "Видно",
  "report.column.asked": "Вимога",
  "report.column.state": "Стан",
  "report.column.period": "Період",
  "report.column.place": "Місце",
  "report.column.time": "Час",
  "report.column.killed": "Загинуло",
  "report.column.injured": "Поранено",
  "report.column.who": "Хто",
  "report.column.corroboration": "Підтвердження",
  "report.column.cause": "Причина",
  "report.column.restriction": "Вид",
  "report.column.count": "Кількість",
  "report.column.sector": "Сектор",
  "report.column.hours-below": "Годин нижче",
  "report.column.hours-unseen": "Годин не видно",
  "report.column.hours": "Години",
  "report.column.free": "Вільно",
  "report.column.why": "Чому",
  "report.column.side": "Місцевість",
  "report.column.code": "Код",
  "report.column.messages": "Повідомлення",
  "report.column.article": "Стаття",
  "report.column.bound": "Непомічених на добу, не більше",
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
  "report.column.weapon-number": "Кількість озброєння",
  "report.column.weapon-type": "Тип озброєння",
  "report.column.location": "Місце",
  "report.column.standing": "Стан",
  "report.column.sentence": "Речення",
  "report.column.records": "Записи",
};
