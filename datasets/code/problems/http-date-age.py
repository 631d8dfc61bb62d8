# medium: time, wrong-units
# shown: [1000,{"max-age":60},1030000]
# shown: [0,{},5]
# tried: [0,{"max-age":10},10000]
# tried: [0,{"max-age":10},10001]
# tried: [0,{"max-age":10},9999]
# tried: [5,{"max-age":1,"no-store":true},5001]
# tried: [0,{"stale":5,"max-age":10},14000]
# tried: [0,{"stale":5,"max-age":10},15001]
# tried: [0,{"max-age":0},0]
# tried: [100,{"max-age":1},99]
# tried: [0,{"stale":5},3000]
# tried: [0,{"max-age":3,"stale":0},3001]

def cache_state(stored_s: int, rules: dict, now_ms: int) -> str:
    """Whether an answer in a cache may be used. It was stored at a time in seconds; now is in milliseconds. "max-age" (seconds, 0 where missing) is how long it is "fresh", the last moment included; after that it is "stale" for "stale" further seconds (0 where missing), the last moment
    included; then "gone". With "no-store" it is always "gone".
    """
    age_ms = now_ms - stored_s * 1000
    fresh_ms = rules.get("max-age", 0) * 1000
    if rules.get("no-store") or age_ms > fresh_ms + rules.get("stale", 0) * 1000:
        return "gone"
    return "fresh" if age_ms <= fresh_ms else "stale"
