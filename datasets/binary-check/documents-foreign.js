/**
 * Texts in German, French, Spanish, Italian, Portuguese and Dutch; most claims are English.
 * @module
 */
import { document } from "./stances.js";

export const foreign = [
  document(
    `Betreff: Dichtung Presse 3\nMoin, Dichtung ist drin, Presse läuft aber noch nicht, weil der Sensor spinnt. Elektriker kommt frühestens morgen. Bitte NICHT einschalten, auch nicht „nur kurz“. Gruß Thede`,
    "yes/medium+foreign-language: A new seal has been fitted to press 3.",
    "no/medium+foreign-language: Press 3 is running again.",
    "hedge+foreign-language: The electrician comes tomorrow.",
    "excluded+foreign-language: Die Presse darf für einen kurzen Test eingeschaltet werden.",
  ),
  document(
    `Protokoll Elternbeirat, TOP 4: Der Antrag, die Pausen zu verlängern, wurde weder angenommen noch abgelehnt, sondern vertagt. Frau Söllner wies darauf hin, dass die Busse dann nicht mehr erreicht würden. Herr Amadi hielt das für übertrieben. Die Fahrpläne sollen bis zur nächsten Sitzung vorliegen.`,
    "near+foreign-language: The breaks will be longer.",
    "no/medium+foreign-language: Der Antrag wurde abgelehnt.",
    "said+foreign-language: Frau Söllner meint, dass die Kinder bei längeren Pausen ihren Bus verpassen.",
    "unresolved+foreign-language: With longer breaks the buses would be missed.",
  ),
  document(
    `Na bravo. Der „Expressversand“ hat elf Tage gebraucht, das Paket lag offen vor der Tür, und im Regen ist wenigstens der Karton weich geworden, falls mal jemand drauf schläft. Inhalt zum Glück in Folie, nix passiert. Trotzdem nie wieder.`,
    "irony-no+foreign-language: The parcel was delivered quickly.",
    "yes/medium+foreign-language: The contents were undamaged.",
    "implied+foreign-language: The writer does not want to use this shipping again.",
    "silent+foreign-language: The shop has refunded the postage.",
  ),
  document(
    `Sehr geehrte Frau Dr. Nebel, die Ihnen am 3. mitgeteilten Werte sind zu berichtigen: Nicht Probe 12, sondern Probe 21 lag über dem Grenzwert. Die Verwechslung entstand beim Abschreiben. Probe 12 war unauffällig. Eine Wiederholung von Probe 21 haben wir noch nicht angesetzt.`,
    "fixed-no+foreign-language: Sample 12 exceeded the limit.",
    "fixed-yes+foreign-language: Probe 21 hat den Grenzwert überschritten.",
    "no/medium+foreign-language: Sample 21 has been measured a second time.",
    "excluded+foreign-language: The mistake was made in measuring.",
  ),
  document(
    `Le maire confirme : la passerelle rouvrira le 2 mai, mais seulement aux piétons. Pour les vélos, « on verra à l'automne ». L'association des riverains, elle, affirme que les travaux ont déjà pris six semaines de retard ; la mairie n'a pas souhaité commenter ce point.`,
    "scope-no+foreign-language: Cyclists may use the footbridge from 2 May.",
    "hearsay+foreign-language: The works are six weeks late.",
    "said+foreign-language: Selon le maire, la passerelle sera ouverte aux piétons le 2 mai.",
    "plan+foreign-language: The footbridge opens to bicycles in autumn.",
  ),
  document(
    `Bonjour, suite à votre appel : non, votre abonnement n'a pas été résilié, il est suspendu à votre demande jusqu'au 30. Sans nouvelle de votre part il reprendra automatiquement le 1er. La caution, en revanche, ne vous a pas encore été rendue, je relance la comptabilité. Cordialement, Maëlle`,
    "no/medium+foreign-language: The subscription has been cancelled.",
    "if+foreign-language: The subscription starts again on the 1st.",
    "no/medium+foreign-language: La caution a été remboursée.",
    "implied+foreign-language: It was the customer who asked for the suspension.",
  ),
  document(
    `Note de garde. Mme R. : chute dans la nuit, pas de perte de connaissance d'après elle ; la voisine de chambre n'a rien vu. Radio de la hanche normale. Le médecin n'exclut pas une commotion, surveillance toutes les deux heures. Famille prévenue.`,
    "hedge+foreign-language: Mrs R. has a concussion.",
    "hearsay+foreign-language: Mrs R. lost consciousness.",
    "no/medium+foreign-language: La hanche de Mme R. est cassée.",
    "silent+foreign-language: The family has come to the ward.",
  ),
  document(
    `Acta de la comunidad. Se aprueba pintar el portal. Lo del ascensor se rechaza por segunda vez. Doña Remedios recuerda que sin ascensor ella no puede bajar; el presidente contesta que la ley quizá obligue, y que consultará. Si la ley obliga, se hará sin nueva votación.`,
    "no/medium+foreign-language: The owners agreed to a lift.",
    "if/hard+foreign-language: Se instalará un ascensor.",
    "yes/easy+foreign-language: The entrance hall will be painted.",
    "hedge+foreign-language: The law demands a lift.",
  ),
  document(
    `Hola, te cuento rápido. El contrato de Ruiz no está firmado, el que está firmado es el de Ruz, sin i. Me equivoqué de carpeta, perdona. Ruiz dice que firma "mañana", pero lleva diciendo mañana desde el lunes.`,
    "fixed-no+foreign-language: Ruiz has signed the contract.",
    "other/medium+foreign-language: Ruz has asked for more time.",
    "yes/hard+foreign-language: El contrato de Ruz está firmado.",
    "plan/hard+foreign-language: Ruiz signs the next day.",
  ),
  document(
    `Verbale turno 2. Forno B spento alle 14.10 per allarme gas. Falso allarme, dice il tecnico; noi abbiamo comunque sentito odore. Misura delle 14.40: zero. Riacceso alle 15.05 con due ore… no, con un'ora scarsa di ritardo sul programma.`,
    "unresolved+foreign-language: There was a gas leak at oven B.",
    "said/hard+foreign-language: The technician takes the alarm for a false one.",
    "fixed-no+foreign-language: Oven B was restarted two hours late.",
    "yes/medium+foreign-language: At 14:40 no gas was measured.",
  ),
  document(
    `Aviso aos condóminos: a água será cortada amanhã das 9h às 12h, exceto no bloco C, que tem reservatório próprio. Se chover, o trabalho fica para quinta. Não é verdade, como se ouviu no elevador, que a água esteja contaminada; a análise de ontem deu normal.`,
    "rejected+foreign-language: The water is contaminated.",
    "scope-no+foreign-language: Block C will be without water tomorrow if it stays dry.",
    "if+foreign-language: The water is cut off on Thursday.",
  ),
  document(
    `Beste buren, de kat van nummer 6 is terecht! Niet in de schuur van Joost, zoals het briefje zei, maar gewoon in de wasmand. De hond van nummer 12 is nog steeds weg. Er schijnt een bruine hond bij het station te lopen, misschien is hij dat.`,
    "fixed-no+foreign-language: The cat was found in Joost's shed.",
    "no/medium+foreign-language: The dog of number 12 has been found.",
    "hedge+foreign-language: The brown dog near the station belongs to number 12.",
    "implied+foreign-language: A note had given a wrong place.",
  ),
  document(
    `Kurze Rückmeldung zur Probefahrt: Bremsen gut, Heizung gut, der Wagen zieht nicht nach rechts (steht so in der Anzeige, kann ich nicht nachvollziehen), er zieht nach links. Kaufen würde ich ihn nur, wenn der Preis unter drei fällt. Verkäufer will darüber schlafen.`,
    "rejected+foreign-language: The car pulls to the right.",
    "if+foreign-language: The writer buys the car.",
    "plan/hard+foreign-language: The seller lowers the price.",
    "yes/medium+foreign-language: Die Bremsen sind in Ordnung.",
  ),
  document(
    `Compte rendu, séance du 9. Le trésorier n'a pas dit que la caisse était vide, il a dit qu'elle serait vide en juin si rien ne changeait. La hausse de la cotisation a été votée à l'unanimité moins une voix. Prochaine séance : à fixer.`,
    "unsaid/hard+foreign-language: The treasurer said that the till was empty.",
    "if+foreign-language: The till is empty in June.",
    "scope-no/hard+foreign-language: Every single member voted for the rise.",
    "yes/medium+foreign-language: La cotisation va augmenter.",
  ),
];
