# medium: dates
# shown: ["2000-02-29","2023-03-01"]
# shown: ["1990-05-10","2024-05-09"]
# tried: ["1990-05-10","2024-05-10"]
# tried: ["2000-02-29","2023-02-28"]
# tried: ["2000-02-29","2024-02-29"]
# tried: ["2000-02-29","2024-02-28"]
# tried: ["2024-01-01","2024-01-01"]
# tried: ["1999-12-31","2000-01-01"]
# tried: ["1980-07-15","2020-07-14"]
# tried: ["2004-02-29","2005-02-28"]
# tried: ["2010-10-10","2009-10-10"]
# tried: ["2001-03-01","2004-02-29"]

def age(born: str, today: str) -> int:
    """How old somebody is in whole years on a day; both are "YYYY-MM-DD". Whoever was born on 29 February has a birthday on 1 March in other years. -1 for a day before the birth."""
    if today < born:
        return -1
    return int(today[:4]) - int(born[:4]) - (today[5:] < born[5:])
