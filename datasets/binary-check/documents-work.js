/**
 * Notes, mails and minutes from work.
 * @module
 */
import { document } from "./stances.js";

export const work = [
  document(
    `Maintenance note, line 4, late shift. Replaced the gasket on the infeed pump and ran it dry for ten minutes, no drip. Did NOT get round to the outfeed pump, the seal kit never turned up. Whoever has early: kit should be with goods-in by eight. Guard is back on, lockout removed, line handed over running. – Ivo`,
    "yes: The gasket of the infeed pump was replaced.",
    "no: The outfeed pump was repaired on the late shift.",
    "hedge: The seal kit reached goods-in by eight o'clock.",
    "implied: When the late shift ended, line 4 was in operation.",
  ),
  document(
    `Subject: Re: Re: sample batch\n\nHi Doreen,\n\nscrap what I wrote an hour ago. I had the wrong pallet in front of me. The cracked jars are from the October filling, the November filling is fine, I have now opened six cartons of it and found nothing. We will still hold October until Lab has looked at it.\n\nBest, Tamsin\n\n> Bad news, November is cracked as well, don't ship it.`,
    "fixed-no: Jars of the November filling are cracked.",
    "yes: The October filling is being held back.",
    "silent: The lab found glass fragments in the product.",
    "scope-no/hard: Every carton of the November filling that was opened had a cracked jar in it.",
  ),
  document(
    `minutes / works council / item 5 canteen\nMs Obrecht reports: the caterer has asked for a price rise of 40 cents per meal. The council has no objection provided that the vegetarian dish stays at the old price. Mr Lund will pass this on. No reply from the caterer yet.`,
    "if: The price of a meal goes up by 40 cents.",
    "excluded/hard: The works council accepts the price rise whatever happens to the vegetarian dish.",
    "yes: The caterer wants to charge 40 cents more per meal.",
    "no: The caterer has already answered the condition.",
  ),
  document(
    `Handover ward B2, night → day. Bed 7: temp down to 37.4, slept through, refuses the new tablets ("they make me dizzy"), dr informed. Bed 9: was due for discharge today, now isn't, waiting for the ultrasound. Bed 11 empty, being cleaned.`,
    "said: The patient in bed 7 says that the new tablets make her or him dizzy.",
    "hearsay: The new tablets cause dizziness.",
    "time-no: The patient in bed 9 goes home today.",
    "no/medium: There is a patient in bed 11.",
  ),
  document(
    `To all site managers: As of Monday nobody enters the east scaffold without a harness. This replaces last week's rule, under which a helmet was enough. Exceptions are granted by me alone, in writing; so far I have granted none.\nB. Achterberg`,
    "yes: From Monday a harness is compulsory on the east scaffold.",
    "scope-no: Somebody has been allowed onto the east scaffold without a harness under the new rule.",
    "other: A harness is compulsory on the west scaffold.",
    "time-yes: Until the change a helmet was sufficient on the east scaffold.",
  ),
  document(
    `Exit interview, summary by HR. She leaves for family reasons and not because of pay, which she repeated twice when asked. She would have stayed if part-time had been possible in her team. She describes her manager as fair. Colleagues of hers say that the team lost two others over the rota; we did not discuss this with her.`,
    "no!/medium: Pay was not her reason for leaving.",
    "if-no: Part-time work was possible in her team.",
    "hearsay: Two other people left the team because of the rota.",
    "adopted: She considers her manager to be fair.",
  ),
  document(
    `Chat #warehouse\n[09:12] Pim: did the forklift inspection go ok??\n[09:13] Sanne: two of the three passed\n[09:13] Sanne: nr 3 has a worn chain\n[09:20] Pim: so 3 is off the floor?\n[09:26] Sanne: yep, keys are in my drawer`,
    "scope-no: All three forklifts passed the inspection.",
    "yes/medium: Forklift 3 has been taken out of use.",
    "silent: A new chain for forklift 3 has been ordered.",
  ),
  document(
    `Purchase committee, decision 17: The offer of Varnholt & Sons is accepted, subject to their confirming the delivery date of 3 June in writing by Friday noon. Failing that, the order goes to the second bidder without a further meeting.`,
    "if: The order has gone to the second bidder.",
    "if: Varnholt & Sons will deliver on 3 June.",
    "yes: If the delivery date is not confirmed in time, the committee need not meet again.",
  ),
  document(
    `Dear Ms Quill,\nthank you for your patience. I can confirm that your expenses for the Lisbon trip have been paid out, with the exception of the taxi of 14 May, for which we have no receipt. Your expenses for the Porto trip are with the auditors; I cannot tell you more about those today.\nKind regards, Accounts`,
    "scope-no: All expenses of the Lisbon trip have been paid out.",
    "yes: There is no receipt for the taxi of 14 May.",
    "other: Ms Quill has been paid for Porto.",
  ),
  document(
    `Shift log, kiln 2\n02:10 temp 1,180 °C, within band\n02:55 alarm burner 3, acknowledged\n03:05 entry above wrong, alarm was burner 2. Burner 3 fine. Sorry.\n03:40 burner 2 reignited, temp recovering\n04:30 temp 1,176 °C`,
    "fixed-no: Burner 3 had an alarm that night.",
    "fixed-yes: The alarm concerned burner 2.",
    "units-no: At 04:30 the kiln was hotter than at 02:10.",
    "silent: The cause of the alarm was found.",
  ),
  document(
    `Oh wonderful, the new booking tool strikes again. It took me a mere forty minutes to reserve a meeting room, and when I arrived there were only three other teams who had the same slot. Truly the time saver we were promised. Can I have the paper list back please. – Odalys, 3rd floor`,
    "irony-no: The writer finds that the booking tool saves time.",
    "yes/medium: The room had been given to more than one team for the same slot.",
    "irony-no/medium: The writer is glad to be rid of the paper list.",
    "silent: The paper list will be brought back.",
  ),
  document(
    `Reference for Mr Teodor Lisiak. Mr Lisiak worked for us from March to the following January as a fitter. He was never late and I cannot say that he ever left a job unfinished. I would not hesitate to employ him again, were it not that we are closing the workshop.`,
    "twice-yes: The writer would gladly have Mr Lisiak back.",
    "excluded: The workshop stays in business.",
    "no: Mr Lisiak used to come late.",
    "silent: Mr Lisiak was dismissed.",
  ),
  document(
    `From the safety walk: fire door 2.14 propped open with a box (closed by us). Extinguisher in the lab is present, the seal is intact, but the inspection date has passed. First-aid box complete. We did not get into the server room, badge reader refused us.`,
    "yes: The first-aid box was complete.",
    "near: The extinguisher in the lab does not work.",
    "silent/medium: The server room has no extinguisher.",
    "time-no: Door 2.14 was still propped open when the inspectors moved on.",
  ),
  document(
    `Re: quotation 8812. You ask whether we can powder-coat the brackets in 48 hours. In principle our line could do it. Whether it will depends on what else is in that week, and I will not know before Thursday. Please do not promise your customer anything on the strength of this mail.`,
    "hedge: The brackets will be coated within 48 hours.",
    "excluded: The supplier has given a firm commitment to coat the brackets in two days.",
    "yes: The supplier will know more on Thursday.",
  ),
  document(
    `Notes from the call with the regional office (me, Farah, two people whose names I missed). They deny having received our January figures. Farah says she sent them on the 9th and has the delivery receipt; she showed it to me. I forwarded receipt + file again during the call and they said ok got it.`,
    "said: The regional office claims that it did not get the January figures.",
    "no/medium: The regional office still lacks the January figures at the end of the call.",
    "adopted: Farah has a delivery receipt for the January figures.",
    "silent: The February figures have been sent.",
  ),
  document(
    `Stocktake aisle F. System says 212 boxes of clip frames, we count 198, counted twice by two people. Difference booked. I've heard that somebody from the showroom helps himself, but I have not seen it and would rather not write a name here.`,
    "units-yes/easy: Fewer boxes were found than the system shows.",
    "hearsay: The missing boxes were taken by someone from the showroom.",
    "no/medium: The writer has seen someone from the showroom take boxes.",
  ),
  document(
    `Training record: forklift refresher. Attended: Ansgar, Belinda, Chidi, Dov. Passed theory: all who attended. Passed practice: all but Dov, who repeats on the 19th. Emre was on leave and is booked for the next course.`,
    "scope-yes: Chidi passed theory and practice.",
    "scope-no: Dov passed the practical part.",
    "excluded: Emre took part in this refresher.",
    "plan: Dov passed the practical part at the second attempt.",
  ),
  document(
    `Draft, not for circulation. The merger of the two depots has not been decided. It would save about 300,000 a year, if the lease in Hallsund can be ended early. The landlord has been asked. A decision is expected in autumn; staff will be told first.`,
    "no: The merger of the depots is a done deal.",
    "if: The merger saves around 300,000 a year.",
    "question: The landlord lets the company out of the lease early.",
    "silent: Jobs will be cut in Hallsund.",
  ),
  document(
    `Quality circle, Wednesday. Complaint 4471 (scratched lids): we first put it down to the conveyor. After the trial with foam guides the scratches were still there, so it is not the conveyor. The transport cages are the next suspect, nothing proven. Until then lids are wrapped one by one, costs us a person.`,
    "fixed-no: The conveyor scratches the lids.",
    "hedge: The transport cages scratch the lids.",
    "yes: At the moment the lids are wrapped individually.",
    "no: The foam guides solved the problem.",
  ),
  document(
    `Hi both, quick one before I board. Client signed. Not the big framework, the pilot only, eight weeks, two consultants. They say that if the pilot goes well they will "definitely" talk about the framework in spring. Champagne can wait. – R.`,
    "scope-no: The client signed the framework contract.",
    "yes: A contract for a pilot has been signed.",
    "if: The framework contract comes in spring.",
    "units-no/medium+wrong-units: The pilot runs for eight months.",
  ),
];
