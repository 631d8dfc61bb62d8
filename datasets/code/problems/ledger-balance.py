# easy: money
# shown: [["+100.50 salary","-20.25 food"]]
# shown: [[]]
# tried: [["+0.10 a","+0.20 b"]]
# tried: [["-5.00 x"]]
# tried: [["+1.00 a","-1.00 b"]]
# tried: [["+10.00 a b c"]]
# tried: [["-0.01 x","-0.02 y"]]
# tried: [["+1000000.00 big","-0.99 small"]]
# tried: [["+3.30 a","+3.30 b","+3.30 c"]]
# tried: [["-100.00 rent","+99.99 gift"]]
# tried: [["+0.05 z"]]

def balance(lines: list[str]) -> str:
    """Adds up lines such as "+100.50 salary" and "-20.25 food", exactly to the cent. Returns the sum with its sign and two decimals: "+80.25", "-0.05";
    zero is "0.00".
    """
    total = 0
    for line in lines:
        amount = line.split(" ")[0]
        total += int(amount.replace(".", ""))
    sign = "+" if total > 0 else "-" if total < 0 else ""
    return f"{sign}{abs(total) // 100}.{abs(total) % 100:02d}"
