# A loader: two months of days, computed.
import math

print("day,open,close")
for number in range(60):
    month, day = 1 + number // 30, 1 + number % 30 - (2 if number >= 30 and number % 30 > 27 else 0)
    start = 100 + 12 * math.sin(number / 9)
    print(f"2026-{month:02}-{day:02},{start:.2f},{start + 4 * math.cos(number):.2f}")
