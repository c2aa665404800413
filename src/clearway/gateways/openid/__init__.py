"""The house as an OpenID provider: agencies' and partners' sites let people sign in here.

Authorization code with PKCE only; a site learns a person's number, user name, language, and for which parties and
offices they act in which role. Nobody's e-mail address, and no right to act, is given out.
"""
