/**
 * Clauses as long as lawyers write them, in which the sentence that matters stands between others.
 * @module
 */
import { contract } from "./clause.js";

export const longContracts = [
  contract(
    "Outsourcing agreement, US style",
    "Customer",
    [
      "H indemnity +near-miss",
      `Section 14.02 Indemnification. (a) Vendor shall indemnify Customer from Losses arising out of any claim that the Services, as delivered, infringe a United States patent. (b) The obligation in (a) shall not apply to the extent that the claim arises from a combination with items not supplied by Vendor. (c) [[In each case to which (a) does not apply, Customer shall indemnify, defend and hold harmless Vendor, its parents, subsidiaries and personnel from Losses arising out of any claim of infringement]]. (d) The indemnified party shall give prompt notice, and the indemnifying party shall have sole control of the defense; settlements that admit guilt require consent. (e) Vendor may modify the Services so that they become non-infringing.`,
    ],
    [
      "H none +near-miss",
      `Section 14.03 Losses. "Losses" means all losses, liabilities, damages, fines, penalties and reasonable attorneys' fees, without limitation. For the avoidance of doubt, this Section is a definition; it does not by itself oblige Customer to pay, reimburse, indemnify or hold harmless anyone. Where Vendor is obliged to indemnify, it does so for all Losses, and neither the cap in Section 15.01 nor the exclusion in Section 15.02 applies to Vendor's obligation. A Loss is deemed to be incurred when the indemnified person has paid it or is bound by a final judgment to pay it.`,
    ],
    [
      "H liability-exclusion capped",
      `Section 15.01 Cap. Except for the matters listed in Section 15.03, and whether the claim is in contract, tort or otherwise, [[the aggregate liability of Vendor for all events shall not exceed the charges paid in the three months before the first of them]]. Amounts credited as service level credits count towards the cap. The parties acknowledge that the charges reflect this allocation of risk. Customer's liability is governed by Section 15.04, under which each party is liable according to law.`,
    ],
    [
      "H unilateral-change notice",
      `Section 6.07 Benchmarking and rates. Twice during the Term, Customer may have the charges compared with those of three peers by an independent firm, whose fee is shared. If the charges exceed the average by more than five percent, the parties negotiate. Separately, and regardless of the result, [[Vendor may once in every contract year reset the rate card for additional services]] by giving Customer one hundred and twenty days' written notice. Work orders signed before keep their rates. Travel is reimbursed at cost under Customer's policy, in coach class for flights under six hours.`,
    ],
    [
      "H termination +wrong-units",
      `Section 20.04 Termination by Vendor. Vendor acknowledges that the Services are important for Customer's business and, save as set out in this Section, waives any right to terminate or to suspend. If Customer fails to pay undisputed charges of more than two months, Vendor may terminate after sixty days' notice. In addition, [[if Vendor decides to leave the line of business in question, it may terminate the affected Services]] upon notice of not less than 480 hours. In all cases Vendor gives the help described in the exit plan at the rates then in force.`,
    ],
    [
      "M none",
      `Section 9.01 Key personnel. The persons named in Exhibit F are key personnel. Vendor shall not remove or reassign them during their first eighteen months, except for death, illness, resignation or dismissal for cause, and shall replace them within ten business days by persons of like skill whom Customer may interview and may refuse for good reason. Customer may require the removal of any person who disturbs the work. The cost of handing over is Vendor's.`,
    ],
    [
      "H data-use",
      `Section 17.05 Customer Data. As between the parties, Customer owns Customer Data. Vendor shall process it on Customer's instructions, keep it apart from the data of others, encrypt it in transit and at rest, and return it at the end of the Term in a common format. Vendor shall not sell Customer Data as such. [[Vendor shall be free to derive models, scores and insights from Customer Data and to offer these to third parties]], and owns what it so derives. Vendor tells Customer without undue delay of any breach of security.`,
    ],
    [
      "H auto-renewal",
      `Section 3.02 Term. The initial term begins on the Effective Date and ends at midnight on the day before its fifth anniversary. The parties shall meet in the ninth month before that day to discuss whether, and on which terms, they wish to go on; neither is bound to agree to anything in that meeting. [[If no written agreement to the contrary has been signed by Customer's general counsel six months before the end, the term is extended by thirty-six months]]. Charges in the extension are those of the last year, adjusted by the index in Exhibit C.`,
    ],
  ),
  contract(
    "Charter of a research vessel, English style",
    "Charterer",
    [
      "H indemnity faultless",
      `14. KNOCK FOR KNOCK. (a) Notwithstanding anything else contained in this Charter, the Owners shall not be responsible for loss of or damage to the property of the Charterers or for injury to their scientists, arising out of the performance of this Charter, even if caused by the unseaworthiness of the Vessel or the negligence of her crew. (b) [[The Charterers shall indemnify, protect, defend and hold harmless the Owners from any and all claims of the Charterers' scientists, their families, and the funders and owners of instruments]], howsoever caused. (c) The Vessel's own hull and machinery remain at the Owners' risk.`,
    ],
    [
      "H none +near-miss",
      `15. POLLUTION. The Owners shall be liable for, and agree to indemnify, defend and hold harmless the Charterers against all claims, costs, expenses, actions, proceedings, suits, demands and liabilities whatsoever arising out of actual or potential pollution damage and the cost of clean-up or control thereof arising from the Vessel, however caused, including where it is caused by the Charterers' instruments having parted from their wire. The Charterers shall hand over samples in sealed containers and label them in English.`,
    ],
    [
      "H penalty",
      `8. HIRE AND LAY DAYS. Hire is payable monthly in advance at the rate in Box 20. The Charterers have the use of the Vessel for forty-two days, of which two are for mobilisation. Days lost through breakdown are off-hire from the moment at which the Vessel ceases to be at the Charterers' service. Should the programme be finished early, no hire is refunded. [[Should redelivery be later than the last day in Box 9, the rate for each day or part of a day beyond it is three times the rate in Box 20]]. Overtime of the crew is included.`,
    ],
    [
      "M liability-exclusion faultless",
      `11. DATA AND NAVIGATION. The Master follows the survey lines so far as safe navigation allows and his decision is final. Positions are logged every second by the Vessel's system and given to the Charterers on a disk. [[The Owners make no promise as to the accuracy of positions and are not liable for a survey that has to be repeated, be it through the negligence of the Master or otherwise]]. The Charterers may instal a receiver of their own on the monkey island.`,
    ],
    [
      "H unilateral-change discretion",
      `5. SUBSTITUTION. The Vessel is described in Box 5. She has berths for fourteen scientists, two winches, a moon pool and a dry laboratory of not less than forty square metres. [[The Owners have the option to perform this Charter with any other vessel, or with several, as often as they please and without giving the reason]]. Fuel is for the Charterers' account and is measured on delivery and redelivery. The Charterers' chief scientist may dine at the Master's table.`,
    ],
    [
      "M exclusivity brief",
      `18. SISTER SHIPS. The Owners hope for further business and are pleased to offer their other vessels. [[For the length of the cruise and the six months after it, the Charterers shall not charter tonnage of comparable size from anyone else]]. The Owners' circular on fares and fittings is sent each spring to the address in Box 3, and the Charterers may have it sent to their institutes as well.`,
    ],
    [
      "M none",
      `20. SALVAGE. All salvage and proceeds from derelicts are divided equally between the Owners and the Charterers, after deducting the Master's and crew's share, legal expenses, hire for the time lost and the cost of fuel consumed. The Charterers are bound by all measures taken by the Owners in order to secure payment of salvage and to fix its amount. Finds of a scientific nature are not salvage and belong to whoever has the permit.`,
    ],
    [
      "H jurisdiction",
      `22. LAW. Box 31 states the law. If Box 31 is not filled in, English law applies and arbitration is in London before three arbitrators, one appointed by each party and the third by the two so appointed. Claims below 100,000 go to a sole arbitrator under the small claims procedure. [[Box 31: "Panama; suits to be filed at Balboa only"]]. Time for the appointment of an arbitrator is fourteen days from the other party's request.`,
    ],
  ),
  contract(
    "Rahmenvertrag über Ingenieurleistungen",
    "Auftragnehmer",
    [
      "H indemnity +foreign-language",
      `§ 10 Rechte Dritter. (1) Der Auftraggeber stellt Bestandspläne und Fotos zur Verfügung; er versichert, dass er das darf. (2) Der Auftragnehmer verwendet Planungsprogramme, für die er Lizenzen besitzt. (3) Werden Nachbarn, Behörden oder Urheber früherer Entwürfe beim Auftraggeber vorstellig, so unterrichten sich die Parteien unverzüglich. (4) [[In den Fällen des Absatzes 3 hat der Auftragnehmer die Sache für den Auftraggeber zu führen und diesen von allem freizuhalten, was dabei herauskommt]]. (5) Vergleiche bedürfen der Zustimmung beider Seiten.`,
    ],
    [
      "H unlimited-liability unlimited fault +foreign-language",
      `§ 12 Haftung. (1) Der Auftraggeber haftet nach den gesetzlichen Vorschriften. (2) Der Auftragnehmer unterhält eine Versicherung mit einer Deckung von 3 Millionen Euro je Schadensfall und weist sie jährlich nach. (3) Die Deckungssumme ist keine Haftungsgrenze. [[Der Auftragnehmer haftet, soweit ihn ein Verschulden trifft, der Höhe nach unbegrenzt und auch für entgangenen Gewinn]]. (4) Ansprüche verjähren nach den gesetzlichen Fristen.`,
    ],
    [
      "H none +foreign-language +near-miss",
      `§ 14 Kündigung. (1) Die Parteien können den Rahmenvertrag nur aus wichtigem Grund kündigen. Die freie Kündigung durch den Auftraggeber, wie sie § 14 der alten Fassung vorsah, ist gestrichen. (2) Ein wichtiger Grund liegt für den Auftragnehmer insbesondere vor, wenn zwei Abschlagsrechnungen länger als sechs Wochen offen sind. (3) Für den Auftraggeber liegt er nur bei einer Pflichtverletzung vor, die trotz Abmahnung fortdauert.`,
    ],
    [
      "M unilateral-change discretion +foreign-language",
      `§ 4 Leistungsänderungen. (1) Grundlage sind die Einzelaufträge. (2) [[Der Auftraggeber kann Inhalt, Umfang und Reihenfolge der Leistungen nach freiem Ermessen ändern]]; der Auftragnehmer führt die Änderung aus und legt binnen zwei Wochen ein Nachtragsangebot vor. (3) Über die Höhe der Vergütung wird danach gesprochen. (4) Besprechungen finden in der Regel im Büro des Auftraggebers statt, Reisezeiten gelten als Arbeitszeit.`,
    ],
    [
      "H exclusivity mutual +foreign-language",
      `§ 16 Loyalität. (1) Die Parteien gehen offen miteinander um. (2) Der Auftragnehmer benennt einen Projektleiter und dessen Vertreter. (3) [[Mitarbeiter, die im Projekt tätig waren, werden bis ein Jahr und sechs Monate nach dessen Ende nicht abgeworben oder eingestellt]]; das gilt in beide Richtungen. (4) Initiativbewerbungen sind der anderen Seite mitzuteilen.`,
    ],
    [
      "M ip-transfer +foreign-language",
      `§ 8 Unterlagen. (1) Pläne werden als Datei in zwei Formaten übergeben. (2) [[Mit der Übergabe gehen sämtliche Nutzungsrechte ausschließlich auf den Auftraggeber über, der die Pläne ändern und für andere Vorhaben verwenden darf]]. (3) Der Auftragnehmer darf das Projekt in seiner Referenzliste nennen. (4) Modelle werden ein Jahr aufbewahrt und danach angeboten.`,
    ],
    [
      "M none +foreign-language",
      `§ 6 Vergütung. (1) Abgerechnet wird nach Stunden zu den Sätzen der Anlage 3. (2) Die Sätze steigen jährlich um 2 %. (3) Abschlagsrechnungen werden monatlich gestellt und sind binnen 21 Tagen zu zahlen. (4) Skonto wird nicht gewährt. (5) Nebenkosten sind mit 4 % abgegolten, ausgenommen Modelle und Auslandsreisen.`,
    ],
    [
      "H penalty capped +foreign-language",
      `§ 9 Termine. (1) Der Terminplan ist Anlage 2. (2) Der Auftragnehmer zeigt Behinderungen unverzüglich an; angezeigte Behinderungen verlängern die Fristen. (3) [[Für jeden Werktag, um den der Auftragnehmer einen fett gedruckten Termin überschreitet, werden 0,2 % der Auftragssumme einbehalten]]. (4) Insgesamt werden nicht mehr als 5 % einbehalten. (5) Ein Bonus für frühere Fertigstellung ist nicht vereinbart.`,
    ],
  ),
];
