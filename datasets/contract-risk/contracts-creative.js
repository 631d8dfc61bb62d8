/**
 * Contracts of people who write, draw, film and perform, and of their agents.
 * @module
 */
import { contract } from "./clause.js";

export const creativeContracts = [
  contract(
    "Publishing agreement, non-fiction",
    "Author",
    [
      "M ip-transfer forever",
      `2. [[The Author grants the Publisher the sole right to exploit the Work in all forms now known or later invented, throughout the world, for the full term of copyright]], including film, stage, audio and machine translation.`,
    ],
    [
      "E none",
      `3. Royalties on hardbacks are ten per cent of the published price up to 5,000 copies and twelve and a half per cent after that. Accounts are made up twice a year.`,
    ],
    [
      "M indemnity faultless",
      `9. The Author warrants that the Work is original and libels nobody. [[The Author will indemnify the Publisher against all loss arising from any claim, even an unfounded one, that this warranty has been broken]].`,
    ],
    [
      "H exclusivity",
      `14. Next work. Having regard to the Publisher's investment, [[the Author shall offer the Publisher the Author's next two full-length works on the terms of this agreement]] before showing them to anyone else.`,
    ],
    [
      "M none +near-miss",
      `10. The Publisher will bear the cost of having the Work read for libel and shall indemnify the Author in respect of changes made by the Publisher after proof.`,
    ],
    ["E none", `6. The Author receives fifteen free copies and may buy more at half price, not for resale.`],
    [
      "H penalty",
      `5.3 Delivery. The typescript is due on 1 March. Should it be late by more than eight weeks, the Publisher may cancel. In that event [[the Author returns the advance together with a handling charge of thirty per cent of it]].`,
    ],
    [
      "M none",
      `17. If the Work is out of print for nine months and the Publisher does not reprint within a further six, all rights go back to the Author without any formality.`,
    ],
    [
      "M unilateral-change discretion",
      `7. Title, cover, price and date of publication. [[The Publisher decides these, and may change them at any time in its sole judgment]].`,
    ],
    [
      "M jurisdiction",
      `21. Law. [[This agreement is subject to the law of New York, whose courts the Author accepts as the only competent ones]], irrespective of the Author's residence in Trondheim.`,
    ],
  ),
  contract(
    "Model release",
    "Model",
    [
      "E ip-transfer forever",
      `[[I irrevocably grant the Photographer and his assigns the right to use my likeness, in any medium, altered or not, for any purpose whatsoever, in perpetuity]]. I have read this before signing.`,
    ],
    [
      "H none +near-miss",
      `I do NOT agree to uses for tobacco, alcohol or politics, nor to the sale of the files to picture agencies. Uses beyond the portfolio need my written consent each time and each is paid.`,
    ],
    [
      "M indemnity",
      `[[I shall hold harmless the Photographer from all claims of my agency or other clients of mine]] that arise because of this sitting.`,
    ],
    ["E none", `The sitting takes four hours with one break. Travel is refunded against tickets. I bring two outfits.`],
    [
      "M liability-exclusion faultless",
      `Retouching is usual. [[Neither blurring, distortion nor use in composite form, whether on purpose or not, gives me any claim.]]`,
    ],
    ["M exclusivity brief", `For six months after the sitting [[I will not model for another maker of sunglasses]].`],
    [
      "H data-use",
      `My contact data and measurements are kept with the pictures; [[they may be passed on with them to whoever licenses a picture]].`,
    ],
  ),
  contract(
    "Artist management agreement",
    "Artist",
    [
      "E exclusivity",
      `1. Appointment. [[Artist engages Manager as sole and exclusive manager in every branch of the entertainment industry]] and will refer all enquiries to Manager.`,
    ],
    [
      "M auto-renewal",
      `2. Term. Two years. [[Thereafter this Agreement is renewed for two years each time Artist has earned more than 40,000 in the last year of a term]], without further action by anyone.`,
    ],
    [
      "M none",
      `3. Commission is fifteen per cent of gross income received, excluding travel and recording costs advanced by third parties.`,
    ],
    [
      "H penalty",
      `4. Moving on. Artist is free to move on. [[If Artist does so before the end of the Term, fifteen per cent of the average income of the last two years is due for every year that is left]], as a settlement agreed in advance.`,
    ],
    [
      "M termination discretion",
      `7. Either party's death ends this Agreement. Artist may end it if Manager is bankrupt. [[Manager may end it at will, at any moment, by message]].`,
    ],
    [
      "M unlimited-liability faultless",
      `9. Missed dates. [[Artist makes good every loss that promoters, venues or Manager suffer from a cancelled date]], be the reason illness or otherwise.`,
    ],
    [
      "H indemnity mutual",
      `10. [[Artist indemnifies Manager against claims arising from Artist's acts]] and Manager indemnifies Artist, on the same terms, against claims arising from Manager's.`,
    ],
    [
      "E none",
      `11. Accounts. Manager keeps Artist's money on a separate account and settles on the tenth of each month with copies of all statements.`,
    ],
    [
      "M assignment",
      `13. [[Manager may transfer this Agreement to a company of its choice]], provided somebody called by Manager remains the day-to-day contact.`,
    ],
    [
      "M none +near-miss",
      `14. Assignment by Artist to a loan-out company wholly owned by Artist is permitted and Manager shall sign what is needed.`,
    ],
  ),
  contract(
    "Contrat de commande d'illustrations",
    "l'illustratrice",
    [
      "M ip-transfer +foreign-language",
      `Art. 5. [[L'illustratrice cède à l'éditeur l'ensemble de ses droits patrimoniaux sur les dessins, pour tous supports et tous pays, pour la durée légale de protection]]. La rémunération de l'article 4 couvre cette cession.`,
    ],
    [
      "E none +foreign-language",
      `Art. 4. Le prix est de 180 euros par dessin, payable à trente jours fin de mois. Les esquisses refusées sont payées à moitié.`,
    ],
    [
      "M indemnity +foreign-language",
      `Art. 8. L'illustratrice garantit l'originalité des dessins. [[Elle relèvera l'éditeur indemne de toute condamnation, ainsi que des frais de défense]], qui résulteraient d'une réclamation de tiers.`,
    ],
    [
      "H unilateral-change discretion +foreign-language",
      `Art. 6. [[L'éditeur pourra recadrer, recoloriser ou compléter les dessins à sa seule convenance]] sans avoir à consulter l'illustratrice.`,
    ],
    [
      "M none +foreign-language +near-miss",
      `Art. 7. L'éditeur s'interdit toute modification des dessins sans l'accord écrit de l'illustratrice, le recadrage d'un format à l'autre excepté, qui lui sera soumis sur épreuve.`,
    ],
    [
      "E penalty capped +foreign-language",
      `Art. 10. [[Chaque jour de retard dans la remise donne lieu à une retenue de 2 % du prix du dessin concerné]], dans la limite de 20 %.`,
    ],
    [
      "M exclusivity brief +foreign-language",
      `Art. 11. [[L'illustratrice ne travaillera pour aucun autre éditeur de livres de cuisine]] jusqu'à la parution, prévue dans huit mois au plus.`,
    ],
    [
      "E none +foreign-language",
      `Art. 12. Un exemplaire justificatif par titre est remis à l'illustratrice, et cinq autres si le tirage dépasse 3 000.`,
    ],
    [
      "M jurisdiction mutual +foreign-language",
      `Art. 14. [[Tout litige sera tranché par un arbitre siégeant à Genève, chaque partie avançant la moitié des frais]] ; ni l'une ni l'autre n'a son domicile en Suisse.`,
    ],
  ),
  contract(
    "Podcast sponsorship, deal memo",
    "Podcast",
    [
      "E none",
      `• 12 episodes, host-read, 60 sec mid-roll each. Script by Sponsor, Podcast may put it in its own words.`,
    ],
    [
      "M exclusivity",
      `• Category lock: [[no other ads for mattresses, pillows, bedding or anything "sleep", also not in back catalogue]], term + 24 months`,
    ],
    [
      "E penalty",
      `• Missed drop = make-good + [[20% of the total fee is knocked off for every episode more than 2 days late]]`,
    ],
    ["M none +near-miss", `• Late payment by Sponsor: 5% on top for every started month, and Podcast may pause.`],
    [
      "H indemnity unlimited",
      `• Host is responsible for how the claims come across. If a regulator, a rival or a listener goes after Sponsor because of the read, [[that's on Podcast, all of it incl. lawyers, no ceiling]].`,
    ],
    ["M termination discretion", `• [[Sponsor can pull the plug any time, no reason needed]], pays for aired eps only`],
    [
      "H ip-transfer forever",
      `• Clips: Sponsor may cut and boost the reads on its channels. [[All reads and outtakes are Sponsor's property, forever]].`,
    ],
    ["E none", `• Numbers: downloads after 30 days as per the hosting dashboard, screenshot is enough.`],
    ["M data-use", `• Data: [[Podcast hands over the newsletter list so Sponsor can send its own offers]].`],
    [
      "E unilateral-change",
      `• Script: final by Wednesday for Friday's ep. [[Sponsor may change number and dates of episodes with one week's heads-up]].`,
    ],
  ),
];
