/**
 * Leases, building works, events and other matters of houses and halls.
 * @module
 */
import { contract } from "./clause.js";

export const propertyContracts = [
  contract(
    "Lease of business premises",
    "Tenant",
    [
      "E indemnity faultless",
      `18. THE TENANT COVENANTS with the Landlord [[to keep the Landlord indemnified from all actions costs claims and demands in respect of the Premises or anything done or omitted therein]] whether by the Tenant or by strangers and whether or not the Tenant be in default.`,
    ],
    [
      "M none +near-miss",
      `19. THE LANDLORD COVENANTS to insure the Building against fire storm and flood and to lay out all moneys received in making good the same and to indemnify the Tenant for rent paid in respect of any period in which the Premises are unfit for use.`,
    ],
    [
      "M unlimited-liability faultless",
      `12. Reinstatement. At the end of the term [[the Tenant shall at its own cost remove all alterations and make good all damage, howsoever and by whomsoever caused]], to the Landlord's surveyor's satisfaction.`,
    ],
    [
      "E auto-renewal",
      `3. The term is five years from the quarter day next following. [[It is prolonged by five years at a time unless the Tenant serves notice not later than twelve months before expiry.]]`,
    ],
    [
      "H unilateral-change discretion",
      `6. Service charge. The Tenant pays a fair proportion of the expenses in Schedule 4. [[The Landlord may vary the services, the expenses and the proportion as it thinks fit]].`,
    ],
    [
      "M none",
      `7. The Landlord shall not increase the yearly rent during the first three years. From then on it follows the index of consumer prices, upward and downward.`,
    ],
    [
      "M termination notice",
      `22. Redevelopment. [[The Landlord may determine this Lease at any time on or after the second anniversary]] by not less than six months' notice in writing if it intends to rebuild.`,
    ],
    [
      "E none",
      `10. Signs. One sign on the fascia and one in the window, in any colour, without illumination after eleven at night.`,
    ],
    [
      "M exclusivity",
      `15. User. The Premises are let as a bakery. [[The Tenant shall not within three miles open or have an interest in any other bakery or tea room]].`,
    ],
    [
      "M assignment",
      `24. The Tenant may not assign or underlet. [[The reversion may be sold by the Landlord to any purchaser, and the Tenant shall attorn to the purchaser]].`,
    ],
    [
      "H penalty +wrong-units",
      `8. Rent not received on the day bears interest. [[The rate is 0.15 per cent for each day]], which the parties regard as moderate.`,
    ],
  ),
  contract(
    "Building contract for a barn conversion",
    "Contractor",
    [
      "M penalty",
      `Cl. 9 Completion is 30 September. [[For each calendar week of delay the Contractor allows the Employer 1.5 % of the contract sum]] as liquidated and ascertained damages, without proof of loss.`,
    ],
    [
      "E none",
      `Cl. 4 Setting out is checked by both parties on site before excavation; the levels are entered in the site book and signed.`,
    ],
    [
      "M indemnity fault",
      `Cl. 14 [[The Contractor shall indemnify the Employer against injury to persons and damage to neighbouring property]] insofar as it is due to the negligence of the Contractor or those for whom it is responsible.`,
    ],
    [
      "H unlimited-liability faultless",
      `Cl. 6 Ground. The Employer's survey is for information. The Contractor is deemed to have inspected the site. [[Whatever the ground turns out to be, the Contractor carries the extra cost and the extra time]], no matter whether anybody could have known.`,
    ],
    [
      "M none +near-miss",
      `Cl. 7 Should contaminated ground be met, the Employer bears the cost of its removal and the time for completion is extended accordingly.`,
    ],
    [
      "M unilateral-change",
      `Cl. 11 Variations. [[The Employer's agent may add to, omit from or change the works, and the Contractor carries out such variations at the rates of the bill]], though the rates may no longer fit.`,
    ],
    [
      "E termination discretion",
      `Cl. 20 [[The Employer may end the Contractor's engagement at any time without giving a reason.]] Work then on site is valued and paid.`,
    ],
    [
      "H liability-exclusion",
      `Cl. 12 Information. Drawings, surveys and the asbestos register have been prepared with care. [[The Contractor shall have no remedy against the Employer or its advisers if any of them proves wrong]].`,
    ],
    [
      "E none",
      `Cl. 17 Retention is three per cent, half of which is released at completion and half after the defects period of six months.`,
    ],
    [
      "M none",
      `Cl. 15 The Employer's liability for late payment is interest at the statutory rate. The Contractor may suspend work after seven days' notice.`,
    ],
    [
      "M jurisdiction",
      `Cl. 25 Disputes go to adjudication. [[The adjudicator is named by the Employer alone, and the Contractor bears the adjudicator's fees]] whatever the outcome.`,
    ],
  ),
  contract(
    "Hire of a hall for a wedding",
    "the couple",
    [
      "E penalty",
      `Cancellation. Up to six months before: deposit kept. [[After that the full hire and 80 % of the agreed catering are due]], even if the hall is let again.`,
    ],
    [
      "E none",
      `Music until 1 a.m., in the garden until 10 p.m. The neighbours have been told and are on the whole in favour.`,
    ],
    [
      "M unlimited-liability faultless",
      `Damage. [[You answer for everything that is broken, stained or missing after your party]], no matter which of your guests, suppliers or other persons did it.`,
    ],
    [
      "M none +near-miss",
      `Our staff are insured. If they break something of yours or spill on the dress, we pay for it, and you needn't prove whose fault it was.`,
    ],
    [
      "H exclusivity",
      `Suppliers. We have cooked for weddings since 1988. [[Food, drink and cake come from our kitchen; bringing your own caterer is not possible]], and corkage is not on offer either.`,
    ],
    [
      "M unilateral-change notice",
      `Prices on this sheet are for this season. [[We may adapt them for weddings next year]]; we tell you at least three months ahead and you may then cancel free of charge.`,
    ],
    [
      "H termination",
      `The house reserves the garden for itself on days of state visits. [[Should such a visit be announced we may withdraw from this contract up to the eve of the wedding]], with your money back and our regrets.`,
    ],
    [
      "M data-use",
      `Pictures. We love to show what our hall can look like: [[we may use photographs of your day, guests included, in our brochures and on our channels]].`,
    ],
    [
      "E none",
      `Keys are handed over at ten and come back by noon on the next day. There's a safe in the bride's room; choose your own code.`,
    ],
    [
      "M liability-exclusion faultless",
      `Cloakroom and car park: [[no liability whatsoever, also where our own people were careless]].`,
    ],
  ),
  contract(
    "Mietvertrag über einen Veranstaltungsraum (Verein)",
    "Verein",
    [
      "M indemnity faultless +foreign-language",
      `§ 7 [[Der Verein stellt die Stadt von sämtlichen Ansprüchen Dritter frei, die im Zusammenhang mit der Nutzung des Raumes geltend gemacht werden]], auch wenn ihn kein Verschulden trifft.`,
    ],
    [
      "H none +foreign-language +near-miss",
      `§ 8 Die Freistellung nach § 7 entfällt bei Vereinen, die eine Haftpflichtversicherung nachweisen. Der Nachweis des Vereins liegt diesem Vertrag als Anlage 2 bei.`,
    ],
    ["E none +foreign-language", `§ 2 Der Raum wird mittwochs von 18 bis 22 Uhr überlassen, in den Schulferien nicht.`],
    [
      "M termination discretion +foreign-language",
      `§ 4 [[Die Stadt kann die Überlassung jederzeit ohne Angabe von Gründen widerrufen]]; der Verein kann zum Monatsende kündigen.`,
    ],
    [
      "M penalty capped +foreign-language",
      `§ 9 [[Wird der Raum nicht besenrein zurückgegeben, zahlt der Verein 80 Euro je Vorfall]], höchstens 240 Euro im Jahr.`,
    ],
    [
      "E unilateral-change +foreign-language",
      `§ 5 [[Die Stadt kann das Nutzungsentgelt durch Beschluss neu festsetzen.]] Der Beschluss wird ortsüblich bekannt gemacht.`,
    ],
    [
      "M liability-exclusion gross +foreign-language",
      `§ 10 [[Für eingebrachte Sachen haftet die Stadt nicht]], es sei denn, ihr fällt Vorsatz oder grobe Fahrlässigkeit zur Last.`,
    ],
    [
      "E none +foreign-language",
      `§ 12 Die Hausordnung hängt aus. Schlüssel werden gegen Unterschrift ausgegeben; ein Verlust ist sofort zu melden.`,
    ],
  ),
  contract(
    "Co-working membership, house rules included",
    "Member",
    [
      "E auto-renewal",
      `Month-to-month? Yes, for flex desks. [[Team rooms: your plan rolls over for another 12 months on its birthday.]]`,
    ],
    ["E none", `Kitchen: label it or lose it. Fridges are emptied on Fridays at five.`],
    [
      "M unilateral-change discretion",
      `We grow, and so do [[our prices, which we can change from one month to the next without asking you]].`,
    ],
    [
      "H indemnity",
      `Guests are welcome! You're their host, so [[if a guest of yours claims anything from us, you'll step in and pay it for us]].`,
    ],
    [
      "M none +near-miss",
      `If a guest of ours (we run events, sorry about the noise) damages something of yours, we'll step in and pay for it.`,
    ],
    [
      "M liability-exclusion",
      `Stuff happens. [[We're not responsible for theft, leaks, outages or the acts of other members, full stop.]]`,
    ],
    [
      "M termination discretion",
      `Community first: [[we may end a membership on the spot if we feel that it isn't a fit]].`,
    ],
    [
      "H data-use",
      `Wi-Fi is free and fast. [[Browsing on it is logged per member and the logs are shared with our real-estate and ad partners]].`,
    ],
    ["E none", `Dogs: one per room, vaccinated, and quiet during calls. Cats have their own opinion and stay at home.`],
    ["M penalty", `[[Lost key card: 150, every time.]] Lost umbrella: look in the box.`],
  ),
];
