/**
 * Research, partnership, secrecy, settlement.
 * @module
 */
import { contract } from "./clause.js";

export const researchContracts = [
  contract(
    "Mutual non-disclosure agreement",
    "Recipient",
    [
      "E none",
      `2. Confidential Information does not include what is public, was known before, or is developed independently.`,
    ],
    [
      "M unlimited-liability unlimited",
      `7. Remedies. Damages may be hard to prove. [[Recipient is liable for any breach to an unlimited extent, loss of chance and reputation included]].`,
    ],
    ["M penalty mutual", `8. [[For each breach a penalty of 25,000 is payable]], by whichever party is in breach.`],
    [
      "H exclusivity",
      `5. Use. Recipient uses the information for the Purpose alone. In view of what Recipient's engineers will have seen, [[Recipient shall for eighteen months refrain from developing products of like function]].`,
    ],
    [
      "M none +near-miss",
      `6. Residuals. Nothing in this agreement hinders either party from developing products of like function, or restricts what their people keep in unaided memory.`,
    ],
    [
      "M jurisdiction mutual",
      `11. [[Disputes go to three arbitrators in Stockholm; each party advances half of the costs]], and neither is a Swedish company.`,
    ],
    [
      "H indemnity forever",
      `9. Advisers. Recipient may show the information to advisers. [[It shall hold Discloser harmless from whatever such advisers do with it, now or at any future time, without end]].`,
    ],
    ["E none", `3. Information is returned or destroyed on request; one copy may stay with the legal department.`],
    [
      "H data-use",
      `4. Access. Documents lie in a data room. [[Discloser may log, analyse and share with its other bidders what Recipient opens and for how long]].`,
    ],
  ),
  contract(
    "Clinical trial site agreement",
    "Site",
    ["M indemnity", `12.2 [[Site shall indemnify Sponsor for claims arising from the conduct of the Study at Site]].`],
    [
      "H none +near-miss",
      `12.1 Sponsor shall indemnify, defend and hold harmless Site, the investigator and the ethics committee from all claims of subjects caused by the investigational product or a procedure required by the protocol, regardless of fault.`,
    ],
    [
      "M ip-transfer",
      `9.1 [[Inventions made in the performance of the Study, by whomever, are assigned to Sponsor upon conception]].`,
    ],
    [
      "M data-use",
      `10.3 Case report forms are Sponsor's. [[Sponsor may use all Study data, samples and images for any future research, commercial research included]], within the consent given.`,
    ],
    [
      "E termination discretion",
      `14.1 [[Sponsor may terminate the Study at any time, at its sole discretion, with immediate effect]].`,
    ],
    [
      "E none",
      `6.2 Site enrols about eighteen subjects. Payment is made for each completed visit, screen failures up to four.`,
    ],
    [
      "H liability-exclusion",
      `13. Equipment on loan is calibrated by Site. [[Sponsor answers neither for its fitness nor for what follows from a wrong reading]].`,
    ],
    [
      "M exclusivity brief",
      `5.4 [[Site will not take part in a competing study]] during recruitment, which is to last seven months and ends in any case after nine.`,
    ],
    [
      "M none",
      `11. Publication. Sponsor may comment within forty-five days. It may ask for a delay of sixty days to file a patent, and no more.`,
    ],
    [
      "M unilateral-change",
      `4. Amendments of the protocol are issued by Sponsor. [[The budget follows as determined by Sponsor's table of visits, as amended by Sponsor]].`,
    ],
  ),
  contract(
    "Consortium agreement, public research project",
    "University",
    ["E none", `6. The General Assembly decides by a two-thirds majority; each partner has one vote.`],
    [
      "M unlimited-liability unlimited",
      `5.2 [[University is jointly and severally liable to the funder for repayment of the grants of all partners, without any limit]].`,
    ],
    [
      "M none +near-miss",
      `5.3 Each partner is liable towards the funder for its own share only; joint liability is excluded by the funder's rules.`,
    ],
    [
      "H ip-transfer",
      `8.4 Results belong to whoever made them. Joint results are jointly owned. [[As to results of University that touch on batteries, University hereby transfers its share to Partner 3]].`,
    ],
    [
      "M assignment mutual",
      `11. [[A partner may pass on its rights and duties to an affiliate without asking the others]]; this is open to every partner.`,
    ],
    [
      "H unilateral-change discretion",
      `4.3 Work plan. Tasks are as described in the annex. [[The coordinator may move tasks and budget from one partner to another if it deems fit]].`,
    ],
    [
      "E jurisdiction",
      `12. [[The courts of Brussels and the law of Belgium apply]], the University having its seat elsewhere.`,
    ],
    [
      "M none",
      `9. Access rights for the project are free of charge. For exploitation they are granted on fair and reasonable terms.`,
    ],
    ["M penalty", `7.2 [[A partner that delivers late loses 2 % of its budget per week to the others]].`],
  ),
  contract(
    "Joint venture for a hydrogen filling station",
    "Minority partner",
    [
      "M termination",
      `21. Call option. [[The majority partner may from year two, on two weeks' notice, buy out Minority Partner at book value and thereby end its participation]].`,
    ],
    [
      "H indemnity",
      `15. Site. Minority Partner brings in the land. Its history is described in the report. [[Whatever is found in the ground, Minority Partner keeps the Company and the majority partner free from it]].`,
    ],
    ["E none", `8. The Company has two managing directors; each partner proposes one. Cheques need both signatures.`],
    [
      "M exclusivity forever",
      `18. [[Minority Partner shall never, in its own name or through others, deal in hydrogen in the province]].`,
    ],
    [
      "M none +near-miss",
      `19. The majority partner shall not build another station within the province for ten years and pays Minority Partner compensation if it does.`,
    ],
    [
      "H unlimited-liability",
      `11. Additional funds. The partners expect the station to carry itself. [[Should it not, Minority Partner puts in what the board determines to be needed]].`,
    ],
    [
      "M unilateral-change",
      `13. Business plan. [[The majority partner may replace the business plan each year by another]], by simple resolution.`,
    ],
    [
      "M assignment",
      `20. Minority Partner needs consent to sell. [[The majority partner may sell its share, and the contract with it, to a third party]].`,
    ],
    ["E none", `23. The name of the station is chosen by both. Until they agree it is called The Station.`],
    [
      "M jurisdiction",
      `24. [[Arbitration in Dubai, in English, before an arbitrator proposed by the majority partner]].`,
    ],
  ),
  contract(
    "Separation agreement with a sales manager",
    "Manager",
    [
      "M exclusivity",
      `5. [[For two years Manager will not visit, call or write to customers on the list]], which has 412 names.`,
    ],
    ["E none", `2. Salary is paid up to 30 June. The car is handed back on that day, washed, with both keys.`],
    [
      "H penalty",
      `6. Silence. Neither side talks about the reasons. [[Should Manager do so, the severance pay is to be paid back and a month's salary on top]].`,
    ],
    [
      "M indemnity fault",
      `9. [[Manager indemnifies Company against claims of customers]] if and so far as they rest on promises that Manager wilfully made without authority.`,
    ],
    [
      "M none +near-miss",
      `10. Company indemnifies Manager against claims from the time in office, legal costs included, and keeps the insurance for directors in force for six years.`,
    ],
    [
      "M ip-transfer",
      `7. [[The address book and posts on the private account, so far as they mention Company, become Company's]].`,
    ],
    [
      "H none",
      `4. Non-compete. Company waives the covenant in clause 14 of the employment contract. Compensation for it is not owed, nor is Manager bound by it in any respect.`,
    ],
    [
      "M data-use",
      `8. [[Company may read and keep all messages on Manager's telephone, private ones among them]], before it is wiped.`,
    ],
    ["E none", `11. Manager receives a certificate with the grade "very good" and a text that Manager may propose.`],
    [
      "M unilateral-change discretion",
      `3. Bonus for the current year: [[Company may fix, reduce or cancel it in its free judgment]].`,
    ],
  ),
  contract(
    "Accord de partenariat entre une coopérative et une start-up",
    "la coopérative",
    [
      "M data-use +foreign-language",
      `Article 6. Les capteurs restent la propriété de la start-up. [[Celle-ci peut exploiter et vendre les données agronomiques des adhérents]], sous forme agrégée ou non.`,
    ],
    [
      "E none +foreign-language",
      `Article 2. Vingt parcelles sont équipées la première année, dix de plus la seconde si les deux parties le souhaitent.`,
    ],
    [
      "M exclusivity +foreign-language",
      `Article 9. [[La coopérative s'interdit de recourir à tout autre fournisseur de capteurs]] pendant cinq ans.`,
    ],
    [
      "H indemnity faultless +foreign-language",
      `Article 11. En cas de traitement déclenché à tort par un capteur, la start-up corrige le logiciel. [[La coopérative la garantit contre toute action des adhérents et des riverains]], fût-elle étrangère au dommage.`,
    ],
    [
      "M none +foreign-language +near-miss",
      `Article 12. La start-up garantit la coopérative contre toute action d'un tiers fondée sur un brevet, et remplace à ses frais les capteurs visés.`,
    ],
    [
      "M auto-renewal mutual +foreign-language",
      `Article 14. [[L'accord est reconduit tacitement par périodes de trois ans]], sauf refus de l'une ou l'autre partie, dans les mêmes formes pour chacune.`,
    ],
    [
      "M liability-exclusion capped +foreign-language",
      `Article 13. [[La responsabilité de la start-up est plafonnée à 5 000 euros]], tous sinistres confondus.`,
    ],
    [
      "E termination discretion +foreign-language",
      `Article 15. [[La start-up peut mettre fin à l'accord à tout moment, sans préavis ni motif]].`,
    ],
  ),
];
