/**
 * Contracts about software and data.
 * @module
 */
import { contract } from "./clause.js";

export const softwareContracts = [
  contract(
    "Master hosting agreement",
    "Customer",
    [
      "E indemnity faultless",
      `11.2 Indemnity. [[Customer shall indemnify, defend and hold harmless Host and its affiliates from and against any and all claims, losses and expenses arising out of or relating to Customer's use of the Services]], whether or not caused by any act or omission of Customer.`,
    ],
    [
      "M none +near-miss",
      `11.1 Host shall indemnify Customer against third-party claims alleging that the Platform infringes a patent, copyright or trade secret, provided Customer notifies Host promptly and lets Host conduct the defence.`,
    ],
    [
      "E auto-renewal notice",
      `3.1 [[This Agreement renews for successive terms of twelve months]] unless either party gives notice of non-renewal; such notice may be given up to thirty (30) days before the end of the then-current term, and Host sends a reminder ninety days ahead.`,
    ],
    [
      "H unilateral-change discretion",
      `5.4 Fees are set out in Order Forms. Order Forms refer to the Price Book. [[Host may revise the Price Book from time to time]] and the revision in force on the day of invoicing applies. No notice of revisions is required, as the Price Book is kept online.`,
    ],
    [
      "E none",
      `2.3 Host will make the Services available 99.8 % of each calendar month, measured at the load balancer, scheduled maintenance excluded. Maintenance windows are published a week ahead.`,
    ],
    [
      "M liability-exclusion",
      `12.3 [[Host is not liable for loss of data, loss of profit or interruption of business]], it being for Customer to keep copies of what it stores.`,
    ],
    [
      "H none +near-miss",
      `12.5 Nothing in this Section 12 limits Host's liability for breach of Section 9 (Confidentiality), for which Host is liable without limit.`,
    ],
    [
      "M data-use forever",
      `9.6 Host may compile statistics on the operation of the Services. [[Host is further granted a perpetual, irrevocable right to use Customer Content to train and improve its products]], in de-identified form.`,
    ],
    [
      "E none",
      `15.1 Notices are given in writing to the address on the cover page. E-mail suffices, save for notices of termination.`,
    ],
    [
      "M assignment",
      `14.2 Customer may not assign this Agreement. [[Host may assign it, in whole or in part, to any successor or acquirer of its business.]]`,
    ],
    [
      "H termination discretion",
      `3.4 Customer may terminate for material breach that remains uncured for sixty days. [[Host may suspend or end the Services at any time if it considers that this is in the interest of the Platform]], and need not give reasons.`,
    ],
  ),
  contract(
    "Terms of service of an app for small shops, click-wrap",
    "you",
    [
      "E indemnity unlimited",
      `HOLD US HARMLESS. [[YOU AGREE TO INDEMNIFY US AND OUR PARTNERS FOR ALL DAMAGES, FINES AND LEGAL FEES, WITHOUT LIMIT]], THAT RESULT FROM CONTENT YOU POST, FROM YOUR CUSTOMERS' COMPLAINTS OR FROM YOUR VIOLATION OF THESE TERMS.`,
    ],
    [
      "E unilateral-change discretion",
      `Changes. We like to keep things fresh. [[We may change these terms, our prices and our features whenever we want]], and if you keep using the app after that you've said yes. Check back now and then!`,
    ],
    [
      "M none",
      `We use cookies to keep you signed in. You can switch off the other ones in your settings, and the app works just the same without them.`,
    ],
    [
      "M data-use",
      `Your stuff stays yours. So that we can show it, back it up and make it look nice on every screen, you let us host it. [[You also let us share your sales figures and customer lists with selected partners]] so that they can make you offers.`,
    ],
    [
      "E auto-renewal",
      `[[Your plan renews automatically every year and we will charge the card we have on file.]] You can switch off renewal in the settings up to the last day.`,
    ],
    [
      "H none +near-miss",
      `Some people ask whether we take a cut of their sales, own their photos, or lock them in. We do none of that. There is no indemnity to sign, no minimum term, and your photos are yours.`,
    ],
    [
      "M jurisdiction",
      `If we fall out, talk to us first, please. If that doesn't help, [[any dispute goes to binding arbitration in Singapore, in English, and you pay your own costs]] even if you win.`,
    ],
    [
      "M liability-exclusion capped",
      `The app comes "as is". [[If something goes wrong, the most you can get from us is what you paid in the last three months.]]`,
    ],
    [
      "E none",
      `Opening hours of our help desk: weekdays nine to six. Outside these hours a bot answers, and it will tell you that it is one.`,
    ],
    [
      "H ip-transfer forever +multi-risk",
      `Logos and slogans. If you use our design wizard, what comes out of it is based on our templates. [[Rights in the results, including your name in the form given to it by the wizard, belong to us for good]]; you get to use them while you have a plan. We may change the wizard at any time.`,
    ],
  ),
  contract(
    "Software development agreement (time and materials)",
    "Developer",
    [
      "M ip-transfer",
      `8.1 Work Product. [[Developer hereby assigns to Client all right, title and interest in the Work Product, including Background Materials incorporated in it]], effective upon creation.`,
    ],
    [
      "H none +near-miss",
      `8.2 Developer retains title to Background Materials. Client receives a non-exclusive licence to use them as part of the Work Product and for no other purpose.`,
    ],
    [
      "E unlimited-liability unlimited",
      `13. Liability. Client's liability is limited to the fees due. [[Developer's liability under this Agreement shall be unlimited]], and the parties have priced the Services accordingly.`,
    ],
    [
      "M indemnity fault",
      `12.1 [[Developer shall indemnify Client against third-party claims that the Work Product infringes intellectual property]], to the extent that the infringement results from Developer's negligence or wilful misconduct.`,
    ],
    [
      "E none",
      `4.2 Developer submits timesheets by the fifth working day of the following month. Client approves or queries them within five working days.`,
    ],
    [
      "M penalty",
      `6.3 For each working day by which a Milestone is missed, [[Developer pays Client liquidated damages of 0.5 % of the Milestone price]].`,
    ],
    [
      "H exclusivity",
      `17. Staff and clients. During the term Developer will devote its best people to the Project. [[For two years thereafter Developer will not provide comparable services to any undertaking named in Annex D or competing with Client.]]`,
    ],
    [
      "M termination discretion",
      `16.1 [[Client may terminate this Agreement or any Statement of Work for convenience, immediately and without notice]]; work done up to then is paid.`,
    ],
    [
      "M none",
      `16.2 Developer may terminate upon fourteen days' written notice if an undisputed invoice is more than thirty days overdue.`,
    ],
    [
      "E jurisdiction",
      `20.2 This Agreement is governed by the laws of the State of Delaware, and [[Developer submits to the exclusive jurisdiction of the courts of Client's seat]].`,
    ],
    [
      "M none",
      `9. Open source. Developer lists open-source components in a file named THIRD-PARTY and does not use components under licences that require disclosure of Client's source code.`,
    ],
  ),
  contract(
    "Data licence between a weather service and an insurer",
    "Licensee",
    [
      "E none",
      `1. "Data" means the hourly observations listed in Schedule 1, in the format described there, including corrections issued within ten days.`,
    ],
    [
      "M none +near-miss",
      `4.2 Licensor warrants that it may license the Data and shall hold Licensee harmless if a third party contends otherwise.`,
    ],
    [
      "H indemnity",
      `4.5 Derived products. Licensee may sell products derived from the Data. As regards such products Licensor gives no warranty of any kind, and [[Licensee keeps Licensor clear of whatever purchasers of such products, or persons relying on them, may claim from Licensor]].`,
    ],
    [
      "M unilateral-change notice",
      `6.1 [[Licensor may adjust the annual fee once a year by written notice]] of at least ninety days; Licensee may terminate with effect from the day of the increase.`,
    ],
    [
      "M exclusivity forever",
      `7. [[Licensee undertakes not to obtain hourly observations from any other source]], during the term or after it.`,
    ],
    [
      "H data-use",
      `8.3 Feedback loop. To improve the Data, Licensee sends Licensor its claims records once a quarter, by postcode and date. [[Licensor may use these records for its own commercial purposes.]]`,
    ],
    [
      "E none",
      `9. Each party appoints a contact person. Contact persons may agree on changes of file formats by e-mail.`,
    ],
    [
      "M liability-exclusion",
      `10.1 Forecasts err. [[Any liability of Licensor for the accuracy, completeness or timeliness of the Data is excluded.]]`,
    ],
    [
      "E auto-renewal",
      `12. [[The licence is extended by three years at a time unless Licensee gives notice twelve months before its end]]. An extension is confirmed by invoice.`,
    ],
    [
      "M jurisdiction mutual",
      `14. [[Disputes, whoever brings them, are decided by the courts of Nicosia under the law of Cyprus]], where neither party is at home and to which both submit alike.`,
    ],
    [
      "H none +double-negative",
      `15. The omission of Licensee to notify a defect shall not be deemed not to affect its duty to pay, save that no fee is due for days on which no Data was delivered.`,
    ],
  ),
  contract(
    "Vertrag über die Pflege einer Praxissoftware",
    "Auftraggeber",
    [
      "E auto-renewal +foreign-language",
      `§ 9 Laufzeit. Der Vertrag beginnt mit der Installation. [[Er verlängert sich um jeweils zwei Jahre, wenn der Auftraggeber nicht sechs Monate vor Ablauf schriftlich kündigt.]]`,
    ],
    [
      "M unilateral-change discretion +foreign-language",
      `§ 4 Abs. 3: [[Der Anbieter ist berechtigt, die Pflegepauschale nach billigem Ermessen jederzeit anzupassen]]; die Anpassung wird mit der nächsten Rechnung mitgeteilt und bedarf keiner Begründung.`,
    ],
    [
      "M none +foreign-language +near-miss",
      `§ 4 Abs. 4: Eine Erhöhung der Pflegepauschale ist während der Laufzeit ausgeschlossen. Abs. 3 bleibt für Verträge außer Betracht, die vor Einführung der Telematik geschlossen wurden.`,
    ],
    [
      "H indemnity faultless +foreign-language",
      `§ 11 Verordnungsdaten. Für die Richtigkeit der Stammdaten ist die Praxis verantwortlich. [[Werden wegen fehlerhafter Verordnungen Ansprüche gegen den Anbieter erhoben, stellt der Auftraggeber ihn hiervon auf erstes Anfordern frei]], gleichviel, worauf der Fehler beruht.`,
    ],
    [
      "E none +foreign-language",
      `§ 2 Der Anbieter beantwortet Anfragen werktags zwischen 8 und 18 Uhr. Störungen, die den Praxisbetrieb verhindern, werden vorrangig bearbeitet.`,
    ],
    [
      "M liability-exclusion gross +foreign-language",
      `§ 12 [[Für leichte Fahrlässigkeit haftet der Anbieter nicht]], außer bei Verletzung von Leben, Körper und Gesundheit. Seine Haftung für Vorsatz und grobe Fahrlässigkeit bleibt unberührt.`,
    ],
    [
      "M data-use +foreign-language",
      `§ 13 Abs. 2: [[Der Anbieter darf Verordnungsdaten in pseudonymisierter Form an Hersteller von Arzneimitteln weitergeben]], soweit dies der Marktforschung dient.`,
    ],
    [
      "E none +foreign-language",
      `§ 15 Änderungen dieses Vertrags bedürfen der Schriftform. Mündliche Nebenabreden bestehen nicht.`,
    ],
    [
      "M assignment discretion +foreign-language",
      `§ 14 [[Der Anbieter kann den Vertrag ohne Zustimmung des Auftraggebers auf einen Dritten übertragen.]] Einer Mitteilung bedarf es nicht.`,
    ],
  ),
];
