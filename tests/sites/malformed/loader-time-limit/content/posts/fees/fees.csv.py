# time_limit: 5 min
print("fee,value")
