"""The words that stand in a kept question for what could tell who asked it."""

import re

NUMBER, PHONE, EMAIL, POSTCODE = "[number]", "[phone]", "[email]", "[postcode]"
DATE, NAME, ADDRESS, LINK = "[date]", "[name]", "[address]", "[link]"

ANY = re.compile("|".join(map(re.escape, (NUMBER, PHONE, EMAIL, POSTCODE, DATE, NAME, ADDRESS, LINK))))
