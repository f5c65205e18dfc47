from pelicanconf import *
SITEURL = "https://shed.example"
