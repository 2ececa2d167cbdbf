// French messages of the report. A number `x` comes with `xText`, the same number as it is written.

import type { reportEn } from "./report-en.ts";

export const reportFr: Readonly<Record<keyof typeof reportEn, string>> = {
  "report.title.daily": "Rapport quotidien {number}",
  "report.title.weekly": "Rapport hebdomadaire {number}",
  "report.title.thematic": "Rapport thématique {number}",
  "report.title.draft": "Rapport",
  "report.title.draft-daily": "Rapport quotidien",
  "report.title.draft-weekly": "Rapport hebdomadaire",
  "report.title.draft-thematic": "Rapport thématique",
  "report.head.level": "Diffusion\u00a0: {level}",
  "report.head.language": "Langue\u00a0: français",
  "report.head.known": "Situation connue le {knownAt}",
  "report.head.period": "{from} – {to}, {timezone}",
  "report.head.closes": "La période se termine le {at}\u00a0; les chiffres sont ceux de ce moment.",
  "report.head.agreement": "Accord\u00a0: {id}, forme compilée {hash}",
  "report.head.proposal": "Projet\u00a0: personne ne l’a signé.",
  "report.head.declared": "Déclaré, non signé.",
  "report.head.page": "Page {page} sur {pages}",
  "report.head.lines-note":
    "Les lignes sont des positions déclarées par les parties ou par la mission\u00a0; elles n’impliquent rien quant aux frontières ou à la souveraineté.",
  "report.mark.exercise": "EXERCICE",
  "report.mark.simulated": "SIMULATION",
  "report.mark.exercise-says": "Tout dans ce rapport est inventé. Rien de cela n’a eu lieu.",
  "report.mark.simulated-says": "Tout dans ce rapport est calculé. Rien de cela n’a eu lieu.",
  "report.level.internal": "interne",
  "report.level.parties": "parties",
  "report.level.public": "public",
  "report.unknown": "inconnu",
  "report.no-entry": "aucune entrée",
  "report.whole": "Total",
  "report.percent-less": "moins de {percent}",
  "report.rests-on":
    "Repose sur {n, plural, one {{nText} enregistrement} other {{nText} enregistrements}}",

  "report.person.replaced": "Écrit par une personne à la place de la phrase générée.",
  "report.person.added": "Écrit par une personne.",
  "report.person.changed": "Le texte généré ici a changé depuis que cela a été écrit.",
  "report.person.untranslated": "non traduit",
  "report.person.hidden":
    "{n, plural, one {{nText} phrase générée a été retirée} other {{nText} phrases générées ont été retirées}} par une personne.",
  "report.person.without-place": "Modifications dont la phrase n’existe plus",
  "report.person.without-place-one":
    "{does, select, add {Ajouté} hide {Retiré} order {Mis en ordre} other {Remplacé}} à {at}\u00a0: {text}",

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
    "Au-delà des lignes de retrait, mais hors des sites de stockage",
  "report.heading.weapons-storage": "Visites de sites de stockage",
  "report.heading.weapons-not-decided": "N’a pas pu être vérifié",
  "report.heading.presence": "Présence militaire",
  "report.heading.mines": "Mines et munitions non explosées",
  "report.heading.windows": "Cessez-le-feu locaux\u00a0: fenêtres de silence",
  "report.heading.visits": "Visites de sites",
  "report.heading.civilians": "Points de passage et civils",
  "report.heading.movement": "Restrictions à la liberté de mouvement de la mission",
  "report.heading.denial": "{kind}",
  "report.heading.unseen": "Ce que la mission n’a pas pu observer",
  "report.heading.corrections": "Corrections de rapports antérieurs",
  "report.heading.quarantine": "Quarantaine",
  "report.heading.clauses": "État des clauses",
  "report.heading.claims": "Affirmations de tiers",
  "report.heading.method": "Méthode et décompte",
  "report.heading.annex-weapons": "Annexe\u00a0: tableau des armes",
  "report.heading.annex-violations": "Annexe\u00a0: tableau des violations du cessez-le-feu",
  "report.heading.annex-working":
    "Annexe\u00a0: comment les évaluations ont été établies (interne)",
  "report.heading.annex-records": "Annexe\u00a0: enregistrements",
  "report.heading.trace": "Article {article}, {at}\u00a0: {outcome}",
  "report.heading.bars":
    "Violations du cessez-le-feu au cours {n, plural, one {de la dernière période} other {des {nText} dernières périodes}}",

  "report.none":
    "Aucun enregistrement n’a été saisi pour cette section. Au cours de la période, la mission a pu voir {seen} de ce que couvre l’article {article}.",
  "report.none-unseen":
    "Aucun enregistrement n’a été saisi pour cette section. Cela ne signifie pas que rien n’a eu lieu.",

  "report.count.violations":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune violation du cessez-le-feu} one {{nText} violation du cessez-le-feu} other {{nText} violations du cessez-le-feu}}",
  "report.count.explosions":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune explosion} one {{nText} explosion} other {{nText} explosions}}",
  "report.count.bursts-shots":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucune rafale et aucun tir} one {{nText} rafale ou tir} other {{nText} rafales et tirs}}",
  "report.count.in-flight":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucun projectile en vol} one {{nText} projectile en vol} other {{nText} projectiles en vol}}",
  "report.count.other":
    "{bound, select, atLeast {au moins } about {environ } other {}}{n, plural, =0 {aucun autre} one {{nText} autre} other {{nText} autres}}",
  "report.count.violations-uncounted": "un nombre non compté de violations du cessez-le-feu",
  "report.count.explosions-uncounted": "un nombre non compté d’explosions",
  "report.count.bursts-shots-uncounted": "un nombre non compté de rafales et de tirs",
  "report.count.in-flight-uncounted": "un nombre non compté de projectiles en vol",
  "report.count.other-uncounted": "un nombre non compté d’autres cas",
  "report.count.killed": "{n, plural, =0 {aucun mort} one {{nText} mort} other {{nText} morts}}",
  "report.count.injured":
    "{n, plural, =0 {aucun blessé} one {{nText} blessé} other {{nText} blessés}}",
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
  "report.count.more-entered": "aucun\u00a0; {nText} saisis de plus que publiés",

  "report.summary.theme": "Ce rapport ne porte que sur {theme}.",
  "report.summary.region":
    "{region}\u00a0: {violations}, dont {explosions}\u00a0; {trend, select, more {plus qu’au cours de la période précédente} fewer {moins qu’au cours de la période précédente} same {autant qu’au cours de la période précédente} other {au cours de la période précédente}} ({before}, {beforeExplosions}).",
  "report.summary.region-first":
    "{region}\u00a0: {violations}, dont {explosions}. Pour la période précédente, aucune observation n’a été saisie.",
  "report.summary.region-no-entry":
    "{region}\u00a0: aucune observation n’a été saisie. Cela ne signifie pas que rien n’a eu lieu.",
  "report.summary.no-entry":
    "Aucune observation n’a été saisie. Cela ne signifie pas que rien n’a eu lieu.",
  "report.summary.whole":
    "Au total, {violations}\u00a0: {parts}. Au cours des sept dernières périodes\u00a0: {week}.",
  "report.summary.casualties":
    "Victimes civiles établies par deux sources ou vues par la mission\u00a0: {killed}, {injured}. En cours de vérification\u00a0: {followed}.",
  "report.summary.weapons":
    "En violation des lignes de retrait\u00a0: {inViolation}. Au-delà de celles-ci, mais hors des sites de stockage\u00a0: {outside}.",
  "report.summary.windows":
    "{windows}; fire was recorded in {breachedText}{told, select, yes {, {metText} held, of {undeterminedText} the mission cannot say} other {}}.",
  "report.summary.movement":
    "Liberté de mouvement de la mission\u00a0: {restrictions} (au cours de la période précédente\u00a0: {beforeText}).",
  "report.summary.clauses":
    "Sur {all, plural, one {{allText} clause par article et secteur} other {{allText} clauses par article et secteur}}\u00a0: {metText} respectées, {foundText} dont la violation est constatée, {examinedText} en examen, {undeterminedText} indéterminées. Aucune partie n’est nommée avant un constat.",
  "report.summary.unseen":
    "C’est dans le secteur suivant que l’on a pu voir le moins\u00a0: {sector}, {seen} de ce que l’article {article} y couvre\u00a0; l’article demande {asked}.",
  "report.summary.corrections":
    "{count, plural, one {{countText} correction d’observations antérieures a été reçue} other {{countText} corrections d’observations antérieures ont été reçues}}.",
  "report.summary.quarantine":
    "{count, plural, one {{countText} message est} other {{countText} messages sont}} en quarantaine.",
  "report.summary.claims":
    "{count, plural, one {{countText} affirmation} other {{countText} affirmations}} au cours de la période, dont {untypedText} sans type. Les affirmations ne sont pas des observations et ne sont pas comptées avec elles.",

  "report.violations.note":
    "Règle smm\u00a0: chaque explosion, rafale, tir, projectile en vol, lueur et fusée éclairante compte pour un, chez chaque observateur qui l’a relevé. «\u00a0Avant\u00a0» est l’intervalle de même durée juste avant, «\u00a0semaine\u00a0» les sept dernières périodes. «\u00a0En examen\u00a0» n’est pas un constat. «\u00a0Vu\u00a0» est la couverture moyenne de l’article {article}. D’un secteur sans entrée, on ne sait pas s’il y a eu des tirs.",
  "report.violations.more":
    "{more, plural, one {{moreText} observation de plus figure} other {{moreText} observations de plus figurent}} en annexe ou dans les chiffres ci-dessus.",
  "report.observation": "{text}",
  "report.observation-remark": "{text} Remarque\u00a0: {remark}.",
  "report.near": "{sentence} Près du lieu suivant\u00a0: {place}.",
  "report.place-follows": "{sentence} Le lieu sera indiqué le {at}.",
  "report.cell.near": "près de {place}, à environ {areaText} km² près",
  "report.cell.follows": "suit à {at}",
  "report.observations.counted":
    "{observations} (au cours de la période précédente\u00a0: {beforeText}\u00a0; au cours des sept dernières périodes\u00a0: {weekText}).",
  "report.observations.kept":
    "{kept, plural, one {{keptText} d’entre elles reste au sein de la mission ou est trop récente pour être communiquée} other {{keptText} d’entre elles restent au sein de la mission ou sont trop récentes pour être communiquées}}.",

  "report.casualties.counted":
    "Établi par deux sources ou vu par la mission\u00a0: {killed}, {injured} (au cours de la période précédente\u00a0: {killedBeforeText} et {injuredBeforeText}). En cours de vérification\u00a0: {followed}.",
  "report.casualties.one":
    "{place}, {when}\u00a0: {killed}, {injured} ({who}). {corroboration, select, reported {La mission donne suite aux signalements} one_source {Selon une seule source} corroborated {Corroboré par deux sources indépendantes} confirmed {Vu par la mission} other {N’a pas pu être corroboré}}\u00a0; {sourceCount, plural, =0 {aucune source notée} one {{sourceCountText} source notée} other {{sourceCountText} sources notées}}.",
  "report.who.civilians": "civils",
  "report.who.others": "autres",
  "report.who.not-known": "qualité inconnue",
  "report.corroboration.reported": "signalé",
  "report.corroboration.one-source": "une source",
  "report.corroboration.corroborated": "corroboré",
  "report.corroboration.confirmed": "confirmé",
  "report.corroboration.not-confirmed": "non confirmé",

  "report.areas.not-agreed": "L’accord ne nomme aucune zone de désengagement.",
  "report.areas.look":
    "{when}\u00a0: {access, select, full {accès complet} partial {accès partiel} refused {accès refusé} other {l’accès n’a pas été possible}}\u00a0; {seenCount, plural, =0 {aucune arme vue} other {vu\u00a0: {seen}}}{remarkCount, plural, =0 {} other {. Noté\u00a0: {remarks}}}.",
  "report.areas.looks":
    "La mission a examiné la zone {count, plural, one {{countText} fois} other {{countText} fois}}.",
  "report.areas.denied":
    "{count, plural, one {{countText} restriction} other {{countText} restrictions}} aux mouvements de la mission dans la zone\u00a0: {kinds}.",

  "report.weapons.counted":
    "{weapons} (au cours de la période précédente\u00a0: {beforeText}\u00a0; au cours des sept dernières périodes\u00a0: {weekText}).",
  "report.weapons.one":
    "{when}, {place}\u00a0: {bound, select, atLeast {au moins } other {}}{weapons} (article {article}).",
  "report.weapons.visits":
    "{visits} (au cours de la période précédente\u00a0: {beforeText})\u00a0; accès refusé ou impossible dans {refusedText} cas.",
  "report.weapons.visit":
    "{when}, {place}\u00a0: {access, select, full {accès complet} partial {accès partiel} refused {accès refusé} other {l’accès n’a pas été possible}}{hasReason, select, yes { («\u00a0{reason}\u00a0»)} other {}}. {seenCount, plural, =0 {Aucune arme vue} other {Vu\u00a0: {seen}}}.{missingCount, plural, =0 {} other { Déclaré et non vu\u00a0: {missing}.}}",
  "report.standing.in-violation": "en violation des lignes de retrait",
  "report.standing.outside-storage": "au-delà des lignes de retrait, hors stockage",
  "report.standing.not-decided": "n’a pas pu être vérifié",
  "report.standing.clear": "aucune ligne de retrait ne s’applique",

  "report.windows.counted":
    "{windows} (au cours de la période précédente\u00a0: {beforeText}\u00a0; au cours des sept dernières périodes\u00a0: {weekText}).",
  "report.windows.one":
    "{place}, {when}{hasPurpose, select, yes { ({purpose})} other {}}\u00a0: {guarantees, plural, =0 {aucune garantie donnée} one {garantie donnée par {guaranteesText} partie} other {garantie donnée par {guaranteesText} parties}}\u00a0; {state, select, met {respectée} breached {{events, plural, one {{eventsText} événement de tir y a été enregistré} other {{eventsText} événements de tir y ont été enregistrés}}} undetermined {la mission ne peut dire si elle a tenu} cannot_start {elle n’a pas pu commencer} to_come {elle est à venir} running {elle est en cours} other {annulée}}{hasSeen, select, yes {\u00a0; {seen, plural, one {{seenText} minute vue} other {{seenText} minutes vues}} sur {minutesText}} other {}}.",

  "report.visits.counted":
    "{visits}\u00a0: {doneText} effectuées, {grantedText} autorisées, {requestedText} demandées, {blockedText} bloquées\u00a0; en retard\u00a0: {backlogText}.",
  "report.visits.one":
    "{place} ({purpose})\u00a0: {stateWord}{hasReason, select, yes { («\u00a0{reason}\u00a0»)} other {}}.{items, plural, =0 {} other { Liste de contrôle\u00a0: {heldText} points sur {itemsText} respectés.}}{failing, plural, =0 {} other { Non respectés\u00a0: {failingItems}.}}",
  "report.visit.requested": "demandée",
  "report.visit.granted": "autorisée",
  "report.visit.blocked": "bloquée",
  "report.visit.done": "effectuée",
  "report.visit.cancelled": "annulée",

  "report.movement.counted":
    "{restrictions} (au cours de la période précédente\u00a0: {beforeText}\u00a0; au cours des sept dernières périodes\u00a0: {weekText}).",
  "report.movement.one":
    "{place}, {when}\u00a0: {kind, select, denial {l’accès a été refusé} conditional_access {l’accès a été soumis à conditions} delay {la patrouille a été retardée} regular {la restriction permanente s’est poursuivie} mines {des mines ou des munitions non explosées barraient le passage} interference {une perturbation du signal a été relevée} other {les mouvements ont été entravés}}{hasGround, select, yes { ({ground})} other {}}.{hasStatedBy, select, yes { Par\u00a0: {statedBy}.} other {}}{hasAsked, select, yes { Demandé\u00a0: {asked}.} other {}}{hasReason, select, yes { Motif donné\u00a0: «\u00a0{reason}\u00a0».} other {}}{hasResult, select, yes { Issue\u00a0: {result}.} other {}}",
  "report.denial.denial": "Refus",
  "report.denial.conditional-access": "Accès sous conditions",
  "report.denial.delay": "Retard",
  "report.denial.regular": "Restrictions permanentes",
  "report.denial.mines": "Mines et munitions non explosées",
  "report.denial.interference": "Perturbation du signal",
  "report.denial.other-impediment": "Autres entraves",

  "report.unseen.follows":
    "Où et quand la mission n’a pas pu observer sera indiqué à partir du {from}.",
  "report.unseen.not-worked-out": "La couverture n’a pas été calculée pour ces périodes.",
  "report.unseen.all-covered":
    "Chaque secteur a été couvert à chaque heure comme le demande l’article {article}.",
  "report.unseen.explained":
    "Couverture de l’article {article} par secteur, et ce qui a retiré le reste. La part indiquée pour une cause dit ce qui reviendrait si elle seule disparaissait\u00a0; les parts ne s’additionnent pas. «\u00a0Libre\u00a0» est la part des cellules-heures sans aucune couverture.",
  "report.unseen.map-note":
    "Hachuré\u00a0: couverture moyenne de la période inférieure à ce que demande l’article {article}. Cellules encadrées\u00a0: des tirs y ont été enregistrés, ou à proximité\u00a0; aucun lieu n’est plus précis que la cellule.",
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

  "report.corrections.none": "Aucune correction n’a été reçue au cours de la période.",
  "report.corrections.counted":
    "{corrections}\u00a0: {withdrawnText} observations ne valent plus, {replacedText} valent à leur place. Les anciennes sont conservées.",
  "report.corrections.one":
    "{at}\u00a0: {withdrawn, plural, one {{withdrawnText} observation} other {{withdrawnText} observations}} de la période suivante, {when}, ne {withdrawn, plural, one {vaut} other {valent}} plus{replaced, plural, =0 {} other {, remplacement par {replacedText}}}. Motif\u00a0: {reason}.",
  "report.corrections.late":
    "{count, plural, =0 {Aucune observation de la période n’est arrivée} one {{countText} observation de la période est arrivée} other {{countText} observations de la période sont arrivées}} plus de dix minutes après le fait observé.",
  "report.quarantine.counted":
    "{waiting, plural, =0 {Aucun message n’est refusé et conservé} one {{waitingText} message est refusé et conservé} other {{waitingText} messages sont refusés et conservés}}\u00a0; corrigés et acceptés\u00a0: {readmittedText}.",

  "report.clauses.not-worked-out": "Ils n’ont pas été calculés pour autant de périodes.",
  "report.clauses.adopted":
    "Ces états sont adoptés par ceux qui signent ce rapport. «\u00a0En examen\u00a0» désigne un dossier ouvert\u00a0: aucun constat, et aucune partie n’est nommée.",
  "report.clauses.follow":
    "L’état des clauses sera indiqué à partir du {from}, avec la couverture.",
  "report.clauses.bound":
    "La borne est le plus grand nombre de violations par jour qui ont pu passer inaperçues (95\u00a0%), si les violations sont indépendantes les unes des autres et n’évitent pas la couverture de la mission.",
  "report.clauses.narrative":
    "Montré et suivi, jamais évalué\u00a0: {count, plural, one {article} other {articles}} {articles}.",
  "report.state.met": "respecté",
  "report.state.found": "violé",
  "report.state.examined": "examiné",
  "report.state.undetermined": "indéterminé",
  "report.state.not-applicable": "inapplicable",
  "report.state.narrative": "inévalué",

  "report.claims.counted":
    "{count, plural, =0 {Aucune affirmation} one {{countText} affirmation} other {{countText} affirmations}} au cours de la période, {untypedText} sans type\u00a0; {storedText} saisies en tout, {storedUntypedText} sans type.",
  "report.claims.method":
    "Une affirmation est ce que quelqu’un dit. Ce n’est pas une observation, elle est comptée à part et ne décide d’aucune clause.",

  "report.published.none": "Aucun total publié ne porte sur ces périodes.",
  "report.published.explained":
    "Ce que la mission a publié, et ce qui a été saisi ici pour les mêmes périodes et régions. La différence n’a pas été saisie\u00a0; rien n’est ajusté.",
  "report.published.not-counted": "non compté ainsi ici",
  "report.published.no-entry": "aucune entrée",

  "report.method.rule-smm":
    "smm\u00a0: chaque explosion, rafale, tir, projectile en vol, lueur et fusée éclairante saisi compte pour un, chez chaque observateur qui l’a relevé\u00a0; les parties d’un autre décompte sont laissées de côté\u00a0; d’un intervalle, on compte la borne inférieure.",
  "report.method.rule-records": "records\u00a0: chaque enregistrement compte pour un.",
  "report.method.rule-persons":
    "persons\u00a0: chaque personne compte pour une, si deux sources ou la mission elle-même l’établissent.",
  "report.method.rule-weapons": "weapons\u00a0: chaque arme vue compte pour une, à chaque examen.",
  "report.method.rule-coverage":
    "coverage\u00a0: moyenne sur les cellules de l’article et les heures de la période.",
  "report.method.rule-hours": "hours\u00a0: heures d’horloge, entières ou entamées.",
  "report.method.period":
    "Une période va de {cutOff} à {cutOff}, {timezone}, et porte le nom du jour où elle finit. Tout est donné tel que connu le {knownAt}.",
  "report.method.place":
    "Une observation est comptée dans le secteur où se tenait son observateur.",
  "report.method.coverage":
    "La couverture est la probabilité qu’une violation à cet endroit et à ce moment ait satisfait au niveau de preuve de l’article lui-même.",
  "report.method.parties":
    "Aucune partie n’est nommée pour les tirs. Le contrôle d’un lieu est une mention du lieu et ne dit rien de qui a fait quoi.",
  "report.method.released":
    "Ce qui est sorti de la mission a été rendu moins précis et retardé comme le prévoit l’accord\u00a0: aucun lieu du personnel de la mission, aucun lieu de tir plus précis que 1 km ou plus récent que 30 minutes.",

  "report.annex.none": "Aucune entrée.",
  "report.annex.left-out":
    "{count, plural, one {{countText} ligne de plus est comptée ci-dessus et omise ici} other {{countText} lignes de plus sont comptées ci-dessus et omises ici}}.",
  "report.annex.withheld":
    "{count, plural, one {{countText} observation est comptée ci-dessus et reste au sein de la mission, ou est trop récente pour être communiquée} other {{countText} observations sont comptées ci-dessus et restent au sein de la mission, ou sont trop récentes pour être communiquées}}.",
  "report.annex.coarse":
    "Positions, distances et directions ne sont pas indiquées à ce niveau\u00a0: avec le lieu, elles trahiraient l’observateur.",
  "report.annex.records":
    "Le numéro d’une phrase, et les enregistrements sur lesquels elle repose.",
  "report.annex.records-more": "et {n, plural, one {{nText} de plus} other {{nText} de plus}}",

  "report.working.counted":
    "Interne à la mission, et pas un constat\u00a0: {breaches, plural, =0 {aucune violation évaluée par le logiciel} one {{breachesText} violation évaluée par le logiciel} other {{breachesText} violations évaluées par le logiciel}}, dont {wrong} n’en seraient pas selon l’attente (Σ(1 − p))\u00a0; {openText} ouvertes, {noneText} sans violation.",
  "report.working.trace":
    "Incident {incident}\u00a0: violé par quelqu’un avec une probabilité de {probability} ({word})\u00a0; l’article demande {asked} de {askedSourcesText} sources indépendantes, et {sourcesText} l’ont observé.",
  "report.working.quoted": "Observé\u00a0: {text}",
  "report.working.step": "{factor}\u00a0: {text}",
  "report.working.under-line":
    "Selon la ligne {line} tracée par {drawnBy}\u00a0: {probability}, {outcome}.",
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
  "report.probability.remote": "infime",

  "report.column.region": "Secteur",
  "report.column.explosions": "Explosions",
  "report.column.bursts-shots": "Rafales, tirs",
  "report.column.in-flight": "En vol",
  "report.column.other": "Autre",
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
  "report.column.killed": "Morts",
  "report.column.injured": "Blessés",
  "report.column.who": "Qui",
  "report.column.corroboration": "Corroboration",
  "report.column.cause": "Cause",
  "report.column.restriction": "Type",
  "report.column.count": "Nombre",
  "report.column.sector": "Secteur",
  "report.column.hours-below": "Heures sous le seuil",
  "report.column.hours-unseen": "Heures non vues",
  "report.column.hours": "Heures",
  "report.column.free": "Libre",
  "report.column.why": "Pourquoi",
  "report.column.side": "Terrain de",
  "report.column.code": "Code",
  "report.column.messages": "Messages",
  "report.column.article": "Article",
  "report.column.bound": "Non vues par jour, au plus",
  "report.column.report": "Rapport",
  "report.column.periods": "Périodes",
  "report.column.kind": "Type",
  "report.column.published": "Publié",
  "report.column.entered": "Saisi",
  "report.column.not-entered": "Non saisi",
  "report.column.published-before": "Avant",
  "report.column.comparison": "Mot",
  "report.column.remark": "Remarque",
  "report.column.smm-position": "Position de la MSO",
  "report.column.event-location": "Lieu de l’événement",
  "report.column.means": "Moyen",
  "report.column.number": "Nombre",
  "report.column.observation": "Observation",
  "report.column.description": "Description",
  "report.column.weapon": "Arme",
  "report.column.date-time": "Date, heure",
  "report.column.date": "Date",
  "report.column.weapon-number": "Nombre d’armes",
  "report.column.weapon-type": "Type d’arme",
  "report.column.location": "Emplacement",
  "report.column.standing": "Situation",
  "report.column.sentence": "Phrase",
  "report.column.records": "Enregistrements",
};
