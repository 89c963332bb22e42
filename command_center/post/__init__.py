"""Letters that leave the city's house: by SMTP, with what a mail server may answer."""
