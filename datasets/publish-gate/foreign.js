/**
 * A German and a French house, with their own words for everything.
 * @module
 */

/** @typedef {import("./domains-technical.js").Domain} Domain */
/** @typedef {import("./phrases-english.js").Phrases} Phrases */

/** @type {Domain} */
export const germanDomain = {
  kind: "Gebrauchsanleitung",
  names: ["Wasserkocher Lenz", "Leiter Trittfest 5", "Bohrständer B2", "Kinderwagen Lütte", "Akkuschere Birke"],
  form: "issue",
  checks: [
    "Normenabgleich",
    "Verständlichkeitstest",
    "Übersetzungsprüfung",
    "Bildfreigabe",
    "Warnhinweisprüfung",
    "Druckprüfung",
    "Konformitätsprüfung",
  ],
  roles: ["Produktsicherheit", "Rechtsabteilung", "Redaktionsleitung", "Vertrieb", "Kundendienst"],
  incidents: [
    "Warnhinweis vor Verbrühung fehlt",
    "Abbildung 4 ist seitenverkehrt",
    "falsche Netzspannung auf Seite 2",
    "Seitenzahl 11 doppelt",
    "Kundin hat sich nach Anleitung den Finger geklemmt",
    "Logo zu blass gedruckt",
  ],
  conditions: [
    { ask: "Kapitel 3 gekürzt wird", met: "Kapitel 3 ist gekürzt", unmet: "Kapitel 3 ist so lang wie vorher" },
    {
      ask: "die Hotline auf der Rückseite steht",
      met: "die Hotline steht auf der Rückseite",
      unmet: "auf der Rückseite steht keine Hotline",
    },
    { ask: "Bild 7 neu gezeichnet wird", met: "Bild 7 ist neu gezeichnet", unmet: "Bild 7 ist das alte" },
  ],
  noise: [
    "Druckerei hat nur diese Woche Luft",
    "der Einkauf drängelt",
    "Papier ist jetzt Recycling",
    "Messe ist in drei Wochen",
    "alle sind zuversichtlich",
    "der Praktikant hat den Umschlag entworfen, schön geworden",
  ],
};

/** @type {Phrases} */
export const german = {
  passed: [
    "{check}: bestanden am {d}, {v}.",
    "{check} für {v} am {d} ohne Befund",
    "{d}: {check} i. O. ({v})",
    "am {d} hat {v} den Punkt {check} bestanden, soweit alles gut",
  ],
  failed: [
    "{check}: nicht bestanden am {d}, {v}.",
    "{d}: {check} n. i. O. ({v})",
    "{v} ist am {d} beim Punkt {check} durchgefallen",
    "{check} vom {d} leider negativ ({v})",
  ],
  measured: ["{check}: {value}, zulässig {limit} ({v}, {d})"],
  unversioned: [
    "{check}: bestanden am {d}, welche Ausgabe, steht nicht dabei",
    "{check} vom {d} bestanden – Feld „Ausgabe“ leer",
  ],
  sourcePassed: ["laut {source}: {check} vom {d} bestanden ({v})"],
  sourceFailed: ["laut {source}: {check} vom {d} nicht bestanden ({v})"],
  approved: [
    "{role} ({by}): Freigabe {v} am {d}.",
    "{by} hat {v} am {d} für {role} freigegeben",
    "{d}: Freigabe {role}, gez. {by}, {v}",
    "Unterschrift {role} liegt vor ({by}, {d}, {v})",
  ],
  refused: ["{role} ({by}): Freigabe für {v} am {d} verweigert.", "{by} gibt {v} für {role} nicht frei ({d})"],
  withdrawn: [
    "{by} zieht die Freigabe {role} für {v} am {d} zurück",
    "{d}: Freigabe {role} für {v} widerrufen, gez. {by}",
  ],
  conditional: [
    "{role} ({by}): Freigabe {v} am {d} unter der Bedingung, dass {ask}",
    "{by} gibt {v} für {role} frei, sofern {ask} ({d})",
  ],
  unsigned: [
    "{role}: Freigabe {v} vom {d}, Unterschrift unleserlich",
    "Häkchen bei {role} für {v} am {d}, von wem, ist nicht zu sehen",
  ],
  condition: ["Zur Bedingung {role}, {d}: {said}", "{d}: {said}, nachgesehen wegen {role}"],
  open: ["{id} vom {d}, Schwere {sev}, offen: {about}", "{about} ({id}, Schwere {sev}, gemeldet {d}, nicht behoben)"],
  closed: ["{id} ({about}), Schwere {sev}, am {d} geschlossen", "{about}: behoben, {id} (Schwere {sev}) zu seit {d}"],
  reopened: ["{id} ({about}), Schwere {sev}, am {d} wieder geöffnet"],
  unrated: ["{id} vom {d}, offen, Schwere noch nicht vergeben: {about}"],
  sourceOpen: ["{id} vom {d}, offen ({about}): Schwere {sev} laut {source}"],
  waiver: [
    "Ausnahme für {check}, {by}, {d}, gültig bis einschließlich {until}",
    "{by} verzichtet am {d} auf {check}, letzter Tag {until}",
  ],
  endless: ["Ausnahme für {check}, {by}, {d}, „gültig bis“ nicht ausgefüllt"],
  freeze: [
    "Sperrzeit {from} bis {to}, beide Tage eingeschlossen",
    "vom {from} bis einschließlich {to} geht nichts raus",
  ],
  embargo: ["frühestens am {d}", "Sperrfrist: erster möglicher Tag ist der {d}"],
  elsewhere: ["nur am Rande: {name} {what} ({d})"],
};

/** @type {Domain} */
export const frenchDomain = {
  kind: "fiche produit",
  names: ["Casque Altimo", "Lampe Orage", "Sac Garrigue", "Montre Étale", "Tente Bivouac 2"],
  form: "issue",
  checks: [
    "contrôle des prix",
    "relecture",
    "vérification des mentions légales",
    "test d'affichage mobile",
    "contrôle des photos",
    "vérification du stock",
    "contrôle de la traduction",
  ],
  roles: ["service juridique", "chef de produit", "service qualité", "direction commerciale", "service client"],
  incidents: [
    "le prix barré est faux",
    "la charge maximale indiquée est le double de la vraie",
    "une photo montre l'ancien modèle",
    "le poids est donné sans la batterie",
    "une faute d'accord dans le titre",
    "la fermeture cède sous la pluie selon deux clients",
  ],
  conditions: [
    {
      ask: "la mention « étanche » soit retirée",
      met: "la mention « étanche » a été retirée",
      unmet: "la mention « étanche » est toujours en ligne deux",
    },
    { ask: "la notice soit jointe en PDF", met: "la notice est jointe", unmet: "la notice n'est pas jointe" },
    {
      ask: "la garantie soit précisée",
      met: "la durée de la garantie est précisée",
      unmet: "la garantie n'est toujours pas précisée",
    },
  ],
  noise: [
    "les soldes commencent bientôt",
    "le concurrent a baissé ses prix",
    "le photographe a encore du temps jeudi",
    "tout le monde est confiant",
    "le titre plaît beaucoup",
    "on nous relance tous les jours",
  ],
};

/** @type {Phrases} */
export const french = {
  passed: [
    "{check} : conforme le {d}, {v}.",
    "{d} : {check} sans remarque ({v})",
    "rien à signaler pour le point « {check} », {v}, fiche du {d}",
    "{v} a passé le point « {check} » le {d}",
  ],
  failed: [
    "{check} : non conforme le {d}, {v}.",
    "{d} : échec, {check} ({v})",
    "{v} n'a pas passé le point « {check} » le {d}",
  ],
  measured: ["{check} : {value} pour {limit} au plus ({v}, {d})"],
  unversioned: [
    "{check} : conforme le {d}, version non indiquée",
    "fiche du {d}, « {check} » conforme, mais on ne sait pas pour quelle version",
  ],
  sourcePassed: ["selon {source} : {check} du {d} conforme ({v})"],
  sourceFailed: ["selon {source} : {check} du {d} non conforme ({v})"],
  approved: [
    "{role} ({by}) : accord pour {v} le {d}.",
    "{by} a signé {v} pour : {role}, le {d}",
    "{d} : feu vert, {role}, signé {by}, {v}",
  ],
  refused: ["{role} ({by}) : refus de {v} le {d}.", "{by} refuse {v} le {d} ({role})"],
  withdrawn: ["{by} retire le {d} l'accord donné pour {v} ({role})", "{d} : accord annulé, {role}, {by}, {v}"],
  conditional: [
    "{role} ({by}) : accord pour {v} le {d} à condition que {ask}",
    "{by}, {role}, le {d} : oui pour {v}, pourvu que {ask}",
  ],
  unsigned: ["{role} : accord pour {v} le {d}, signature illisible", "case cochée le {d} pour {v}, {role}, sans nom"],
  condition: ["condition du {d} ({role}) : {said}", "vérifié le {d} pour : {role} : {said}"],
  open: ["{id} du {d}, gravité {sev}, ouvert : {about}", "{about} ({id}, gravité {sev}, signalé le {d}, non résolu)"],
  closed: ["{id} ({about}), gravité {sev}, clos le {d}", "réglé : {about}, {id}, gravité {sev}, clos le {d}"],
  reopened: ["{id} ({about}), gravité {sev}, rouvert le {d}"],
  unrated: ["{id} du {d}, ouvert, gravité non attribuée : {about}"],
  sourceOpen: ["{id} du {d}, ouvert ({about}) : gravité {sev} selon {source}"],
  waiver: [
    "dérogation pour {check}, {by}, le {d}, valable jusqu'au {until} inclus",
    "{by} dispense le {d} de : {check}, dernier jour le {until}",
  ],
  endless: ["dérogation pour {check}, {by}, le {d}, date de fin non remplie"],
  freeze: ["gel du {from} au {to} inclus", "rien ne sort du {from} au {to}, premier et dernier jour compris"],
  embargo: ["pas avant le {d}", "embargo : premier jour possible le {d}"],
  elsewhere: ["pour information, {name} : {what} ({d})"],
};
