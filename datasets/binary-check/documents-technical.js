/**
 * Logs, release notes, reports of engineers and scientists, manuals.
 * @module
 */
import { document } from "./stances.js";

export const technical = [
  document(
    `CHANGES in 4.2\n* Import accepts semicolons as separators.\n* Removed: the beta of the calendar view. It will return in another form.\n* Fixed: totals were off by one cent when rounding twice.\n* Known issue: on tablets the side bar covers the save button. Work-around: rotate the device.\n4.2.1: side bar fixed.`,
    "fixed-no: In 4.2.1 the side bar covers the save button on tablets.",
    "yes: Since 4.2 files with semicolons can be imported.",
    "time-no: Version 4.2 has a calendar view.",
    "plan: The calendar view returns in 4.3.",
  ),
  document(
    `2031-02-11T03:14:07Z backup INFO started target=vault-b\n2031-02-11T03:15:22Z backup WARN 2 files skipped (locked)\n2031-02-11T03:41:50Z backup INFO finished status=partial\n2031-02-11T03:42:10Z verify INFO checksum ok for 18,204 of 18,204 stored files\n2031-02-11T04:00:00Z retry INFO scheduled for 05:00`,
    "scope-no: The backup contains every file.",
    "yes/medium: All files that were stored passed the checksum.",
    "plan: The two skipped files were saved at the second attempt.",
    "units-yes: The backup took less than half an hour.",
  ),
  document(
    `Post-mortem (short). Customers could not pay by card from 14:02 to 14:47. Trigger: certificate of the payment gateway expired. Contributing: the alert for expiry had been muted in January for a test and never unmuted. No payments were lost; 31 were delayed. Payments by transfer were not touched.`,
    "yes: The outage was triggered by an expired certificate.",
    "no: Payments were lost.",
    "units-yes: Card payments were impossible for three quarters of an hour.",
    "scope-no: No kind of payment was possible.",
    "silent: The alert has been unmuted since.",
  ),
  document(
    `Abstract. We examined whether watering at night lowers the loss of seedlings. In the greenhouse it did (n = 400). In the open field we found no difference between the groups; with the number of plots that we had, a difference of less than ten points would have escaped us.`,
    "yes: In the greenhouse fewer seedlings were lost with watering at night.",
    "near: Watering at night has no effect in the open field.",
    "no/medium: The field trial showed a benefit of watering at night.",
    "silent/medium: Watering at night saves water.",
  ),
  document(
    `Bench report 7, bearing B. Run 1 stopped at 310 h (sensor fault, not the bearing). Run 2 completed, 1,000 h, wear 12 µm, limit 20 µm. Run 3 in progress, 640 h, no reading yet. Two completed runs within the limit are needed for release.`,
    "excluded: Bearing B can be released on the strength of this report.",
    "no/medium: The bearing broke in run 1.",
    "plan: Run 3 stays within the wear limit.",
    "units-yes/hard: In run 2 the wear was less than 0.015 mm.",
  ),
  document(
    `Q: Does the gate open during a power cut?\nA: Models with battery (plate ends in -A): yes, about 40 cycles. Models without: no, use the key on the inside. Note that up to serial 5500 some plates ending in -A were fitted to gates without a battery. If in doubt open the lid and look.`,
    "scope-no: Every gate opens by itself during a power cut.",
    "scope-open: A gate with the serial 4100 and a plate ending in -A opens during a power cut.",
    "scope-no: A gate without a battery works during a power cut without a key.",
    "yes/easy: There is a key on the inside.",
  ),
  document(
    `code review, file rates.ts\n> // never called with 0\nLina: it is though, from import.ts line 88\nOke: only if the sheet has an empty row, and we drop those before\nLina: before 3.1 we did. the filter went out with the refactoring\nOke: ugh. you're right. fixing`,
    "rejected: The function is never called with 0.",
    "fixed-no: Empty rows are dropped before the import.",
    "adopted/hard: Oke concedes the point.",
    "time-yes/hard: Empty rows used to be filtered out.",
  ),
  document(
    `Geotechnical letter. Borings 1 to 4 met rock at 3 to 5 m. Boring 5 was abandoned at 6 m in clay; rock was not reached. It may lie just below or much deeper. We advise against founding the north-east corner on the assumption of rock without a further boring.`,
    "near: There is no rock under the north-east corner.",
    "scope-no: Rock was met in all borings.",
    "units-no+wrong-units: Boring 2 found rock no deeper than five feet below ground.",
    "said/easy: The writers advise another boring.",
  ),
  document(
    `Incident bridge, transcript excerpt. — Is the primary back? — Not back. Read-only. — So customers can see their orders. — See, yes. Change, no. — And the replica? — Promoted at half past, then demoted because it was lagging. So we run on the primary. — Read-only. — Read-only.`,
    "yes/medium: Customers can look at their orders.",
    "fixed-no: The system runs on the replica.",
    "no/medium: Customers can change their orders.",
    "silent: Orders were lost.",
  ),
  document(
    `Field guide. The two are hard to tell apart in autumn. The marsh form has a white edge on the outer tail feather; the hill form lacks it, except for young birds, which may show it until their second winter. A bird with a white edge seen in June, when there are no young of the year on the wing, is the marsh form for certain.`,
    "scope-open: A bird with a white edge seen in October is of the marsh form.",
    "implied: A bird with a white edge seen in June is not of the hill form.",
    "scope-no: No bird of the hill form ever shows a white edge.",
    "silent/easy: The marsh form sings louder than the hill form.",
  ),
  document(
    `Calibration certificate 2209-C. Instrument: scale, max 15 kg. Result as found: +9 g at 10 kg (tolerance ±5 g). Adjusted. Result as left: +1 g at 10 kg. Next calibration due in 12 months, or after any transport.`,
    "time-no/hard: The scale was within tolerance when it was delivered to the laboratory.",
    "fixed-yes/medium: The scale is within tolerance after the adjustment.",
    "units-no+wrong-units/medium: The error that remains at 10 kg is one kilogram.",
    "if/hard: The next calibration can wait for a year.",
  ),
  document(
    `Lab notebook p. 61. Batch K set overnight, clear. Batch L cloudy, I blamed the filter. – Added Friday: not the filter. L was mixed with tap water, label on the canister was wrong. – Added Monday: checked the canister again, label was right after all. So no idea about L. Repeat.`,
    "withdrawn: Batch L was mixed with tap water.",
    "yes: Batch K turned out clear.",
    "no/medium: The writer can say in the end why batch L was cloudy.",
    "withdrawn: The filter was to blame for batch L.",
  ),
  document(
    `Manual, p. 8. The lamp turns green when charging is complete. Orange means charging. A lamp that is off means either that the charger has no power or that the battery is full and was left in for more than two hours.`,
    "excluded: A lamp that is off means that the battery is empty.",
    "scope-open: A battery whose lamp is off is full.",
    "yes/easy: An orange lamp means that the battery is being charged.",
    "excluded: With the battery full the lamp is green for ever.",
  ),
  document(
    `Status mail, migration. Wave 1 (Nordic offices): done. Wave 2 (Iberia): done except Faro. Wave 3 (Alps): we said March, it will not be March. Wave 4: nobody has dared to ask. Old system will be switched off four weeks after the last wave, not before.`,
    "scope-no: All Iberian offices have been migrated.",
    "time-no: Wave 3 takes place in March.",
    "excluded: The old system has been switched off.",
    "silent: Wave 4 has been cancelled.",
    "scope-yes/easy: The offices of the north have all been migrated.",
  ),
  document(
    `Sensor note: anything the north buoy sent between the storm and the visit of the diver is not worth the paper. The water temperature of 31 °F that got into the bulletin was such a value. The south buoy, same make, had 46 °F that day and was checked by hand.`,
    "other: The south buoy was damaged by the storm.",
    "units-yes/hard: At the south buoy the water had about 8 °C.",
    "near: The water at the north buoy really had 31 °F.",
    "yes/medium: An unreliable value was published.",
  ),
];
