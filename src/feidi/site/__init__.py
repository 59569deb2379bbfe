"""Stage 3: which project on which parcel, which household on which site?"""
