// What the page says, in the languages that it speaks.
const WORDS = {
  en: {
    skip: "To the result", source: "Source", choose: "Choose files", opened: "Opened files", options: "Options", language: "Language",
    institution: "Institution", kind: "Kind", number: "Number", date: "Date", convert: "Convert", paste: "Paste a text, or drop files here",
    result: "Result", read: "Document", xml: "XML", data: "Data", library: "Library", save: "Save XML", report: "Save report", words: "Words",
    find: "Find", ready: "Paste a text on the left, or drop a file there.", working: "Working …", clean: "Nothing lost; valid.",
    errors: "{n} errors: see Data.", valid: "Nothing to complain of.", unreachable: "The server does not answer; is akn serve still running?",
    binary: "{name} is shown as what it became.", copied: "Link copied.", uncopied: "The link could not be copied.", found: "{n} found",
    facts: "What it is", findings: "Findings", none: "none", gone: "Left out", restored: "Restored numbers", unrecognised: "Not recognised",
    unresolved: "Unresolved references", line: "line {n}", copy: "Copy a link to {eid}", note: "Note",
  },
  fr: {
    skip: "Au résultat", source: "Source", choose: "Choisir des fichiers", opened: "Fichiers ouverts", options: "Options", language: "Langue",
    institution: "Institution", kind: "Genre", number: "Numéro", date: "Date", convert: "Convertir", paste: "Collez un texte ou déposez des fichiers ici",
    result: "Résultat", read: "Document", xml: "XML", data: "Données", library: "Bibliothèque", save: "Enregistrer le XML", report: "Enregistrer le rapport",
    words: "Mots", find: "Chercher", ready: "Collez un texte à gauche, ou déposez-y un fichier.", working: "En cours …", clean: "Rien de perdu ; valide.",
    errors: "{n} erreurs : voir Données.", valid: "Rien à redire.", unreachable: "Le serveur ne répond pas ; akn serve tourne-t-il encore ?",
    binary: "{name} est montré tel qu'il est devenu.", copied: "Lien copié.", uncopied: "Le lien n'a pas pu être copié.", found: "{n} trouvés",
    facts: "Ce que c'est", findings: "Constats", none: "aucun", gone: "Laissé de côté", restored: "Numéros rétablis", unrecognised: "Non reconnu",
    unresolved: "Références non résolues", line: "ligne {n}", copy: "Copier un lien vers {eid}", note: "Note",
  },
  de: {
    skip: "Zum Ergebnis", source: "Quelle", choose: "Dateien wählen", opened: "Offene Dateien", options: "Angaben", language: "Sprache",
    institution: "Institution", kind: "Art", number: "Nummer", date: "Datum", convert: "Umwandeln", paste: "Text einfügen oder Dateien hier ablegen",
    result: "Ergebnis", read: "Dokument", xml: "XML", data: "Daten", library: "Bibliothek", save: "XML sichern", report: "Bericht sichern", words: "Wörter",
    find: "Suchen", ready: "Links einen Text einfügen oder eine Datei ablegen.", working: "Einen Augenblick …", clean: "Nichts verloren; gültig.",
    errors: "{n} Fehler: siehe Daten.", valid: "Nichts zu beanstanden.", unreachable: "Der Server antwortet nicht; läuft akn serve noch?",
    binary: "{name} wird als das gezeigt, was daraus wurde.", copied: "Link kopiert.", uncopied: "Der Link ließ sich nicht kopieren.", found: "{n} gefunden",
    facts: "Was es ist", findings: "Befunde", none: "keine", gone: "Weggelassen", restored: "Wiederhergestellte Nummern", unrecognised: "Nicht erkannt",
    unresolved: "Offene Verweise", line: "Zeile {n}", copy: "Link auf {eid} kopieren", note: "Fußnote",
  },
};

export function words() {
  const lang = (navigator.languages ?? ["en"]).map((one) => one.slice(0, 2)).find((one) => one in WORDS) ?? "en";
  return { lang, ...WORDS[lang] };
}
