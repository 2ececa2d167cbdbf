// French messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportFr: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Rapport quotidien {number}",
  "report.title.weekly": "Rapport hebdomadaire {number}",
  "report.title.thematic": "Rapport thématique {number}",
  "report.title.draft-daily": "Rapport quotidien",
  "report.title.draft-weekly": "Rapport hebdomadaire",
  "report.title.draft-thematic": "Rapport thématique",
  "report.head.level": "Diffusion : {level}",
  "report.head.language": "Langue : français",
  "report.head.known": "État des connaissances au {knownAt}",
  "report.head.period": "Du {from} au {to}, {timezone}",
  "report.head.closes": "La période se termine le {at} ; les chiffres sont ceux connus jusqu’ici.",
  "report.head.agreement": "Accord : {id}, forme compilée {hash}",
  "report.head.proposal": "Une proposition : personne ne l’a signée.",
  "report.head.declared": "Déclaré, non signé.",
  "report.head.page": "Page {page} sur {pages}",
  "report.head.lines-note":
    "Les lignes sont des positions énoncées par les parties ou la mission ; elles n’impliquent rien quant aux frontières ou à la souveraineté.",
  "report.mark.exercise": "EXERCICE",
  "report.mark.simulated": "SIMULATION",
  "report.mark.exercise-says": "Tout dans ce rapport est inventé. Rien de cela n’est arrivé.",
  "report.mark.simulated-says": "Tout dans ce rapport est calculé. Rien de cela n’est arrivé.",
  "report.level.internal": "interne",
  "report.level.parties": "parties",
  "report.level.public": "public",
  "report.unknown": "inconnu",
  "report.no-entry": "aucune saisie",
  "report.whole": "Total",
  "report.percent-less": "moins de {percent}",
  "report.rests-on":
    "Repose sur {n, plural, one {{nText} enregistrement} other {{nText} enregistrements}}",

  "report.person.replaced": "Écrit par une personne à la place de la phrase générée.",
  "report.person.added": "Écrit par une personne.",
  "report.person.changed": "Ce qui est généré ici a changé depuis.",
  "report.person.untranslated": "non traduit",
  "report.person.hidden":
    "{n, plural, one {{nText} phrase générée a été retirée par une personne.} other {{nText} phrases générées ont été retirées par une personne.}}",
  "report.person.without-place": "Modifications dont la phrase n’existe plus",
  "report.person.without-place-one":
    "{does, select, add {Ajouté} hide {Retiré} order {Ordonné} other {Remplacé}} à {at} : {text}",

  "report.heading.summary": "Résumé",
  "report.heading.violations": "Violations du cessez-le-feu",
  "report.heading.region": "{region}",
  "report.heading.published": "En regard des totaux publiés",
  "report.heading.casualties": "Victimes civiles et dommages",
  "report.heading.areas": "Zones de désengagement",
  "report.heading.area": "{area}",
  "report.heading.weapons": "Retrait des armes",
  "report.heading.weapons-in-violation": "En violation des lignes de retrait",
  "report.heading.weapons-outside-storage":
    "Au-delà des lignes de retrait mais hors des sites de stockage",
  "report.heading.weapons-storage": "Visites de sites de stockage",
  "report.heading.weapons-not-decided": "N’a pas pu être vérifié",
  "report.heading.presence": "Présence militaire",
  "report.heading.mines": "Mines et munitions non explosées",
  "report.heading.windows": "Cessez-le-feu locaux : fenêtres de silence",
  "report.heading.visits": "Visites de sites",
  "report.heading.civilians": "Points de passage et civils",
  "report.heading.movement": "Restrictions à la liberté de mouvement de la mission",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Ce que la mission n’a pas pu observer",
  "report.heading.corrections": "Corrections aux rapports antérieurs",
  "report.heading.quarantine": "Quarantaine",
  "report.heading.clauses": "État des clauses",
  "report.heading.claims": "Affirmations de tiers",
  "report.heading.method": "Méthode et décompte",
  "report.heading.annex-weapons": "Annexe : tableau des armes",
  "report.heading.annex-violations": "Annexe : tableau des violations du cessez-le-feu",
  "report.heading.annex-working": "Annexe : origine des évaluations (interne)",
  "report.heading.annex-records": "Annexe : enregistrements",
  "report.heading.trace": "Article {article}, {at} : {outcome}",
  "report.heading.bars":
    "Violations du cessez-le-feu au cours {n, plural, one {de la dernière période} other {des {nText} dernières périodes}}",

  "report.none":
    "Aucun enregistrement n’a été saisi pour cette section. Pendant la période, la mission pouvait voir {seen} de ce que couvre l’article {article}.",
  "report.none-unseen":
    "Aucun enregistrement n’a été saisi pour cette section. Cela ne signifie pas que rien ne s’est passé.",

  "report.count.violations":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune violation du cessez-le-feu} one {{nText} violation du cessez-le-feu} other {{nText} violations du cessez-le-feu}}",
  "report.count.explosions":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune explosion} one {{nText} explosion} other {{nText} explosions}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune rafale ni tir} one {{nText} rafale ou tir} other {{nText} rafales et tirs}}",
  "report.count.in-flight":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucun projectile en vol} one {{nText} projectile en vol} other {{nText} projectiles en vol}}",
  "report.count.other":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucun autre} one {{nText} autre} other {{nText} autres}}",
  "report.count.violations-uncounted": "un nombre non compté de violations du cessez-le-feu",
  "report.count.explosions-uncounted": "un nombre non compté d’explosions",
  "report.count.bursts-shots-uncounted": "un nombre non compté de rafales et de tirs",
  "report.count.in-flight-uncounted": "un nombre non compté de projectiles en vol",
  "report.count.other-uncounted": "un nombre non compté d’autres",
  "report.count.killed":
    "{n, plural, =0 {aucun mort} one {{nText} personne tuée} other {{nText} personnes tuées}}",
  "report.count.injured":
    "{n, plural, =0 {aucun blessé} one {{nText} personne blessée} other {{nText} personnes blessées}}",
  "report.count.reports-followed":
    "{n, plural, =0 {aucun autre signalement} one {{nText} autre signalement} other {{nText} autres signalements}}",
  "report.count.observations":
    "{n, plural, =0 {aucune observation} one {{nText} observation} other {{nText} observations}}",
  "report.count.weapons": "{n, plural, =0 {aucune arme} one {{nText} arme} other {{nText} armes}}",
  "report.count.storage-visits":
    "{n, plural, =0 {aucune visite de site de stockage} one {{nText} visite de site de stockage} other {{nText} visites de sites de stockage}}",
  "report.count.restrictions":
    "{n, plural, =0 {aucune restriction} one {{nText} restriction} other {{nText} restrictions}}",
  "report.count.windows":
    "{n, plural, =0 {aucune fenêtre de silence} one {{nText} fenêtre de silence} other {{nText} fenêtres de silence}}",
  "report.count.visits":
    "{n, plural, =0 {aucune visite} one {{nText} visite} other {{nText} visites}}",
  "report.count.corrections":
    "{n, plural, =0 {aucune correction} one {{nText} correction} other {{nText} corrections}}",
  "report.count.at-least": "au moins {nText}",
  "report.count.at-most": "au plus {nText}",
  "report.count.about": "environ {nText}",
  "report.count.more-entered": "aucune ; {nText} de plus saisies que publiées",

  "report.summary.theme": "Ce rapport porte uniquement sur : {theme}.",
  "report.summary.region":
    "{region} : {violations}, dont {explosions} ; {trend, select, more {plus que pendant la période précédente} fewer {moins que pendant la période précédente} same {autant que pendant la période précédente} other {pendant la période précédente}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region} : {violations}, dont {explosions}. Pour la période précédente, aucune observation n’a été saisie.",
  "report.summary.region-no-entry":
    "{region} : aucune observation n’a été saisie. Cela ne signifie pas que rien ne s’est passé.",
  "report.summary.no-entry":
    "Aucune observation n’a été saisie. Cela ne signifie pas que rien ne s’est passé.",
  "report.summary.whole":
    "En tout, {violations} : {parts}. Sur les sept dernières périodes : {week}.",
  "report.summary.casualties":
    "Victimes civiles corroborées par deux sources ou vues par la mission : {killed}, {injured}. En cours de vérification : {followed}.",
  "report.summary.weapons":
    "En violation des lignes de retrait : {inViolation}. Au-delà, mais hors des sites de stockage : {outside}.",
  "report.summary.windows":
    "{windows} ; {breached, plural, =0 {aucun tir n’y a été enregistré} other {des tirs ont été enregistrés dans {breachedText}}}{told, select, yes {{met, plural, =0 {} one {, {metText} respectée} other {, {metText} respectées}}{undetermined, plural, =0 {} other {, pour {undeterminedText} la mission ne peut se prononcer}}} other {}}.",
  "report.summary.movement":
    "Liberté de mouvement de la mission : {restrictions} (période précédente : {beforeText}).",
  "report.summary.clauses":
    "Sur {all, plural, one {{allText} clause par article et secteur} other {{allText} clauses par article et secteur}} : respectées {metText}, violation constatée {foundText}, examinées {examinedText}, indéterminées {undeterminedText}. Aucune partie n’est nommée avant un constat.",
  "report.summary.unseen":
    "C’est ici que la mission pouvait voir le moins : {sector}, {seen} de ce que l’article {article} y couvre ; l’article demande {asked}.",
  "report.summary.corrections":
    "{count, plural, one {{countText} correction à des observations antérieures a été reçue} other {{countText} corrections à des observations antérieures ont été reçues}}.",
  "report.summary.quarantine":
    "De ce qui est arrivé pendant la période, {count, plural, one {{countText} message est} other {{countText} messages sont}} en quarantaine.",
  "report.summary.claims":
    "{count, plural, one {{countText} affirmation} other {{countText} affirmations}} pendant la période, dont {untypedText} sans type. Les affirmations ne sont pas des observations et ne sont pas comptées avec elles.",

  "report.violations.note":
    "Règle smm : chaque explosion, rafale, tir, projectile en vol, lueur et fusée éclairante compte pour un, chez chaque observateur qui l’a noté. « Avant » est la durée égale qui précède, « semaine » les sept dernières périodes. « Examiné » n’est pas un constat. « Vu » est la couverture moyenne de l’article {article}. Un secteur sans saisie n’est pas réputé sans tir.",
  "report.violations.more":
    "{more, plural, one {{moreText} autre observation figure} other {{moreText} autres observations figurent}} en annexe ou dans le décompte ci-dessus.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Remarque : {remark}.",
  "report.near": "{sentence} Près de : {place}.",
  "report.place-follows": "{sentence} Le lieu sera indiqué le {at}.",
  "report.cell.near": "près de {place}, à {areaText} km² près",
  "report.cell.follows": "sera indiqué le {at}",
  "report.observations.counted":
    "{observations} (période précédente : {beforeText} ; sept dernières périodes : {weekText}).",
  "report.observations.kept":
    "{kept, plural, one {{keptText} d’entre elles reste} other {{keptText} d’entre elles restent}} à l’intérieur de la mission ou ne peut pas encore être communiqué.",

  "report.casualties.counted":
    "Corroboré par deux sources ou vu par la mission : {killed}, {injured} (période précédente : {killedBeforeText} et {injuredBeforeText}). En cours de vérification : {followed}.",
  "report.casualties.one":
    "{place}, {when} : {killed}, {injured} ({who}). {corroboration, select, reported {La mission vérifie les signalements} one_source {Selon une seule source} corroborated {Corroboré par deux sources indépendantes} confirmed {Vu par la mission} other {N’a pas pu être confirmé}} ; {sourceCount, plural, =0 {aucune source notée} one {{sourceCountText} source notée} other {{sourceCountText} sources notées}}.",
  "report.who.civilians": "civils",
  "report.who.others": "autres",
  "report.who.not-known": "identité inconnue",
  "report.corroboration.reported": "signalé",
  "report.corroboration.one-source": "une source",
  "report.corroboration.corroborated": "corroboré",
  "report.corroboration.confirmed": "confirmé",
  "report.corroboration.not-confirmed": "non confirmé",

  "report.areas.not-agreed": "L’accord ne nomme aucune zone de désengagement.",
  "report.areas.look":
    "{when} : {access, select, full {accès complet} partial {accès partiel} refused {accès refusé} other {accès impossible}} ; {seenCount, plural, =0 {aucune arme vue} other {vu : {seen}}}{remarkCount, plural, =0 {} other {. Noté : {remarks}}}.",
  "report.areas.looks": "La mission a inspecté la zone {countText} fois.",
  "report.areas.denied":
    "{count, plural, one {{countText} restriction} other {{countText} restrictions}} de mouvement de la mission à cette zone : {kinds}.",

  "report.weapons.counted":
    "{weapons} (période précédente : {beforeText} ; sept dernières périodes : {weekText}).",
  "report.weapons.one":
    "{when}, {place} : {bound, select, atLeast {au moins } other {}}{weapons} (article {article}).",
  "report.weapons.visits":
    "{visits} (période précédente : {beforeText}) ; accès refusé ou impossible : {refusedText}.",
  "report.weapons.visit":
    "{when}, {place} : {access, select, full {accès complet} partial {accès partiel} refused {accès refusé} other {accès impossible}}{hasReason, select, yes { (« {reason} »)} other {}}. {seenCount, plural, =0 {Aucune arme vue} other {Vu : {seen}}}.{missingCount, plural, =0 {} other { Déclaré et non vu : {missing}.}}",
  "report.standing.in-violation": "en violation des lignes de retrait",
  "report.standing.outside-storage": "au-delà des lignes de retrait, hors stockage",
  "report.standing.not-decided": "n’a pas pu être vérifié",
  "report.standing.clear": "aucune ligne de retrait ne s’applique",

  "report.windows.counted":
    "{windows} (période précédente : {beforeText} ; sept dernières périodes : {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}} : {guarantees, plural, =0 {aucune garantie donnée} one {garantie par {guaranteesText} partie} other {garantie par {guaranteesText} parties}} ; {state, select, met {respectée} breached {{events, plural, one {{eventsText} épisode de tir y a été enregistré} other {{eventsText} épisodes de tir y ont été enregistrés}}} undetermined {la mission ne peut dire si elle a été respectée} cannot_start {elle n’a pas pu commencer} to_come {à venir} running {en cours} other {annulée}}{hasSeen, select, yes { ; {seen, plural, one {{seenText} minute vue} other {{seenText} minutes vues}} sur {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits} : effectuées {doneText}, accordées {grantedText}, demandées {requestedText}, bloquées {blockedText} ; en retard {backlogText}.",
  "report.visits.one":
    "{place} ({purpose}) : {stateWord}{hasReason, select, yes { (« {reason} »)} other {}}.{items, plural, =0 {} other { Liste : {heldText} sur {itemsText} remplis.}}{failing, plural, =0 {} other { Non remplis : {failingItems}.}}",
  "report.visit.requested": "demandée",
  "report.visit.granted": "accordée",
  "report.visit.blocked": "bloquée",
  "report.visit.done": "effectuée",
  "report.visit.cancelled": "annulée",

  "report.movement.counted":
    "{restrictions} (période précédente : {beforeText} ; sept dernières périodes : {weekText}).",
  "report.movement.one":
    "{place}, {when} : {kind, select, denial {accès refusé} conditional_access {accès conditionnel} delay {patrouille retardée} regular {la restriction permanente s’est poursuivie} mines {passage barré par des mines ou des munitions non explosées} interference {brouillage du signal constaté} other {mouvement entravé}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Par : {statedBy}.} other {}}{hasAsked, select, yes { Demandé : {asked}.} other {}}{hasReason, select, yes { Raison donnée : « {reason} ».} other {}}{hasResult, select, yes { Issue : {result}.} other {}}",
  "report.denial.denial": "Refus d’accès",
  "report.denial.conditional-access": "Accès conditionnel",
  "report.denial.delay": "Retard",
  "report.denial.regular": "Restrictions permanentes",
  "report.denial.mines": "Mines et munitions non explosées",
  "report.denial.interference": "Brouillage du signal",
  "report.denial.other-impediment": "Autres entraves",

  "report.unseen.follows":
    "Où et quand la mission n’a pas pu observer sera indiqué à partir du {from}.",
  "report.unseen.not-worked-out": "La couverture n’a pas été calculée pour ces périodes.",
  "report.unseen.all-covered":
    "Chaque secteur a été couvert à chaque heure comme l’article {article} le demande.",
  "report.unseen.explained":
    "Couverture de l’article {article} par secteur, et ce qui a ôté le reste. La part près d’une raison dit combien reviendrait si elle seule disparaissait ; elles ne s’additionnent pas. « Libre » est la part des heures de cellule sans aucune couverture.",
  "report.unseen.map-note":
    "Hachuré : couverture moyenne de la période inférieure à ce que demande l’article {article}. Cellules entourées : des tirs y ont été enregistrés ou à proximité ; aucun lieu n’est plus précis que la cellule.",
  "report.loss": "{reason} ({share})",
  "report.loss.no-sensor": "personne à proximité",
  "report.loss.out-of-range": "hors de portée",
  "report.loss.out-of-view": "hors de vue",
  "report.loss.off-schedule": "hors horaire",
  "report.loss.terrain": "relief",
  "report.loss.night": "nuit",
  "report.loss.weather": "météo",
  "report.loss.jammed": "brouillage",
  "report.loss.denied": "accès refusé",
  "report.loss.down": "en panne",
  "report.loss.degraded": "dégradé",
  "report.loss.not-received": "pas encore reçu",
  "report.loss.one-source-only": "une seule source",

  "report.corrections.none": "Aucune correction n’a été reçue pendant la période.",
  "report.corrections.counted":
    "{corrections} : observations qui ne valent plus {withdrawnText}, qui valent à leur place {replacedText}. Les anciennes sont conservées.",
  "report.corrections.one":
    "{at} : {withdrawn, plural, one {{withdrawnText} observation} other {{withdrawnText} observations}} du {when} ne {withdrawn, plural, one {vaut} other {valent}} plus{replaced, plural, =0 {} other {, remplacement : {replacedText}}}. Raison : {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Aucune observation de la période n’est arrivée} one {{countText} observation de la période est arrivée} other {{countText} observations de la période sont arrivées}} plus de dix minutes après ce qui a été observé.",
  "report.quarantine.counted":
    "De ce qui est arrivé pendant la période : {waiting, plural, =0 {aucun message refusé et conservé} one {{waitingText} message refusé et conservé} other {{waitingText} messages refusés et conservés}} ; corrigés et acceptés : {readmittedText}.",

  "report.clauses.not-worked-out": "Ils n’ont pas été calculés pour autant de périodes.",
  "report.clauses.adopted":
    "Ces états sont adoptés par ceux qui signent ce rapport. « Examiné » est un dossier ouvert : aucun constat, aucune partie nommée.",
  "report.clauses.follow":
    "L’état des clauses sera indiqué à partir du {from}, avec la couverture.",
  "report.clauses.bound":
    "La borne est le plus grand nombre de violations par jour qui ont pu passer inaperçues (95 %), si les violations sont indépendantes et n’évitent pas la couverture de la mission.",
  "report.clauses.narrative":
    "Montré et suivi, jamais évalué : {count, plural, one {article} other {articles}} {articles}.",
  "report.state.met": "respecté",
  "report.state.found": "violation constatée",
  "report.state.examined": "examiné",
  "report.state.undetermined": "indéterminé",
  "report.state.not-applicable": "pas en vigueur",
  "report.state.narrative": "non évalué",

  "report.claims.counted":
    "{count, plural, =0 {Aucune affirmation} one {{countText} affirmation} other {{countText} affirmations}} pendant la période, sans type : {untypedText} ; saisies en tout : {storedText}, sans type : {storedUntypedText}.",
  "report.claims.method":
    "Une affirmation est ce que quelqu’un dit. Ce n’est pas une observation, elle est comptée à part et ne décide d’aucune clause.",

  "report.published.none": "Aucun total publié ne porte sur ces périodes.",
  "report.published.explained":
    "Ce que la mission a publié, et ce qui a été saisi ici pour les mêmes périodes et régions. La différence n’a pas été saisie ; rien n’est ajusté.",
  "report.published.not-counted": "pas compté ainsi ici",
  "report.published.no-entry": "aucune saisie",

  "report.method.rule-smm":
    "smm : chaque explosion, rafale, tir, projectile en vol, lueur et fusée éclairante saisi compte pour un, chez chaque observateur qui l’a noté ; les parties d’un autre décompte sont exclues ; une fourchette compte sa borne inférieure.",
  "report.method.rule-records": "records : chaque enregistrement compte pour un.",
  "report.method.rule-persons":
    "persons : chaque personne compte pour un, si deux sources ou la mission elle-même le corroborent.",
  "report.method.rule-weapons": "weapons : chaque arme vue compte pour un, à chaque inspection.",
  "report.method.rule-coverage":
    "coverage : moyenne sur les cellules de l’article et les heures de la période.",
  "report.method.rule-hours": "hours : heures d’horloge, entières ou partielles.",
  "report.method.period":
    "Une période va de {cutOff} à {cutOff}, {timezone}, et porte le nom du jour où elle se termine. Tout est donné selon l’état des connaissances au {knownAt}.",
  "report.method.place": "Une observation est comptée dans le secteur où se tenait l’observateur.",
  "report.method.coverage":
    "La couverture est la probabilité qu’une violation, à cet endroit et à ce moment, aurait satisfait au niveau de preuve de l’article.",
  "report.method.parties":
    "Aucune partie n’est nommée pour des tirs. Le contrôle d’un lieu est une étiquette du lieu et ne dit rien de qui a fait quoi.",
  "report.method.released":
    "Ce qui a quitté la mission est rendu plus grossier et retardé comme le dit l’accord : aucun lieu des personnes de la mission, aucun lieu de tir à moins de 1 km ou de 30 minutes.",

  "report.annex.none": "Aucune saisie.",
  "report.annex.left-out":
    "{count, plural, one {{countText} autre ligne est comptée ci-dessus et omise ici} other {{countText} autres lignes sont comptées ci-dessus et omises ici}}.",
  "report.annex.withheld":
    "{count, plural, one {{countText} observation est comptée} other {{countText} observations sont comptées}} ci-dessus et gardées à l’intérieur de la mission, ou trop récentes pour être communiquées.",
  "report.annex.coarse":
    "Positions, distances et directions ne sont pas données à ce niveau : avec le lieu, elles trahiraient l’observateur.",
  "report.annex.records": "Le numéro d’une phrase et les enregistrements sur lesquels elle repose.",
  "report.annex.records-more": "et {nText} de plus",

  "report.working.counted":
    "Interne à la mission, et sans constat : le logiciel a évalué comme violation {breachesText}, dont {wrong} attendues fausses (Σ(1 − p)) ; ouvertes {openText}, sans violation {noneText}.",
  "report.working.trace":
    "Incident {incident} : enfreint par quelqu’un avec une probabilité de {probability} ({word}) ; l’article demande {asked} et {askedSourcesText} sources indépendantes, {sourcesText} l’ont observé.",
  "report.working.quoted": "Observé : {text}",
  "report.working.step": "{factor} : {text}",
  "report.working.under-line":
    "Selon la ligne {line} tracée par {drawnBy} : {probability}, {outcome}.",
  "report.outcome.breach": "violation évaluée",
  "report.outcome.no-breach": "pas de violation",
  "report.outcome.undetermined": "indéterminé",
  "report.probability.certain": "certain",
  "report.probability.almost-certain": "presque certain",
  "report.probability.very-likely": "très probable",
  "report.probability.likely": "probable",
  "report.probability.about-even": "à peu près égal",
  "report.probability.unlikely": "peu probable",
  "report.probability.very-unlikely": "très peu probable",
  "report.probability.remote": "presque exclu",

  "report.column.region": "Secteur",
  "report.column.explosions": "Explosions",
  "report.column.bursts-shots": "Rafales, tirs",
  "report.column.in-flight": "En vol",
  "report.column.other": "Autres",
  "report.column.all": "Total",
  "report.column.before": "Avant",
  "report.column.week": "Semaine",
  "report.column.examined": "Examiné",
  "report.column.found": "Constaté",
  "report.column.seen": "Vu",
  "report.column.asked": "Demandé",
  "report.column.state": "État",
  "report.column.period": "Période",
  "report.column.place": "Lieu",
  "report.column.time": "Heure",
  "report.column.killed": "Tués",
  "report.column.injured": "Blessés",
  "report.column.who": "Qui",
  "report.column.corroboration": "Corroboration",
  "report.column.cause": "Cause",
  "report.column.restriction": "Type",
  "report.column.count": "Nombre",
  "report.column.sector": "Secteur",
  "report.column.hours-below": "Heures en deçà",
  "report.column.hours-unseen": "Heures sans vue",
  "report.column.hours": "Heures",
  "report.column.free": "Libre",
  "report.column.why": "Pourquoi",
  "report.column.side": "Terrain",
  "report.column.code": "Code",
  "report.column.messages": "Messages",
  "report.column.article": "Article",
  "report.column.bound": "Inaperçues par jour, au plus",
  "report.column.report": "Rapport",
  "report.column.periods": "Périodes",
  "report.column.kind": "Type",
  "report.column.published": "Publié",
  "report.column.entered": "Saisi",
  "report.column.not-entered": "Non saisi",
  "report.column.published-before": "Avant",
  "report.column.comparison": "Mot",
  "report.column.remark": "Remarque",
  "report.column.smm-position": "Position SMM",
  "report.column.event-location": "Lieu de l’événement",
  "report.column.means": "Moyen",
  "report.column.number": "N.",
  "report.column.observation": "Observation",
  "report.column.description": "Description",
  "report.column.weapon": "Arme",
  "report.column.date-time": "Date, heure",
  "report.column.date": "Date",
  "report.column.weapon-number": "Nombre d’armes",
  "report.column.weapon-type": "Type d’arme",
  "report.column.location": "Lieu",
  "report.column.standing": "Statut",
  "report.column.sentence": "Phrase",
  "report.column.records": "Enregistrements",
};
