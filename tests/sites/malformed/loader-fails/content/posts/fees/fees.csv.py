# inputs: rates.txt


def rates():
    return open("rates.text").read()


print(rates())
