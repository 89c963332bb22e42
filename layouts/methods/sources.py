"""What each method stands on: papers and books, written as one cites them in every language."""

SOURCES: dict[str, tuple[str, ...]] = {
    "anomali": (
        "Farrington, Andrews, Beale & Catchpole (1996). Journal of the Royal Statistical Society A 159, 547–563",
        "Anscombe (1948). Biometrika 35, 246–254",
    ),
    "rata-rata": (),
    "prakiraan": ("McCullagh & Nelder (1989). Generalized Linear Models, 2nd ed., Chapman & Hall",),
    "waktu-jawab": (
        "Kaplan & Meier (1958). Journal of the American Statistical Association 53, 457–481",
        "Kalbfleisch & Prentice (1980). The Statistical Analysis of Failure Time Data, Wiley",
    ),
    "peringkat": (
        "Spiegelhalter (2005). Statistics in Medicine 24, 1185–1202",
        "Goldstein & Spiegelhalter (1996). Journal of the Royal Statistical Society A 159, 385–443",
        "Clopper & Pearson (1934). Biometrika 26, 404–413",
    ),
    "sepi": ("Marshall (1991). Applied Statistics 40, 283–294",),
    "tenggat": (
        "Kaplan & Meier (1958). Journal of the American Statistical Association 53, 457–481",
        "Hjort (1990). Annals of Statistics 18, 1259–1294",
    ),
    "kanal": (),
    "pasang": (
        "Codiga (2011). Unified Tidal Analysis and Prediction Using the UTide Matlab Functions, University of Rhode Island",
        "Foreman (1977). Manual for Tidal Heights Analysis and Prediction, Institute of Ocean Sciences",
    ),
    "hari-kerja": (),
}
"""Anchor -> sources; () where the method is arithmetic or a rule of the city."""
