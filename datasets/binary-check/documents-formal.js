/**
 * Texts of lawyers, doctors, insurers, authorities and auditors.
 * @module
 */
import { document } from "./stances.js";

export const formal = [
  document(
    `In the matter of the fence: My client does not dispute that the fence stands 40 cm on the claimant's ground. He disputes that he put it there. It is shown on the plan of 1987, when the plot belonged to his late neighbour. He offers to move it at shared cost, without recognising any duty to do so.`,
    "twice-yes: The client admits that the fence stands on the claimant's ground.",
    "said/hard: The client denies having put up the fence.",
    "unsaid/hard: The client recognises that he has to move the fence.",
    "silent: The claimant has accepted the offer.",
  ),
  document(
    `Discharge letter (extract). The suspected fracture was not confirmed on X-ray. A torn ligament could not be ruled out; MRI arranged for the 22nd. Patient mobile on crutches, no thrombosis. Allergies: none known to us; the patient mentions "something with antibiotics" in childhood.`,
    "no/medium: A fracture was found.",
    "hedge: A ligament is torn.",
    "no: The patient has a thrombosis.",
    "hearsay/medium: The patient is allergic to an antibiotic.",
  ),
  document(
    `Your claim 55-0291, water damage. We pay for the floor and the skirting. We do not pay for the piano, which according to your own statement stood in the garage, and the garage is not insured. About the carpet we shall decide when we have the receipt.`,
    "scope-no: The insurer pays for everything that was claimed.",
    "plan/hard: The carpet is paid for.",
    "implied: The policyholder said that the piano was in the garage.",
    "no: The garage is covered by the insurance.",
  ),
  document(
    `Opinion of the auditors: In our opinion the statements give a true and fair view, except for the stock in the Rostow warehouse, which we were unable to inspect. We express no opinion on that item. Nothing has come to our notice that would suggest fraud.`,
    "near: There was fraud in the company.",
    "no/medium: The auditors saw the stock in the Rostow warehouse.",
    "scope-open: The value of the Rostow stock is stated correctly.",
    "said: The auditors qualify their opinion.",
  ),
  document(
    `Witness statement. I saw a man come out of number 9. I had taken him for Mr Corven, because of the coat. When he turned under the lamp I saw that it was someone I did not know. I heard later that Mr Corven was at his sister's that night, but that I have only from the baker.`,
    "fixed-no: The man whom the witness saw was Mr Corven.",
    "hearsay: Mr Corven was at his sister's.",
    "yes: A man came out of number 9.",
    "implied: The man wore a coat like Mr Corven's.",
  ),
  document(
    `Permit 118: You may hold the market on the church square on the four Saturdays of Advent, but not before 8 a.m. and without amplified music. The permit lapses if the deposit has not been received by 20 November. (Stamp: deposit received 19 November)`,
    "implied: The permit is still valid after 20 November.",
    "scope-no: The market may play music through loudspeakers.",
    "excluded: The market may open at seven.",
    "silent: The market may sell mulled wine.",
  ),
  document(
    `Minutes of the supervisory board. The chair asked whether anyone objected to the minutes of May. No one did. Ms Arregui stated for the record that she had not been present in May and therefore abstained. The budget was approved with Mr Thoma dissenting.`,
    "scope-no: The budget was approved unanimously.",
    "yes: Ms Arregui was absent in May.",
    "excluded/hard: Ms Arregui objected to the minutes of May.",
    "silent: Mr Thoma gave reasons for his vote.",
  ),
  document(
    `Tenancy law advice, in writing: You may reduce the rent from the day on which you reported the mould, provided that you did not cause it. Whether you did is what the expert will have to say. Until then I advise you to pay in full, under reservation. That is not an admission of anything.`,
    "if/medium: The tenant may reduce the rent.",
    "no/hard: Paying under reservation means admitting guilt.",
    "question: The tenant caused the mould.",
    "said: The adviser recommends to pay the full rent for now.",
  ),
  document(
    `Veterinary certificate for the ewe, tag 0447: free of scab on inspection; blood taken for the other two diseases named in the order, results to follow by post. The ram, tag 0392, was not presented.`,
    "other: The ram with the tag 0392 is free of scab.",
    "plan: The ewe is free of the two other diseases.",
    "yes: The ewe showed no scab.",
  ),
  document(
    `Insurance questionnaire, handwritten. "Any earlier claims? – None. (Well: one, 2019, windscreen, but the garage paid so I do not count it.)" "Is the vehicle used for business? – No, apart from the odd trip to the wholesaler." "Other drivers? – wife, rarely."`,
    "fixed-no: The vehicle is used for private purposes alone.",
    "yes/medium: Someone besides the applicant drives the car.",
    "yes/hard: There was a damaged windscreen in 2019.",
    "silent: The applicant's wife has had accidents.",
  ),
  document(
    `Ruling (headnote). A notice that says "we shall be forced to terminate" announces a termination; it is not one. The tenant who moves out on such a letter does so of his own accord. Whether the landlord must then refund the deposit at once was left open.`,
    'rejected/medium: Saying "we shall be forced to terminate" terminates the lease.',
    "near/medium: The landlord has to pay back the deposit at once.",
    "implied/hard: According to the ruling the lease in question had not been terminated by the letter.",
  ),
  document(
    `Customs to consignee. Of your three parcels the first was released on Monday. The second is held because the invoice is missing; send it and we release. The third is not with us. It may be with the carrier, please ask there.`,
    "if: The second parcel will be released.",
    "hedge: The carrier has the third parcel.",
    "yes: The first parcel was released.",
    "no: Customs are holding the third parcel.",
  ),
  document(
    `Press office, background, not to be quoted: the minister did not promise the money. She said she could imagine it. The headline "Minister promises 12 million" is the paper's. We have not asked for a correction, because in the end she may well do it.`,
    "rejected: The minister promised 12 million.",
    "hedge: The minister will grant the money.",
    "said: The minister said that she could imagine it.",
    "no/easy: The press office has demanded a correction.",
  ),
  document(
    `Will, codicil of 2 August. The house goes to my niece Agathe and not, as written in the will of March, to my nephew. All else stays as it was. Should Agathe die before me, the house falls to the parish.`,
    "fixed-no: Under the codicil the nephew inherits the house.",
    "if: The parish inherits the house.",
    "implied/easy: The will of March gave the house to the nephew.",
    "silent: Agathe gets the savings.",
  ),
  document(
    `Inspection of the kitchen, protocol: Cold room 3 °C (required: at most 7). Freezer minus 15 (required: minus 18 or colder). Hand basin without soap; soap was put there during the inspection. Pest traps empty. Verdict: conditional pass, second visit within ten days.`,
    "units-no/medium: The freezer was as cold as required.",
    "yes/easy: The cold room met the requirement.",
    "time-yes/medium: When the inspectors left, there was soap at the hand basin.",
    "scope-no: The kitchen passed without conditions.",
    "near/hard: There are no vermin in the kitchen.",
  ),
];
