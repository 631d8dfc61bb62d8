/**
 * Clauses whose risk stands in two places or more, with harmless words between.
 * @module
 */
import { contract } from "./clause.js";

export const splitContracts = [
  contract(
    "Hire of stage technology",
    "Hirer",
    [
      "M indemnity",
      `7. Third parties. The rig is checked before every hire by a competent person, whose card is in the flight case. [[Hirer shall hold Owner harmless from claims of visitors and staff on site]]; the same riggers may be booked by others on the next day. [[It shall also meet the claims of artists whose shows are cut short]]. The load table must be displayed at the desk.`,
    ],
    [
      "M unlimited-liability faultless",
      `4. [[From loading until return the Hirer answers for the equipment, whatever happens to it]]. The truck has a tail lift for 1.5 tonnes. Cables are counted on return, and a missing one is looked for once more in the cases. [[Accidental loss and loss of hire to others are included]] in what the Hirer answers for.`,
    ],
    [
      "M unilateral-change",
      `3. Offers hold for fourteen days. The list in the offer is what we plan to bring. [[Owner may replace items by others that it considers equal]]; a note is then put in the case. On large productions Owner brings spare lamps free of charge. [[It may also move the hours of delivery and collection]] as its tours require.`,
    ],
    [
      "E none",
      `9. The power supply must be checked by an electrician before doors open. Owner's crew may refuse to connect to a supply that trips in the test.`,
    ],
    [
      "M penalty",
      `5. Return is by noon. [[Each hour after noon costs a tenth of the daily rate]]. Cases are packed as the photo inside the lid shows. [[Cases packed otherwise cost 60 each]], which is what it takes to pack them again. There is coffee at the ramp.`,
    ],
    [
      "H termination discretion",
      `11. Weather and other surprises. Wind above 60 km/h means that roofs come down, and nobody may argue with the head rigger about that. [[Owner may walk away from the hire up to the evening before]] if the ground turns out to be soft. [[It may also do so without such a reason]]; advance payments are returned in either case.`,
    ],
    [
      "M liability-exclusion gross",
      `8. Should a desk or an amplifier fail, Owner sends another if one is free. [[Owner is not liable for shows that cannot take place]]. Technicians are on call until midnight, at their private number. [[Nor does it refund fees of artists or tickets]]. Intent and gross negligence remain unaffected.`,
    ],
    [
      "H data-use",
      `10. Recordings. The desk records every show on its own disk for the purpose of fault-finding. [[Owner may keep these recordings]], the Hirer may have a copy within a week at no charge, and [[may show parts of them at fairs and to other customers]].`,
    ],
    [
      "H none +near-miss",
      `6. Insurance. Owner insures the equipment against theft and fire, the premium being part of the daily rate, and has no recourse against the Hirer. Should third parties claim against the Hirer because of a defect of the equipment, Owner shall meet these claims, defend the Hirer and keep it free from cost.`,
    ],
  ),
  contract(
    "Fibre and telephone services for a chain of pharmacies",
    "Customer",
    [
      "M auto-renewal",
      `2.1 Every line has a term of its own, which begins when the line is handed over and lasts thirty-six months. [[At its end the term of the line starts anew]], the date being shown in the portal under "contracts". [[Lines added later are drawn into the longest term then running]]. The portal is in two languages.`,
    ],
    [
      "M exclusivity",
      `3. Volume. The rates are those for customers with more than forty lines. [[Customer orders all lines of its branches from Carrier]]. Branches may choose colour and position of the sockets. [[For branches acquired later Customer ends existing contracts with others as soon as the law permits]].`,
    ],
    [
      "H unilateral-change notice",
      `4.2 [[Carrier may change the technology by which a service is rendered]]. Copper will be switched off area by area, and the dates are on the regulator's website. Customer is told six months before. Equipment that no longer fits is exchanged by appointment. [[The rate of the new technology applies from the change]].`,
    ],
    [
      "E none",
      `5. Faults are reported by telephone or through the portal, day and night. Every report gets a number, and the person who reports is called back when the fault is mended.`,
    ],
    [
      "M liability-exclusion capped",
      `9. Response times are stated in Annex 2. If they are missed, a credit is given. [[All other claims because of interruptions are excluded]]; this leaves the right to terminate. [[Credits are limited to half of a month's rate]] for each line, which is paid out at the end of the year.`,
    ],
    [
      "M assignment",
      `12. The parties keep their registered offices up to date in the portal. [[Carrier may transfer single lines to regional network companies]], and Customer then gets two bills. [[It may also sell its claims]] to a factoring house; bills show the account to be used.`,
    ],
    [
      "H indemnity faultless",
      `8.3 Numbers. Carrier ports numbers within one working day. Emergency calls are routed by the address that Customer has entered. [[If an emergency call goes astray, Customer bears what callers or their families demand from Carrier]], and it does not matter why the call went astray. [[The same is true of fines that the regulator imposes on Carrier]].`,
    ],
    [
      "M penalty capped",
      `6. Early end. Customer may give up a branch. [[For every line given up early, sixty per cent of the remaining rates fall due at once]]. Routers are sent back in the box in which the new ones came. [[A router not sent back costs 180]]. For all branches of one year together no more than 5,000 is charged.`,
    ],
    [
      "H data-use discretion",
      `7. Traffic data are stored as long as the law demands. Customer sees them in the portal. [[Carrier may evaluate them by time, place and number called]]; the results help to plan the network. [[It may sell the results to makers of medicines at its sole discretion]], provided that no caller is named.`,
    ],
    [
      "H none +near-miss",
      `11. Nothing in this agreement prolongs itself, save as stated in 2.1 for lines in the old tariff, of which Customer has none. Clause 3 of the old tariff, by which customers had to take all lines from Carrier, was struck out by the court and is not part of this agreement. Carrier's prices may fall, and then fall for Customer too.`,
    ],
  ),
  contract(
    "Convention d'accueil d'un tournage dans un château",
    "le propriétaire",
    [
      "M ip-transfer forever +foreign-language",
      `5. Images. [[Le propriétaire cède au producteur le droit d'exploiter l'image du château et de ses collections]]. Le blason de la porte nord est photographié à part, sur demande. [[Cette cession vaut pour tous supports, sans limite de durée]]. Un exemplaire du film est remis au propriétaire, ainsi qu'une affiche.`,
    ],
    [
      "H unilateral-change discretion +foreign-language",
      `3. Calendrier. Le tournage dure onze jours, montage et démontage compris. Les camions stationnent dans la cour basse. [[Le producteur peut déplacer les dates comme il l'entend]], la météo étant ce qu'elle est. Le gardien ouvre à six heures. [[Il peut de même ajouter ou retrancher des jours]].`,
    ],
    [
      "M indemnity +foreign-language",
      `8. Voisins. Les nuits de tournage sont annoncées par affichage. [[Le propriétaire fait son affaire des plaintes des voisins et des fermiers]] ; les groupes électrogènes sont placés derrière la grange. [[Il rembourse au producteur ce que celui-ci aurait dû leur verser]].`,
    ],
    [
      "E none +foreign-language",
      `2. Sont mis à disposition la galerie, l'escalier d'honneur, la cuisine et le verger. La chapelle et l'appartement du second étage restent fermés.`,
    ],
    [
      "M exclusivity brief +foreign-language",
      `6. [[Le propriétaire n'accueille aucun autre film d'époque]] pendant les dix mois qui suivent. Les visites du public reprennent le lendemain du dernier jour. [[Il ne loue pas non plus la galerie pour des publicités]] durant la même période.`,
    ],
    [
      "H none +foreign-language +near-miss",
      `7. Dégradations. Un état des lieux est dressé avant et après, avec photographies. Le producteur répond de toute dégradation, sans avoir à en discuter la cause, et garantit le propriétaire contre les réclamations des comédiens, des techniciens et des assureurs. Il dépose à cet effet une caution de 20 000 euros.`,
    ],
    [
      "M termination +foreign-language",
      `9. [[Le producteur peut renoncer au tournage jusqu'à dix jours avant la date prévue]], auquel cas les frais de ménage sont dus. Les repérages restent gratuits. [[Passé ce délai il peut encore y renoncer]] en payant le quart du prix.`,
    ],
  ),
];
