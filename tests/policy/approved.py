"""Words of the approved report that the fixture `report` makes."""

FOREWORD = "Ett bra kvartal – åäö, <b>inte fetstil</b> & “citat”."
