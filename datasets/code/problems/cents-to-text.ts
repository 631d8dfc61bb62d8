// easy: money
// shown: [123456]
// shown: [-5]
// tried: [0]
// tried: [1]
// tried: [99]
// tried: [100]
// tried: [-100]
// tried: [100000]
// tried: [99999999]
// tried: [-123456789]
// tried: [12]
// tried: [100050]
// tried: [-1]
// tried: [1000000000]

/**
 * Writes an amount of whole cents as euros: two decimals, a point before them, a comma between thousands, the minus
 * sign in front of everything: -123456 is "-1,234.56". Zero is "0.00".
 */
export function euros(cents: number): string {
  const abs = Math.abs(cents);
  const whole = String(Math.floor(abs / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = cents < 0 ? "-" : "";
  return sign + whole + "." + String(abs % 100).padStart(2, "0");
}
