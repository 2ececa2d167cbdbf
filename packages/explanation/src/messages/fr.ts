// French; keys as in en.ts. Names of the agreement stand in quotation marks.

import type { en } from "./en.ts";

export const fr: Readonly<Record<keyof typeof en, string>> = {
  quoted: "«\u00a0{name}\u00a0»",
  "of-zone": "la zone {zone}",

  "head.agreement":
    "{title}\u00a0: {status, select, agreement {un accord} proposal {une proposition que personne n’a signée} declared {déclaré, non signé} other {un exercice}}.",
  "head.form": "D’après la forme compilée {hash}\u00a0; les heures sont locales, {timezone}.",
  "head.article": "Article {article}",
  "head.examples": "Exemples inventés\u00a0: rien de cela n’a eu lieu",

  "rule.prohibit": "Interdit\u00a0: {activity}.",
  "rule.limit":
    "Chacune des parties liées peut avoir en même temps {of, select, persons {{n, plural, one {au plus {figure} personne} other {au plus {figure} personnes}}} weapons {{n, plural, one {au plus {figure} arme} other {au plus {figure} armes}}} vehicles {{n, plural, one {au plus {figure} véhicule} other {au plus {figure} véhicules}}} posts {{n, plural, one {au plus {figure} poste tenu} other {au plus {figure} postes tenus}}} other {{n, plural, one {des exercices d’au plus {figure} personne} other {des exercices d’au plus {figure} personnes}}}}.",
  "rule.limit-none":
    "Aucune des parties liées ne peut y avoir {of, select, persons {de personnes} weapons {d’armes} vehicles {de véhicules} posts {de postes tenus} other {d’exercices}}.",
  "rule.withdraw":
    "Les armes nommées ici doivent rester à {distance} au moins de la ligne {line}\u00a0; {tested, select, firedFrom {un tir de l’une d’elles de plus près est une violation.} other {la présence de l’une d’elles plus près est une violation.}}",
  "rule.access":
    "{n, plural, one {{parties} doit} other {{parties} doivent}} laisser {guest, select, mission {la mission} other {{guestName}}} entrer dans {zone}\u00a0; chaque refus d’accès est une violation.",
  "rule.require": "Exigé, selon les termes de l’accord\u00a0: {does}.",
  "rule.require-obligation": "Le suivi se fait comme obligation {obligation}.",
  "rule.freeze":
    "{what, select, line {La ligne {line} doit rester là où elle était quand la règle a pris effet.} positions {Les positions doivent rester là où elles étaient quand la règle a pris effet\u00a0: aucune n’est avancée, aucune n’est ajoutée.} other {Les ouvrages doivent rester tels qu’ils étaient quand la règle a pris effet\u00a0: rien de nouveau, rien de renforcé.}}",
  "rule.freeze-tolerance":
    "{any, select, yes {{what, select, works {Tout changement est une violation.} other {Tout déplacement est une violation.}}} other {Un déplacement de plus de {distance} est une violation.}}",
  "rule.notify": "À notifier au moins {duration} à l’avance, {recipients}\u00a0: {activity}.",
  "rule.notify-from":
    "La notification est due à partir de {n, plural, one {{figure} personne} other {{figure} personnes}}.",
  "rule.permit": "Permis\u00a0: {activity}.",
  "rule.permit-others":
    "Les autres articles sont examinés sans en tenir compte\u00a0: ce que l’un d’eux interdit est toujours signalé comme sa violation, et ce sont des personnes qui décident ce qui l’emporte.",
  "rule.permit-when":
    "Permis seulement à cette condition\u00a0: {when}. Ce sont des personnes qui décident si elle est remplie.",
  "rule.narrative": "Cet article ne demande rien qu’un événement puisse enfreindre.",

  "activity.fire": "tout tir",
  "activity.uncrewed-flight": "vols d’aéronefs sans équipage",
  "activity.crewed-flight": "vols d’aéronefs avec équipage",
  "activity.flight": "vols de tout aéronef, avec ou sans équipage",
  "activity.construction": "travaux de construction",
  "activity.presence": "présence de personnes, de véhicules ou d’armes",
  "activity.mines": "mines, posées ou laissées",
  "activity.persons": "présence de personnes",
  "activity.vehicles": "présence de véhicules",
  "activity.weapons": "présence d’armes",
  "activity.vessels": "navires",
  "activity.jamming": "brouillage de signaux",
  "activity.exercise": "exercices",
  "activity.reconnaissance": "reconnaissance",
  "activity.sabotage": "sabotage",
  "activity.offensive-act": "actes offensifs",
  "activity.other": "ce que l’accord appelle {name}",
  "activity.with": "{activity}, avec les armes nommées ici",

  "where.zone":
    "{tested, select, firedFrom {C’est une violation quand le lieu du tir se trouve dans {zone}.} landedAt {C’est une violation quand le lieu d’impact se trouve dans {zone}.} other {C’est une violation quand cela se passe dans {zone}.}}",
  "where.limit": "On compte ce qui est présent dans {zone}.",
  "where.only": "Cela ne concerne que {zone}.",
  "shown.kinds": "Ce qui le montre\u00a0: {kinds}.",
  "shown.nothing": "Aucune sorte d’observation ne le montre.",
  "weapons.classes": "Armes visées\u00a0: {weapons}.",
  "weapons.calibre":
    "{ends, select, both {Calibres visés\u00a0: de {min} à {max}, les deux compris.} min {Calibres visés\u00a0: {min} et plus.} other {Calibres visés\u00a0: jusqu’à {max} compris.}}",
  "weapons.range":
    "{ends, select, both {Seules sont visées les armes d’une portée maximale de {min} à {max}.} min {Seules sont visées les armes d’une portée maximale de {min} et plus.} other {Seules sont visées les armes d’une portée maximale de {max} et moins.}}",
  "bound.parties":
    "{rule, select, permit {{n, plural, one {C’est permis à la partie {parties}.} other {C’est permis aux parties {parties}.}}} other {{n, plural, one {Il lie la partie {parties}.} other {Il lie les parties {parties}.}}}}",
  "bound.not":
    "{rule, select, permit {{n, plural, one {Ce n’est pas permis à la partie {parties}.} other {Ce n’est pas permis aux parties {parties}.}}} other {{n, plural, one {Il ne lie pas la partie {parties}.} other {Il ne lie pas les parties {parties}.}}}}",

  "zone.band-even":
    "{zone} est le terrain situé jusqu’à {distance} de la ligne {line}, de chaque côté.",
  "zone.band-uneven":
    "{zone} est le terrain situé jusqu’à {first} de la ligne {line} du côté de {firstParty}, et jusqu’à {second} du côté de {secondParty}.",
  "zone.band-one":
    "{zone} est le terrain situé jusqu’à {distance} de la ligne {line}, du côté de {party} seulement.",
  "zone.band-inner":
    "Du côté de {party}, elle commence à {distance} de la ligne\u00a0; le terrain plus proche n’en fait pas partie.",
  "zone.drawn":
    "{zone} est dessinée sur la carte\u00a0: {n, plural, one {{figure} surface} other {{figure} surfaces}}, {area} en tout, autour de {place}.",
  "zone.sector": "{zone} est le secteur {sector}.",
  "zone.everywhere": "{zone} n’a pas de limite\u00a0: tout lieu en fait partie.",
  "zone.height":
    "{ends, select, both {{zone} ne comprend que l’air à partir de {floor} et au-dessous de {ceiling} du sol.} min {{zone} ne comprend que l’air à partir de {floor} du sol.} other {{zone} ne comprend que ce qui est au-dessous de {ceiling} du sol.}}",
  "zone.except": "À l’exclusion de ce qui suit\u00a0: {zones}.",
  "line.versions":
    "{n, plural, one {La ligne {line} est connue en {figure} version.} other {La ligne {line} est connue en {figure} versions\u00a0; un événement est examiné selon chacune de celles qui sont en vigueur.}}",
  "line.version":
    "Une version dessinée par {author} est en vigueur à partir du {date}\u00a0; {accepted, select, nobody {personne ne l’a acceptée} other {elle a été acceptée par {parties}}}.",
  author:
    "{who, select, mission {la mission} schematic {Truceline, de façon schématique} other {{name}}}",
  "line.sides":
    "{left} tient le terrain à gauche de la ligne telle qu’elle est dessinée, {right} le terrain à droite.",

  "time.from":
    "{of, select, exemption {L’exemption} other {L’article}} vaut à partir du {date} à {time}.",
  "time.not-before": "En aucun cas il ne vaut avant le {date} à {time}.",
  "time.deadline": "À accomplir avant le {date} à {time}\u00a0; l’article vaut dès lors.",
  "time.until":
    "{of, select, exemption {L’exemption} other {L’article}} ne vaut plus à partir du {date} à {time}.",
  "time.open": "Aucun terme n’est fixé.",
  "time.daily":
    "{over, select, midnight {Chaque jour, cela ne vaut que de {from} à {to} le lendemain.} other {Chaque jour, cela ne vaut que de {from} à {to}.}}",
  "time.weekdays": "Cela ne vaut que ces jours de la semaine\u00a0: {days}.",
  "time.night": "Une nuit appartient au jour où elle commence.",
  "time.weekday":
    "{day, select, 1 {lundi} 2 {mardi} 3 {mercredi} 4 {jeudi} 5 {vendredi} 6 {samedi} other {dimanche}}",
  "time.spans": "Cela ne vaut que dans ces fenêtres\u00a0: {windows}.",
  "time.window": "du {fromDate} à {fromTime} au {toDate} à {toTime}",
  "time.more-windows":
    "{n, plural, one {{figure} autre fenêtre figure dans l’accord.} other {{figure} autres fenêtres figurent dans l’accord.}}",
  "time.phase": "Il appartient à la phase {phase}.",
  "phase.at": "La phase {phase} commence le {date} à {time}.",
  "phase.after":
    "La phase {phase} commence quand l’article {article} a été respecté pendant {duration} sans interruption, ce que des personnes constatent.",
  "phase.waits": "Tant que ce n’est pas constaté, l’article ne vaut à aucun moment.",

  "exempt.is": "Exemption, dans le but {purpose}\u00a0: {name}.",
  "exempt.by":
    "{n, plural, one {L’exemption vaut pour la partie {parties}.} other {L’exemption vaut pour les parties {parties}.}}",
  "exempt.zone": "L’exemption ne concerne que {zone}.",
  "exempt.kinds": "L’exemption ne couvre que\u00a0: {kinds}.",
  "exempt.notice":
    "L’exemption demande une notification au moins {duration} à l’avance, {recipients}.",

  "exempt.people":
    "On ne peut pas voir si quelque chose relève de l’exemption\u00a0; ce sont des personnes qui en décident.",
  "evidence.standard":
    "Pour être tenu pour établi, il faut une probabilité d’au moins {percent} et au moins {n, plural, one {{figure} source indépendante} other {{figure} sources indépendantes}}.",
  "evidence.grade": "Une source de note inférieure à {grade} ne compte pas comme indépendante.",
  "evidence.coverage":
    "On ne le dit respecté que là et quand au moins {percent} de telles violations auraient été remarquées selon cette exigence.",
  "look.impulse":
    "Il s’agit de ce qui ne dure qu’un instant\u00a0: il faut observer à chaque instant.",
  "look.state":
    "Il s’agit de ce qui dure\u00a0: ce qui a été vu vaut pendant {duration}, puis quelqu’un doit regarder de nouveau.",
  "count.smm":
    "Les violations sont comptées selon la règle {rule}\u00a0: chaque explosion, rafale, coup de feu, projectile en vol, lueur de départ et fusée éclairante en est une.",
  "count.incident":
    "Les violations sont comptées selon la règle {rule}\u00a0: tout ce qui est tenu pour un seul événement en est une.",
  "count.acled":
    "Les violations sont comptées selon la règle {rule}\u00a0: tous les événements entre les deux mêmes, le même jour et au même lieu, en sont une.",
  "count.ucdp":
    "Les violations sont comptées selon la règle {rule}\u00a0: d’après le nombre de morts.",
  "count.other": "Les violations sont comptées selon la règle {rule}.",
  weight:
    "Quand des articles sont pesés ensemble, son poids est {weight}\u00a0; le poids habituel est 1.",
  "not-assessed":
    "Le logiciel n’évalue pas cet article\u00a0: {reason, select, narrative {il est montré et suivi comme texte} required_act {il demande un acte, que des personnes suivent} no_earlier_state {aucun enregistrement ne dit ce qu’il en était quand la règle a pris effet} notification {aucune observation ne dit si la notification a été faite} permission {il permet quelque chose, et rien n’y peut être enfreint} other {aucune sorte d’observation ne le montre}}.",
  definition: "L’accord définit {term}\u00a0: {means}.",

  "ends.calibre":
    "{ends, select, both {d’un calibre de {min} à {max}} min {d’un calibre de {min} et plus} other {d’un calibre jusqu’à {max} compris}}",
  "ends.range":
    "{ends, select, both {d’une portée maximale de {min} à {max}} min {d’une portée maximale de {min} et plus} other {d’une portée maximale jusqu’à {max} comprise}}",
  recipient: "{kind, select, mission {à la mission} other {à {name}}}",

  "duration.days": "{n, plural, one {{figure} jour} other {{figure} jours}}",
  "duration.hours": "{n, plural, one {{figure} heure} other {{figure} heures}}",
  "duration.minutes": "{n, plural, one {{figure} minute} other {{figure} minutes}}",
  "duration.seconds": "{n, plural, one {{figure} seconde} other {{figure} secondes}}",
  "duration.pair": "{first} {last}",
  percent: "{figure}\u00a0%",
  area: "{figure}\u2009km²",

  "example.yes":
    "{rule, select, permit {Clairement dans ce qui est permis\u00a0: {event}.} other {Clairement une violation\u00a0: {event}.}}",
  "example.no":
    "{rule, select, permit {Clairement hors de ce qui est permis, car {reason}\u00a0: {event}.} other {Clairement pas de violation, car {reason}\u00a0: {event}.}}",
  "example.edge":
    "{rule, select, permit {À la limite, le reste comme dans le premier exemple\u00a0: {inside}, dans ce qui est permis\u00a0; {outside}, hors de ce qui est permis.} other {À la limite, le reste comme dans le premier exemple\u00a0: {inside}, une violation\u00a0; {outside}, pas de violation.}}",
  "example.none":
    "Le logiciel n’examine aucun événement selon cet article\u00a0; il n’y a donc pas d’exemples.",
  "example.not-found": "Aucun événement auquel cet article s’applique n’a été trouvé.",
  "event.told": "{what}, {whose}, {place}, {when}",
  "event.told-nowhere": "{what}, {whose}, {when}",
  "event.with": "{what}, {weapons}",
  "event.purpose": "{what}, dans le but {purpose}",
  "event.whose": "par {party}",
  "event.by-line":
    "{tested, select, firedFrom {tir à {distance} de la ligne {line} du côté de {party}} landedAt {impact à {distance} de la ligne {line} du côté de {party}} other {à {distance} de la ligne {line} du côté de {party}}} ({position})",
  "event.by-zone":
    "{side, select, inside {{tested, select, firedFrom {tir depuis l’intérieur de {zone}, à {distance} de son bord} landedAt {impact à l’intérieur de {zone}, à {distance} de son bord} other {à l’intérieur de {zone}, à {distance} de son bord}}} other {{tested, select, firedFrom {tir depuis l’extérieur de {zone}, à {distance} de son bord} landedAt {impact à l’extérieur de {zone}, à {distance} de son bord} other {à l’extérieur de {zone}, à {distance} de son bord}}}} ({position})",
  "event.in-zone":
    "{side, select, inside {{tested, select, firedFrom {tir depuis l’intérieur de {zone}} landedAt {impact à l’intérieur de {zone}} other {à l’intérieur de {zone}}}} other {{tested, select, firedFrom {tir depuis l’extérieur de {zone}} landedAt {impact à l’extérieur de {zone}} other {à l’extérieur de {zone}}}}} ({position})",
  "event.range": "{what}, d’une portée de {distance}",
  "event.metres": "{figure}\u2009m",
  "event.at":
    "{tested, select, firedFrom {tir depuis le point} landedAt {impact au point} other {au point}} {position}",
  "event.version": "{place}, mesuré depuis la version du {date} dessinée par {author}",
  "event.height": "{place}, à une hauteur de {height}",
  "reason.kind": "l’article ne traite pas de cela",
  "reason.weapon": "c’est une autre sorte d’arme",
  "reason.calibre": "c’est un autre calibre",
  "reason.subject": "cela ne concerne pas {party}",
  "reason.place": "le lieu est en dehors",
  "reason.height": "la hauteur est en dehors",
  "reason.time": "l’article ne vaut pas à ce moment",
  "reason.count": "le nombre reste dans la limite",
  "reason.exempt": "il y a exemption",
  "reason.phase": "la phase n’a pas commencé",
};
