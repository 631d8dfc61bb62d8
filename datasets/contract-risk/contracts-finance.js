/**
 * Money, insurance, energy, memberships: contracts that most people have.
 * @module
 */
import { contract } from "./clause.js";

export const financeContracts = [
  contract(
    "Leasing of medical equipment",
    "Lessee",
    [
      "E unlimited-liability faultless",
      `8. Risk. [[Lessee bears the risk of loss, theft, destruction and obsolescence of the Equipment for whatever cause and continues to pay all Rentals]].`,
    ],
    [
      "E none",
      `2. The Equipment is described in the Schedule and has been chosen by Lessee after inspection of a comparable unit.`,
    ],
    [
      "M liability-exclusion",
      `4. [[LESSOR MAKES NO WARRANTY AND LESSEE WAIVES ALL CLAIMS AGAINST LESSOR FOR DEFECTS]]; Lessor passes on to Lessee its rights against the maker.`,
    ],
    [
      "M auto-renewal",
      `12. At the end of the term Lessee may return the Equipment. [[Failing a return in the last week of the term, the lease continues for a further year at the same Rental]].`,
    ],
    [
      "M indemnity",
      `9. General indemnity. [[Lessee will indemnify Lessor on an after-tax basis against all liabilities arising from possession, use or return of the Equipment]].`,
    ],
    [
      "H none +near-miss",
      `10. Lessor's assignee takes free of Lessor's obligations but shall, for so long as Lessee pays, not disturb Lessee's quiet enjoyment, and shall indemnify Lessee if it does.`,
    ],
    [
      "M assignment",
      `11. [[Lessor may without consent sell, assign or charge its interest and the Rentals]], and Lessee will pay as directed.`,
    ],
    [
      "H penalty",
      `14. Early settlement. Lessee may settle early. [[The settlement sum is all Rentals not yet due, undiscounted, plus five per cent]].`,
    ],
    [
      "M unilateral-change",
      `6. Variable element. [[If Lessor's cost of funds rises, Rentals rise with it; if it falls, they stay]].`,
    ],
    ["E none", `5. Lessee keeps the Equipment insured for its replacement value and shows the policy on demand.`],
  ),
  contract(
    "Gym membership",
    "Member",
    [
      "E auto-renewal",
      `4. Your membership runs for twelve months. [[If you don't cancel in month eleven it starts again for another twelve]].`,
    ],
    [
      "M unilateral-change discretion",
      `6. [[We may put up the monthly fee, close areas or alter opening hours at our discretion at any time.]]`,
    ],
    ["E none", `2. Bring a towel. Wipe the machines. Put the weights back where you found them.`],
    [
      "M liability-exclusion faultless",
      `9. You train at your own risk. [[We accept no responsibility for injury, even if a machine was faulty or a trainer negligent.]]`,
    ],
    [
      "M none +near-miss",
      `10. Nothing in these rules takes away your right to compensation if you are hurt because of us.`,
    ],
    [
      "H data-use",
      `12. The smart lockers and machines recognise you by your wristband. [[Workout and heart-rate data go to our insurance partner]], so that you can enjoy personal offers.`,
    ],
    [
      "M penalty +wrong-units",
      `7. Late payment. [[If a direct debit bounces we add 1,500 cents each time]], on top of what the bank charges.`,
    ],
    ["M termination", `11. [[We can end your membership with one week's notice]]; you can end it as described in 4.`],
    [
      "H none",
      `5. Freeze: if you are ill, pregnant or abroad we stop the clock for as long as that lasts. No fee, no form, a message will do.`,
    ],
  ),
  contract(
    "Overdraft facility letter",
    "Borrower",
    [
      "M termination discretion",
      `3. The facility is uncommitted. [[The Bank may cancel it and demand repayment of all sums at any time, without notice]].`,
    ],
    ["E none", `1. The limit is 80,000 and the purpose is to finance stock during the season.`],
    [
      "M unilateral-change",
      `5. Interest is charged at Base plus 4.2 per cent. [[The Bank may vary the margin from time to time]] by an entry in the statement.`,
    ],
    [
      "M indemnity unlimited",
      `9. Costs. [[The Borrower shall on demand indemnify the Bank for all costs, losses and taxes in connection with the facility, in an unlimited amount]].`,
    ],
    [
      "H none +near-miss",
      `10. The Bank bears the cost of its own valuation. Should that valuation damage the Borrower's stock, the Bank answers for it.`,
    ],
    [
      "H assignment",
      `12. Disclosure and dealings. The Bank keeps the Borrower's affairs confidential. [[It may however transfer its rights to any person, including funds that buy distressed debt]], and tell them what they want to know.`,
    ],
    [
      "M jurisdiction",
      `14. English law governs. [[The Bank may take proceedings in any court of its choosing; the Borrower only in London]].`,
    ],
    ["E penalty", `7. [[Use beyond the limit costs 25 a day and 18 per cent a year on the excess]].`],
    [
      "M none",
      `8. The Borrower supplies management accounts within thirty days after the end of each quarter, in the form used until now.`,
    ],
  ),
  contract(
    "Stromliefervertrag für ein Hotel",
    "Kunde",
    [
      "E auto-renewal +foreign-language",
      `Ziff. 2: [[Kündigt der Kunde nicht drei Monate vor Ende, läuft er ein weiteres Jahr]], und zwar zu den dann geltenden Preisen.`,
    ],
    [
      "M unilateral-change notice +foreign-language",
      `Ziff. 5: [[Der Lieferant kann den Arbeitspreis ändern]], wenn sich Beschaffungskosten ändern. Er teilt dies sechs Wochen vorher mit; der Kunde kann dann fristlos kündigen.`,
    ],
    [
      "M penalty +foreign-language",
      `Ziff. 6: Der Kunde nimmt im Jahr 420 MWh ab. [[Für jede nicht abgenommene MWh zahlt er 60 % des Arbeitspreises]].`,
    ],
    [
      "E none +foreign-language",
      `Ziff. 3: Gezählt wird viertelstündlich. Der Kunde kann die Messwerte im Portal abrufen.`,
    ],
    [
      "H none +foreign-language +near-miss",
      `Ziff. 7: Nimmt der Kunde weniger ab als geplant, verkauft der Lieferant die Menge und schreibt ihm den Erlös gut. Mindererlöse trägt der Lieferant, eine Pönale fällt nicht an.`,
    ],
    [
      "M liability-exclusion +foreign-language",
      `Ziff. 9: [[Bei Unterbrechungen haftet der Lieferant nicht, der Kunde hat sich an den Netzbetreiber zu halten]].`,
    ],
    [
      "H unlimited-liability unlimited +foreign-language",
      `Ziff. 8: Der Kunde meldet Umbauten, die den Verbrauch ändern. [[Versäumt er dies, trägt er sämtliche Kosten der Ausgleichsenergie in voller, der Höhe nach nicht begrenzter Summe]].`,
    ],
    [
      "M assignment notice +foreign-language",
      `Ziff. 12: [[Der Lieferant darf den Vertrag auf ein anderes Unternehmen übertragen]]; er zeigt dies zwei Monate vorher an, und der Kunde kann widersprechen.`,
    ],
  ),
  contract(
    "Insurance brokerage mandate",
    "Client",
    [
      "E exclusivity",
      `1. [[Client appoints Broker as its sole broker for all lines and will not instruct another]] nor approach insurers itself.`,
    ],
    [
      "M termination notice",
      `2. Client may revoke this mandate at any time. [[Broker may resign the mandate, also shortly before a renewal]], on sixty days' notice.`,
    ],
    [
      "M liability-exclusion capped",
      `7. [[Broker's liability is limited to 250,000 for each claim]], save for intent.`,
    ],
    ["E none", `4. Broker is paid by brokerage from insurers and tells Client the amount on request.`],
    [
      "M none +near-miss",
      `6. Broker holds Client harmless if an insurer refuses cover because Broker passed on information late.`,
    ],
    [
      "H data-use",
      `9. Benchmarking. To show you where you stand, we compare. [[Client's loss runs, limits and premiums are entered into our market database, which we license to insurers]].`,
    ],
    [
      "H indemnity",
      `5. Information. Client answers proposal forms truthfully. Broker forwards them unread. [[Any recourse that an insurer has against Broker on account of an answer is for Client's account]].`,
    ],
    [
      "M auto-renewal mutual",
      `10. [[The mandate renews itself for one year at a time]]; either party can prevent this by a letter, the same rule holding for both.`,
    ],
    ["E none", `11. Meetings take place twice a year, one of them on Client's premises, with minutes by Broker.`],
  ),
];
