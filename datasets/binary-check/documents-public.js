/**
 * What councils, newspapers, clubs, shops and schools write.
 * @module
 */
import { document } from "./stances.js";

export const publicTexts = [
  document(
    `The council of Brannick voted on Tuesday to keep the outdoor pool open for one more season. A motion to build a new indoor pool failed by two votes. Mayor Idris Fennimore, who had spoken in favour of the new building, called the result "a pity, but democratic".`,
    "yes: The outdoor pool stays open for another season.",
    "no: Brannick will build a new indoor pool.",
    "implied: The mayor was in favour of an indoor pool.",
    "silent: The outdoor pool will be renovated.",
  ),
  document(
    `CORRECTION. In yesterday's edition we reported that the bridge at Oxley Reach would be closed to lorries. That was wrong. It will be closed to all motor traffic; cyclists and pedestrians may use it. We apologise.`,
    "fixed-no: Cars may go on using the bridge at Oxley Reach.",
    "fixed-yes: Lorries will not be able to use the bridge.",
    "scope-no: The bridge will be closed to everyone.",
    "silent: The bridge is being repaired.",
  ),
  document(
    `A spokeswoman for the hospital trust dismissed reports that the maternity unit is to move. "There is not a word of truth in it," she said. Two midwives who did not wish to be named told this paper that they had already seen floor plans of the new site.`,
    "said: The trust denies that the maternity unit will move.",
    "unresolved: The maternity unit is to move.",
    "unsaid: The midwives allowed the paper to print their names.",
  ),
  document(
    `Residents' letter. Dear neighbours, the lift will be out of order from the 4th to the 8th. Correction from the fitter this morning: it's the 11th to the 15th! Whoever cannot manage the stairs please ring the office, we have one ground-floor room to spare. Laundry as usual.`,
    "fixed-no: The lift is out of order on the 5th.",
    "fixed-yes: Residents will be without a lift on the 12th.",
    "silent/medium: The laundry is closed while the lift is being repaired.",
  ),
  document(
    `Club news: our second team goes up! With the 3–1 at Mellow Park they can no longer be caught. The first team, alas, needs a win on Sunday AND a defeat of Quarrington to stay in the league. We keep our fingers crossed.`,
    "yes: The second team is promoted.",
    "if: The first team is relegated.",
    "excluded: The first team's fate depends on its own result alone.",
    "other: The first team won at Mellow Park.",
  ),
  document(
    `Recall. Kettles of the model WK-20 made in weeks 14 to 17 can lose their handle. Please do not use them any more and bring them to any branch; you get your money back without a receipt. Kettles of the model WK-30 and WK-20 kettles from other weeks are not affected.`,
    "scope-no: All WK-20 kettles are recalled.",
    "no: The recall covers the model WK-30.",
    "yes: Money is refunded without a receipt.",
    "silent: Someone was hurt by a kettle.",
  ),
  document(
    `Parents' evening, class 6b. The trip goes to the coast, not to the mountains as some children have been telling at home. It costs 180, which includes the train; pocket money is extra. Families who cannot pay should speak to me, there is a fund and nobody will hear of it.`,
    "rejected/medium: The class is going to the mountains.",
    "yes: The train journey is part of the price.",
    "no: The 180 includes pocket money.",
    "implied: There is help for families who cannot afford the trip.",
  ),
  document(
    `Review of "The Salt Cellar": Service was so quick that I had time to read the menu, the wine list, the fire regulations and half a novel before anyone noticed us. The soup, when it came, really was superb. We will go back for the soup and bring a longer book.`,
    "irony-no: The service was quick.",
    "yes/medium: The reviewer liked the soup.",
    "excluded: The reviewer never wants to eat there again.",
    "silent: The restaurant was full.",
  ),
  document(
    `Weather for the region: rain will spread from the west during the afternoon. In the valleys it may turn to sleet after dark; snow is not expected below 800 m. The forecast of yesterday, which had snow down to 400 m, no longer holds.`,
    "time-no/hard: Snow is expected at 500 m.",
    "hedge: There will be sleet in the valleys tonight.",
    "silent/medium: It will snow above 800 m.",
  ),
  document(
    `Museum audio guide, stop 12. For decades this panel was taken for a work of Liora van Eck. The paint analysis carried out after the flood settled the matter: the blue did not exist in her lifetime. Who did paint it we do not know; a pupil of her daughter's has been proposed.`,
    "time-no/hard: The panel is by Liora van Eck.",
    "hedge: A pupil of the daughter painted the panel.",
    "yes: The paint was analysed after the flood.",
    "no/medium: It is known who painted the panel.",
  ),
  document(
    `Notice at the ferry: Due to low water the 16:30 and 18:00 do not run. The 17:15 runs, but takes no vehicles heavier than 3.5 t. All sailings tomorrow depend on the water level; ask at the kiosk from six.`,
    "yes: The 17:15 ferry runs.",
    "no: One can take the 18:00 ferry.",
    "units-no+wrong-units: A van of 4,200 kg can be taken on the 17:15.",
    "if: The 16:30 ferry runs tomorrow.",
  ),
  document(
    `Statement by the organisers: "We did not cancel the concert because of poor sales. It was sold out. We cancelled it because the roof of the hall failed its inspection." Tickets are refunded automatically.`,
    "yes!: The concert took place.",
    "no: The tickets sold badly.",
    "yes/medium: The state of the roof led to the cancellation.",
    "silent: The concert will be held later in another hall.",
  ),
  document(
    `Nobody who has read the report of the drainage board can seriously maintain that the flood could not have been foreseen. It had been warned of in three consecutive years. What the board does not say, and what I do not claim, is that it could have been prevented. (Letter to the editor)`,
    "twice-yes: In the writer's opinion the flood was foreseeable.",
    "near: In the writer's opinion the flood could have been prevented.",
    "units-yes/easy: There were warnings in three years running.",
  ),
  document(
    `Library rules, revised. Members may borrow twelve items (formerly eight). Films count double. Reference works do not leave the building, with no exceptions, not even for teachers. Fines have been abolished for children; adults pay 20 cents a day as before.`,
    "time-yes/easy: Members can borrow more items than before.",
    "scope-no: Teachers may take reference works home.",
    "scope-no/hard: Fines have been abolished for everybody.",
    "units-yes/hard: Six films use up a member's allowance.",
  ),
  document(
    `Village newsletter: Is the post office closing? We asked. The answer we got from headquarters: "No decision affecting this branch has been taken." Make of that what you will. The petition lies at the baker's.`,
    "question/hard: The post office is closing.",
    "said: Headquarters says that nothing has been decided about this branch.",
    "yes/easy: A petition can be signed at the baker's.",
  ),
  document(
    `Allotment society, annual meeting. Bees: allowed on plots from 1 to 40, as already the rule. The proposal to allow them everywhere was put off until the insurer has replied. Hens: not allowed, and no proposal either.`,
    "scope-open: Bees may be kept on plot 57.",
    "yes: The holder of plot 12 is allowed to keep bees.",
    "no: Members may keep hens.",
    "plan: The insurer is against bees on the other plots.",
  ),
  document(
    `Traffic police, press note: The driver of the van, 44, was slightly injured. Contrary to first reports, nobody else was in the vehicle. A breath test showed no alcohol; the result of the blood test is pending. Witnesses who saw a red car are asked to come forward.`,
    "fixed-no: There was a passenger in the van.",
    "yes: The van's driver was hurt.",
    "near: The driver had taken drugs.",
    "hedge/hard: A red car caused the accident.",
  ),
  document(
    `Consumer test, cordless drills. The Maro 18 drills fastest. The Pell S is the quietest and, at 2 lb 12 oz, the lightest of the six. The Tusk came last in every discipline except battery life, where it was second. None overheated.`,
    "yes: The Maro 18 was the fastest drill.",
    "scope-no: The Tusk was the worst in all disciplines.",
    "scope-no: At least one drill overheated.",
    "units-no+wrong-units: One of the other drills in the test weighs 1.1 kg.",
  ),
  document(
    `Theatre programme. Tonight the part of the Widow is played by Solvei Aune; Ms Baptiste is indisposed. The performance lasts two hours and ten minutes with one interval. Latecomers are let in at the interval only.`,
    "excluded: Ms Baptiste plays the Widow tonight.",
    "units-yes: With the interval the evening lasts 130 minutes.",
    "implied/medium: Whoever is late misses everything up to the interval.",
    "silent: Ms Baptiste will be back tomorrow.",
  ),
  document(
    `Open letter of the market traders: We are told that the square will be "upgraded". We were told the same in the station quarter, where there is now not a single stall left. If the same happens here we are finished. We do not say it will. We say: talk to us before you dig.`,
    "no/medium: There are still market stalls in the station quarter.",
    "unsaid/hard: The traders assert that the upgrading of the square will be the end of them.",
    "hearsay/medium: The square will be better after the works.",
  ),
];
