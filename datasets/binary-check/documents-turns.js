/**
 * Texts that turn on a double negation, on irony, on who says it or on when it was so.
 * @module
 */
import { document } from "./stances.js";

export const turns = [
  document(
    `It is not the case that none of the sprinklers on level 3 failed. I would have liked to write a shorter sentence, but the fire officer corrected "all worked" by hand and I do not want to go further than he did. Level 2 was not tested.`,
    "twice-yes: At least one sprinkler on level 3 failed.",
    "near: Most of the sprinklers on level 3 failed.",
    "no/easy: Level 2 was tested.",
    'unsaid/hard: The fire officer let the words "all worked" stand.',
  ),
  document(
    `I can't say I wasn't warned. The dealer told me the gearbox was "not unknown for its noises" and I bought it anyway. No regrets, or none that I'd admit to my wife, who was against it and has not mentioned it once since, which is not nothing.`,
    "twice-yes: The buyer had been warned.",
    "twice-yes: The dealer let it be known that such gearboxes make noises.",
    "implied/hard: The writer's wife did not want the car to be bought.",
    "silent/medium: The gearbox has broken down since.",
  ),
  document(
    `Board reply to question 14: There is no member of this board who has not disclosed his or her shares. There are two whose disclosures came late. The question of whether lateness has consequences is before the committee.`,
    "twice-yes: Every member of the board has disclosed his or her shares.",
    "scope-no: All disclosures were in time.",
    "question: The late disclosures have consequences.",
    "twice-no: Some board members keep their shares secret.",
  ),
  document(
    `A huge thank you to the upstairs flat for the private concert at 3 a.m.! I had worried that I might sleep before my exam, but you took care of it. Bass lines like these are wasted on the awake. P.S. The girl from the second floor says it wasn't you but the shop. Then I take it back, but only then.`,
    "irony-no: The writer is grateful for the music.",
    "if/hard: The shop made the noise.",
    "hearsay/hard: The upstairs flat was quiet that night.",
    "implied/hard: The writer had an exam to sit.",
  ),
  document(
    `Employee of the month, our dear colleague "Printer 2": never ill, never on leave, never there. Of 31 days in May it worked for a proud four. Laudatio by IT: "It could not have been done with less." It keeps its place by the window.`,
    "irony-no: Printer 2 was reliable in May.",
    "units-yes/hard: In May printer 2 was out of order for more than three weeks.",
    "excluded/hard: Printer 2 will be taken away.",
  ),
  document(
    `Sure, I just love it when "fresh" bread clinks. Took it back. They swapped it without a word, fair play, and the second loaf was lovely, I mean it. So three stars.`,
    "irony-no/medium: The first loaf was fresh.",
    "yes/hard: The writer liked the second loaf.",
    "no/medium: The shop refused to exchange the bread.",
    "silent: The writer got the money back.",
  ),
  document(
    `Another triumph of planning: the new cycle stand has room for forty bicycles and a locked gate, and of course it is the caretaker, who cycles to work himself at six and leaves at two, who has the only key. Use has been modest. I counted one. His.`,
    "irony-no: The writer thinks that the cycle stand was planned well.",
    "implied: No bicycle but the caretaker's was in the stand when the writer counted.",
    "units-no/medium: The stand is too small for thirty bicycles.",
    "silent: More keys have been ordered.",
  ),
  document(
    `The baker has it from the postman, and he from the new people themselves, that the mill is sold. The notary, whom I asked straight out, laughed and said that he would know. I did not ask whether that meant yes.`,
    "hearsay: The mill has been sold.",
    "unsaid: The notary told the writer that the mill had been sold.",
    "yes: The writer put a question to the notary.",
  ),
  document(
    `Rumour has it that the summer party is off. Let me kill that one: it's on. What is off is the boat, because the operator went bust, or so the harbour office believes. We meet in the yard at five.`,
    "rejected: The summer party has been cancelled.",
    "yes/medium: There will be no boat trip.",
    "hearsay: The boat operator is bankrupt.",
    "silent: There will be music at the party.",
  ),
  document(
    `They say on the third floor that payroll has lost the October timesheets. Payroll says that nothing is lost and everything is late. I have been paid correctly, for what it's worth, but I hand mine in on paper.`,
    "unresolved: The October timesheets have been lost.",
    "said: Payroll denies that something was lost.",
    "scope-open: All staff on the third floor were paid correctly.",
    "yes/easy: The writer got the right pay.",
  ),
  document(
    `Old sign, photographed this morning: "SWIMMING FORBIDDEN – water quality. Order of 14 July." Below, in felt pen: "lifted?" Beside it three children, in the water, and a lifeguard eating an ice cream.`,
    "time-open: Swimming is forbidden at present.",
    "time-yes: An order of 14 July forbade swimming.",
    "yes: There were children in the water.",
    "question/hard: The order has been lifted.",
  ),
  document(
    `When I took over the shop in 2016 it had eleven staff and no debts. You ask how things stand now: ask the bank, I signed a paper that I don't talk about that. There were nine of us at the last Christmas party, so I suppose that's no secret.`,
    "time-open: The shop is free of debts today.",
    "time-yes: In 2016 the shop had no debts.",
    "hedge/hard: Exactly nine people work in the shop now.",
    "no/easy: The writer founded the shop.",
  ),
  document(
    `In spring the well gave forty litres a minute. Since then the quarry has gone down another bench, and nobody has measured. The cows drink from the trough, the trough is fed from the mains since the dispute, so the cows are no help either.`,
    "time-open: The well still gives forty litres a minute.",
    "time-yes/easy: In spring the well gave forty litres a minute.",
    "excluded/hard: The cows show that the well has water.",
    "hedge/hard: The quarry has lowered the water in the well.",
  ),
  document(
    `Were you told to shred the file? – No. – Did you shred it? – I was told to make room. – Please answer. – There was a shredder, there was a file, there was Ms Ott, who pressed the button. – On whose word? – You'd have to ask her. (Hearing, p. 112)`,
    "no/medium: The witness says that he or she was told to shred the file.",
    "implied/hard: According to the witness Ms Ott shredded the file.",
    "question/hard: Someone ordered Ms Ott to shred the file.",
    "excluded/hard: The witness claims to have pressed the button.",
  ),
  document(
    `Would we open on Sundays? If the council lets us, if Marta finds someone for the till, and if it stops raining by then, yes, with pleasure. As things are we stay shut, and the banner you saw is the florist's.`,
    "no/medium: The shop is open on Sundays at present.",
    "if: The shop will open on Sundays.",
    "other: The florist is open on Sundays.",
    "excluded: The banner belongs to the writer's shop.",
  ),
  document(
    `Had the lock been changed in March, as I wrote you, he could not have come in. He came in. You now ask me who has keys. I have one; the lodger gave hers back; and if the third is not with you, then I do not know where it is.`,
    "if-no: The lock was changed in March.",
    "if-yes/medium: He managed to come in.",
    "no/easy: The lodger has kept her key.",
    "if/hard: The third key is lost.",
  ),
  document(
    `If I had known that the kiln was still hot I would never have let the apprentice near it. He is fine, thank heaven, a plaster and a fright. For the report: the lamp was off. It should be on above sixty degrees. It has been on ever since, even now, with the kiln cold.`,
    "if-no: The writer knew that the kiln was hot.",
    "if-yes: The apprentice went near the kiln.",
    "implied/hard: The lamp cannot be relied on.",
    "no/medium: The apprentice was badly hurt.",
  ),
  document(
    `Not a single guest complained about the noise, which you may put down to the fact that there was not a single guest. The rooms are finished, the boiler is not. We open in May or we do not open.`,
    "implied/hard: The place had no guests.",
    "no/medium: The boiler is ready.",
    "hedge: The place opens in May.",
    "silent/hard: Guests find the place quiet.",
  ),
];
