/**
 * Consultants, guards, cooks, translators, teachers, agencies.
 * @module
 */
import { contract } from "./clause.js";

export const serviceContracts = [
  contract(
    "Consultancy agreement",
    "Consultant",
    ["E none", `4.1 Consultant reports to the Project Sponsor every second Friday, in writing, on one page.`],
    [
      "M indemnity unlimited",
      `10.2 [[Consultant shall fully indemnify Company and keep it fully indemnified against all taxes and social charges]] which any authority may claim in respect of the fees, such indemnity being unlimited.`,
    ],
    [
      "M ip-transfer forever",
      `8. [[All deliverables, notes and ideas conceived while on the assignment vest in Company absolutely and irrevocably]].`,
    ],
    [
      "H exclusivity brief",
      `9.4 During the assignment, which lasts five months, and not beyond it, [[Consultant shall not advise any other undertaking in the sector]].`,
    ],
    [
      "M none +near-miss",
      `9.5 Company acknowledges that Consultant works for others. Nothing herein prevents Consultant from accepting engagements at any time, competitors of Company included.`,
    ],
    ["E termination discretion", `13. [[Company may end the assignment at any time and for no reason]].`],
    [
      "H unlimited-liability unlimited",
      `11. The liability of Company is limited to 10,000. [[For Consultant, whose insurance is Consultant's own affair, no such limit applies]].`,
    ],
    [
      "M none",
      `12A. Expenses are refunded against receipts within thirty days. Flights in economy class, trains in either class, hotels up to the amount in the travel policy.`,
    ],
    [
      "H data-use",
      `14.3 Recordings. Workshops are recorded for those who could not come. [[Company may use the recordings, including voice and image, to build its own training tools]].`,
    ],
    [
      "M assignment",
      `15. [[Company may novate this agreement to any member of its group]] and Consultant will sign what that takes.`,
    ],
  ),
  contract(
    "Security services at a festival",
    "Security firm",
    [
      "E indemnity faultless",
      `7.1 [[Contractor shall indemnify Promoter against every claim by any visitor, artist or neighbour]], irrespective of fault and of who caused it.`,
    ],
    [
      "M none +near-miss",
      `7.2 Where a claim results from orders of Promoter's event director, Promoter indemnifies Contractor and its stewards.`,
    ],
    ["M penalty", `5.2 [[For every steward missing from a post at roll-call 350 are deducted]] from the next invoice.`],
    ["E none", `3. Stewards wear yellow, supervisors orange. Radios are on channel four.`],
    [
      "H unilateral-change discretion",
      `2.3 The head count is in Annex A. Crowds are hard to foresee, so [[Promoter may halve or double it on the day, as it sees fit]], at the agreed rate per head.`,
    ],
    [
      "M liability-exclusion gross",
      `8. [[Promoter is not liable for lost or damaged equipment of Contractor]] except for gross negligence and intent.`,
    ],
    [
      "M termination discretion",
      `10. [[Should Promoter lose confidence in Contractor, it may terminate forthwith and need not state grounds]].`,
    ],
    [
      "H none",
      `9. In case of storm the site is cleared. Contractor is paid for all shifts that were planned for the day.`,
    ],
    [
      "M exclusivity",
      `11. [[In the weeks before and after the festival Contractor will not work for any other open-air event within 100 km]].`,
    ],
    [
      "E jurisdiction",
      `12. [[The courts of Promoter's home town in Andorra alone are competent; Andorran law applies]].`,
    ],
  ),
  contract(
    "Canteen operation for a hospital",
    "Caterer",
    [
      "M penalty capped",
      `6.4 [[If a meal is served below 65 °C, Caterer credits 100 for each sample]], but never more than 2,000 in a month.`,
    ],
    [
      "E none",
      `2.1 Menus are sent to the dietician two weeks ahead. The dietician may swap dishes within a price group.`,
    ],
    [
      "M unlimited-liability faultless",
      `9.1 [[Caterer is strictly liable for every case of food-borne illness in the house]], be it traced to the kitchen or not.`,
    ],
    [
      "H exclusivity mutual",
      `3.5 Fairness. [[Caterer runs no other canteen in the district]], and Hospital, to the same extent, lets no other caterer into the house.`,
    ],
    [
      "M unilateral-change notice",
      `4.3 [[Hospital may raise the rent of the kitchen]] at the end of a calendar year; notice is given by the end of September.`,
    ],
    [
      "M indemnity fault",
      `9.3 [[Caterer indemnifies Hospital against claims of patients]] where Caterer has disregarded an allergy that was marked on the tray card.`,
    ],
    [
      "H none +near-miss",
      `9.4 If a tray card is wrong, Hospital indemnifies Caterer, and clause 9.3 does not apply. Strict liability under older contracts is not continued by this clause.`,
    ],
    [
      "M auto-renewal",
      `12. [[The contract continues year by year as long as Caterer has not given notice by 31 March]].`,
    ],
    ["E termination", `13.2 [[Hospital may terminate on ten days' notice if the ministry changes the subsidy]].`],
    [
      "M assignment",
      `14. Caterer stays the operator. [[Hospital may put any other body in its place as party to this contract]].`,
    ],
  ),
  contract(
    "Framework for sworn translations",
    "translator",
    ["E none", `Rates are per line of fifty-five characters, spaces included; urgent work has a surcharge of a third.`],
    [
      "M indemnity",
      `Should a client of the agency suffer damage through a mistranslation, [[the translator shall answer to that client in the agency's stead and keep the agency free of cost]].`,
    ],
    [
      "H penalty",
      `Punctuality matters, since courts do not wait. [[A translator who hands in an order a day late owes the agency twice the value of the order]].`,
    ],
    [
      "M exclusivity",
      `[[The translator shall not register with other agencies in the language pair]] for as long as this framework is in force.`,
    ],
    [
      "M none +near-miss",
      `The agency does not mind translators working for other agencies, and keeps no list of who does.`,
    ],
    [
      "M data-use",
      `[[The agency may feed all finished translations and glossaries of the translator into its translation engine.]] No fee is due for this.`,
    ],
    [
      "E unilateral-change",
      `[[The agency may adjust the rate per line when its own contracts are adjusted]] and will say so in the order.`,
    ],
    [
      "M liability-exclusion",
      `Payment is made when the client pays. [[If the client does not pay, the translator has no claim against the agency]].`,
    ],
    [
      "H termination",
      `Ratings. Each job is rated by the project manager. [[With an average below 4.5 in any month the framework ends by itself]].`,
    ],
    [
      "E none",
      `Stamps and signatures are applied by hand. Scans are accepted by most offices but not by the registry.`,
    ],
  ),
  contract(
    "Retainer of a marketing agency",
    "Client",
    [
      "E auto-renewal",
      `§2 [[The retainer renews every quarter for another quarter without further notice]], unless Client cancels by the tenth of its last month.`,
    ],
    [
      "M ip-transfer",
      `§6 [[All concepts, including those Client has paid for, remain the property of Agency, and names and slogans supplied by Client become part of them]].`,
    ],
    [
      "M none +near-miss",
      `§7 Upon payment everything that Agency makes for Client belongs to Client, drafts that were turned down included.`,
    ],
    [
      "H indemnity",
      `§9 Agency checks its work for blunders but does not search registers. [[For conflicts with marks, titles or personal rights of others, Client takes Agency's place]] and reimburses what Agency has had to pay.`,
    ],
    [
      "E none",
      `§3 One round of corrections is included; further rounds are charged by the hour, estimates being given first.`,
    ],
    [
      "M exclusivity",
      `§10 [[Client shall not employ or engage, through whatever channel, anyone who has worked for Agency, for three years]].`,
    ],
    [
      "M liability-exclusion",
      `§11 [[Agency owes effort, not success, and is not liable for the outcome of campaigns or for fines]].`,
    ],
    [
      "H unilateral-change",
      `§4 Media budget. Agency books where it performs. [[It may shift up to all of the budget between channels]] and reports after the month.`,
    ],
    [
      "M data-use forever",
      `§8 [[Agency may keep and use Client's customer data for look-alike audiences of other clients, also after the end of the retainer and without limit in time]].`,
    ],
    ["E penalty", `§5 [[Cancelling a booked shoot costs the full production budget.]]`],
  ),
];
