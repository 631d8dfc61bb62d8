// medium: text formats, wrong-units
// shown: ["00:00:01,500",2.25]
// shown: ["00:00:59,999",0.001]
// tried: ["00:00:00,000",-1]
// tried: ["01:59:59,000",1]
// tried: ["00:00:10,000",-10]
// tried: ["00:00:10,000",-9.999]
// tried: ["23:59:59,999",0.001]
// tried: ["00:01:00,000",-0.5]
// tried: ["10:00:00,000",3600]
// tried: ["00:00:00,010",0.0004]
// tried: ["99:59:59,999",1]
// tried: ["00:30:30,303",-1830.303]

/**
 * Moves the time of a subtitle "hh:mm:ss,mmm" by a number of seconds (with decimals; rounded to whole milliseconds). A time before the start becomes
 * "00:00:00,000". Hours grow beyond 99 where they must.
 */
export function shift(time: string, seconds: number): string {
  const [h, m, s, ms] = time.split(/[:,]/).map(Number) as [number, number, number, number];
  const total = Math.max(0, ((h * 60 + m) * 60 + s) * 1000 + ms + Math.round(seconds * 1000));
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  const rest = Math.floor(total / 1000);
  return (
    pad(Math.floor(rest / 3600), 2) +
    ":" +
    pad(Math.floor(rest / 60) % 60, 2) +
    ":" +
    pad(rest % 60, 2) +
    "," +
    pad(total % 1000, 3)
  );
}
