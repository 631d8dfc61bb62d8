/**
 * Letters, messages, diaries, forum posts.
 * @module
 */
import { document } from "./stances.js";

export const privateTexts = [
  document(
    `hey so update on the flat: we got it!!! well. "got it". the agent says we're first on the list and the owner "basically said yes" but nothing's signed and she's abroad till the 20th. so don't book the van. mum already booked the van. of course she did`,
    "hedge: The writer will get the flat.",
    "yes: A van has been booked.",
    "no: The contract for the flat has been signed.",
    "silent: The rent is higher than that of the old flat.",
  ),
  document(
    `Dear Aunt Philippine, no, I did not pass the driving test, and yes, I will try again, in March if they have a slot. It was the parking. The examiner was kind about it, which made it worse. Otherwise all is well, the cat has forgiven me for the move.`,
    "no: The writer passed the driving test.",
    "plan: The writer takes the test again in March.",
    "implied: The writer has moved house.",
    "yes/medium: What went wrong in the test was the parking.",
  ),
  document(
    `Thread: Has anyone tried the green filter pads?\nmossgrower: used them for a year, water was never clearer\npike_at_night: mine fell apart after two weeks. avoid\nmossgrower: @pike did you rinse them hot? it says not to\npike_at_night: ...ok I did rinse them hot`,
    "unresolved: The green pads are of good quality.",
    "adopted: pike_at_night rinsed the pads in hot water.",
    "said: According to mossgrower one must not rinse the pads hot.",
    "unsaid: pike_at_night recommends the pads.",
  ),
  document(
    `Diary, Thursday. Rang the surgery again. The swelling is not what they feared. It isn't nothing either, says Dr Hallam, and I am to come in for a second picture next week, "to be able to sleep", hers or mine she didn't say. Told Jonas. Did not tell the girls.`,
    "near: The writer is healthy.",
    "plan/easy: The second picture has shown nothing bad.",
    "no: The girls know about the swelling.",
    "implied/easy: Jonas knows about the matter.",
  ),
  document(
    `You asked whether Grandfather was ever in Trieste. He always said so, and he told it well: the harbour, the wind, the girl with the parrot. But his sailor's book lists every port and Trieste is not among them. I looked twice. So no, he never was. I think he borrowed the story from his brother.`,
    "rejected: Grandfather was in Trieste.",
    "said: Grandfather used to say that he had been in Trieste.",
    "hedge: The story of Trieste was originally the brother's.",
    "excluded: The sailor's book leaves out most ports.",
  ),
  document(
    `Thanks SO much to whoever "repaired" the coffee machine by removing the one part that made coffee. It now makes a very convincing noise. I am awake from anger, so in a sense it works. (Fitter comes tomorrow, kettle is in the cupboard.)`,
    "irony-no: The coffee machine makes coffee again.",
    "yes/medium: A part was taken out of the machine.",
    "plan: The coffee machine is repaired.",
    "silent: The writer knows who took out the part.",
  ),
  document(
    `To the landlord. The heating in the back room has been working since Friday, thank you. The front room is as cold as it was. Your fitter told us that the front radiator hangs on another circuit, I can't judge that. I ask you for the third time to have it seen to.`,
    "time-yes/easy: The heating in the back room works now.",
    "no: The front room has become warm.",
    "hearsay: The radiator of the front room is on a circuit of its own.",
    "implied: The landlord was asked about the front room before.",
  ),
  document(
    `so apparently I'm "not a team player" because I wouldn't lend my drill to a man who returned the last one in two bags. fine. if he'd asked for the spirit level he could have had it`,
    "implied: The man damaged something that was lent to him before.",
    "if-no/hard: The man asked for the spirit level.",
    "no/medium: The writer lent out the drill this time.",
    "said: Somebody has called the writer no team player.",
  ),
  document(
    `Postcard. Weather dreadful, food dreadful, and the hotel is exactly as the brochure promised if you hold the brochure upside down. We are having the time of our lives, no irony, we laugh all day. Love from both, back on the 9th unless the ferry strike goes on`,
    "irony-no: The hotel matches its brochure.",
    "yes/hard: The two enjoy their holiday.",
    "if: They are home on the 9th.",
    "silent: They have asked for another hotel.",
  ),
  document(
    `For sale: child's bike, 20 inch, blue. Brakes new last summer, tyres original but good. The bell is missing. The light works when it feels like it. No accident, one fall from a standing start. Price 60, not a cent less, pick-up only.`,
    "no: The bike has a bell.",
    "yes/medium: The brakes are newer than the bike.",
    "excluded: The seller sends the bike by parcel.",
    "irony-no/medium: The bike's light is reliable.",
    "excluded/easy: The seller would accept 50.",
  ),
  document(
    `Whatever Henrike told you about Saturday, she told you what she was told by Moritz, and Moritz wasn't there. I was there. Nobody shouted. The cake did fall, but before he arrived at the door, and it was me who dropped it. Please tell your mother the cake was me.`,
    "no: There was shouting on Saturday.",
    "yes: The writer dropped the cake.",
    "excluded: Henrike saw what happened.",
    "silent: Henrike's account was about the cake.",
  ),
  document(
    `Running group, voice note transcribed: „ehm yes so route is the lake loop, twelve k, not the hill, I know I said the hill yesterday, forget the hill. Bring a light. If it's icy we meet at the gym instead and… yeah. Okay bye.“`,
    "fixed-no: The group runs over the hill.",
    "if: The group meets at the gym.",
    "units-yes: The planned route is longer than ten kilometres.",
    "yes/easy: Runners are asked to bring a light.",
  ),
  document(
    `Wedding list: Uncle Rufus – coming. Great-aunt Dora – coming, if her hip allows. The Pembertons – only she. Cousin Lutz – said no, then yes, now no again. Neighbours – not asked yet, please don't mention it to them!!`,
    "fixed-no: Cousin Lutz is coming to the wedding.",
    "scope-no: Mr and Mrs Pemberton are both coming.",
    "if: Great-aunt Dora is at the wedding.",
    "no: The neighbours have been invited.",
    "scope-yes/easy: Mrs Pemberton is coming.",
  ),
  document(
    `I used to be allergic to strawberries. As a child a single one put me to bed. I have not eaten any for thirty years and have not the faintest idea whether I still am; the doctor offered a test and I declined, one needs a secret.`,
    "time-open: The writer is allergic to strawberries today.",
    "time-yes: As a child the writer could not stand strawberries.",
    "no: The writer took an allergy test.",
  ),
  document(
    `Re: the dog. He isn't ours. He was never ours. He comes, he eats, he sleeps on the good chair and at six he goes home to number 14, who think that he spends the day in their shed. Yes we have given him a name. That proves nothing.`,
    "no: The dog belongs to the writer.",
    "implied: Number 14 do not know where the dog spends his days.",
    "yes/medium: The writer's household has a name for the dog.",
    "silent: Number 14 gave the dog a name as well.",
  ),
];
