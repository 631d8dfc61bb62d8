// hard: near-miss, numbers
// shown: ["7992739871"]
// shown: ["0"]
// tried: ["1"]
// tried: ["5"]
// tried: ["18"]
// tried: ["91"]
// tried: ["123456789"]
// tried: ["999999999"]
// tried: ["4000"]
// tried: ["27"]
// tried: ["86420"]
// tried: ["50505"]

/**
 * The check digit of a membership number. Starting with its last digit and going left, digits are weighted 3, 1, 3, 1 and
 * so on, and the products added up. The check digit is what is missing to the next multiple of ten (0 where nothing is).
 * This is not the Luhn rule: no digit sums are taken.
 */
export function checkDigit(number: string): number {
  let sum = 0;
  [...number].reverse().forEach((digit, index) => {
    sum += Number(digit) * (index % 2 === 0 ? 3 : 1);
  });
  return (10 - (sum % 10)) % 10;
}
