#!/bin/sh
touch "@CANARY@"
echo "a,b"
echo "1,2"
