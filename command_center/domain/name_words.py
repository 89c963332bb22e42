"""Words around personal names in Indonesian and Javanese text: what announces a name, and what says that it is a place."""

TITLES = (
    "bpk|bpak|bapak|pak|ibu|bu|mas|mbak|mba|mb|bang|kang|kak|sdr|sdri|saudara|saudari|tuan|nyonya|nona|tante|om|pakde|pakdhe|bude|budhe|"
    "paklik|pakle|bulik|bulek|mbah|eyang|ustadz?|ustad?zah?|ustadzah|ust|kyai|kiai|gus|haji|hajah|hajjah|koh|cik|cece|pdt|romo|suster|bp|tn|ny|nn|"
    "yth|alm|almh|almarhum|almarhumah|mr|mrs|ms|miss|sir|mbakyu|kangmas|diajeng|ompung|amang|inang|engkong|encim|encik|teteh|"
    "bripda|briptu|brigadir|bripka|aipda|aiptu|ipda|iptu|akp|kompol|akbp|kombes|serda|sertu|serka|serma|pelda|peltu|letda|lettu|"
    "pratu|praka|kopda|koptu|kopka"
)
"""Titles before a name, as alternatives of a regular expression; the name may be in lower case."""

SHORT_TITLES = (
    "dr|drg|drs|dra|ir|prof|hj|h|kh|k\\.h|ko|ci|ki|nyi|raden|rr|rm|moh|moch|muh|mohd|m|abd|st|fx|ag|mbok|yu|lik|cak|neng|teh|uda|uni|"
    "opa|oma|bli|mak|tulang|dik|dek|kong|ce|kapten|mayor|sersan|kopral|babinsa|bhabinkamtibmas"
)
"""Titles and shortened first names that are also other words ("dr" is short for "dari"): only before a capital."""

RELATIVES = (
    "anak|suami|istri|isteri|adik|kakak|ayah|bapak|ibu|mertua|menantu|keponakan|ponakan|nenek|kakek|cucu|paman|bibi|"
    "om|tante|tetangga|tonggo|teman|kanca|konco|sahabat|rekan|saudara|keluarga|bojo|pacar|putra|putri|simbah|mbah|bos|majikan"
)
"""People whom a writer names after saying whose they are: "anak saya Rina"."""

ROLES = (
    "(?:sopir|supir|tukang)\\s(?:angkot|bus|truk|taksi|ojek|becak|parkir|sayur|bakso)|"
    "petugas|oknum|bidan|perawat|satpam|sopir|supir|preman|jukir|pelaku|terlapor|tersangka|korban|saksi|mandor|kontraktor|"
    "pemilik|milik|keluarga\\sbesar|pelapor|pengirim|pengadu|penanggungjawab|koordinator|juragan|majikan|pic|kasir|marbot|yaitu|yakni|inisial|alias|almarhum|almarhumah|"
    "kondektur|driver|ojol|kurir|teknisi|manajer|manager|hrd|operator|security|babinsa|pewaris|waris|pemborong|calo|"
    "pengacara|advokat|notaris|ppat|konsultan|wartawan|hakim|jaksa|penyidik|psikolog|penghulu|"
    "mengaku|ngaku|ketemu|bertemu|temui|menemui|dipukul|ditabrak|ditipu|dimarahi|dibentak|diancam"
)
"""Persons named for what they do, and words before a person: what follows is a name where it is no ordinary word."""

OFFICES = (
    "ketua|wakil|sekretaris|bendahara|lurah|camat|kades|kadus|modin|carik|kasi|kabid|kadis|kepala|pengurus|imam|takmir|"
    "adalah|bernama|oleh|kepada|kpd|bersama|menurut|by|ttd|tertanda|termasuk"
)
"""Offices, which are named with their places too, and words before a person as before a place."""

OTHERS = (
    "guru|dosen|dokter|parkir|siswa|siswi|pasien|penghuni|karyawan|pegawai|staf|staff|admin|mahasiswa|untuk|utk|buat|sama|karo|kalih|"
    "kaliyan|bilang|dan|rumah|ktp|kk|kemarin"
)
"""Words before a person as before a thing: what follows is a name where it is written like one, or known."""

SELVES = "saya|sy|aku|kulo|kula|gue|gw|ane|inyong"
"""Words by which writers begin to name themselves."""
GREETED = "kami|kita|dengan|dgn|dg|ini|iki|niki|perkenalkan|kenalkan"
"""Words that are followed by the writer's name now and then."""

PLACES = (
    "jl|jln|jlan|jalan|jalanan|jln2|gg|gang|lorong|rs|rsu|rsi|rsud|rsup|rsia|rst|klinik|apotek|pasar|psr|sd|sdn|sdi|smp|smpn|sma|sman|smk|smkn|"
    "slb|tk|paud|mi|min|mts|man|ponpes|pesantren|masjid|mesjid|mushola|musala|mushalla|gereja|klenteng|kelenteng|vihara|pura|"
    "stadion|gor|gedung|taman|perumahan|perum|komplek|kompleks|kelurahan|kel|kecamatan|kec|desa|ds|kampung|kp|kampoeng|dukuh|dusun|dsn|jembatan|"
    "kali|sungai|simpang|perempatan|pertigaan|prapatan|bundaran|terminal|stasiun|bandara|pelabuhan|universitas|univ|kampus|institut|hotel|"
    "toko|pt|cv|ud|mall|plaza|museum|monumen|tugu|makam|waduk|embung|lapangan|alun|polsek|puskesmas|halte|shelter|brt|blok|cluster|graha|griya|"
    "apartemen|rusun|rusunawa|yayasan|koperasi|bank|kabupaten|kab|kota|provinsi|wilayah|daerah|kawasan|area|bukit|gunung|pantai|pulau|tanjakan|"
    "turunan|tikungan|ruko|spbu|pom|koridor|trans|rel|stadion|balai|aula|kantor|kebun|flyover|underpass|raya"
)
"""Words before the name of a place, which may be a person's: "Jl. Sutomo", "RS Kariadi"."""

PLACE_TITLES = frozenset(
    [
        "dr",
        "drg",
        "prof",
        "h",
        "hj",
        "kh",
        "ki",
        "nyi",
        "jend",
        "jendral",
        "jenderal",
        "letjend",
        "letjen",
        "mayjend",
        "mayjen",
        "brigjend",
        "brigjen",
        "kolonel",
        "kol",
        "kapten",
        "kapt",
        "ir",
        "raden",
        "ra",
        "rm",
        "mt",
        "wr",
        "k",
        "r",
        "m",
        "t",
        "s",
        "sh",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "sultan",
        "sunan",
        "pangeran",
        "kyai",
        "kiai",
        "raya",
        "st",
        "santo",
        "santa",
    ]
)
"""Titles that belong to the name of a street."""
DIRECTIONS = frozenset(
    [
        "raya",
        "utara",
        "selatan",
        "timur",
        "barat",
        "tengah",
        "baru",
        "lama",
        "dalam",
        "luar",
        "atas",
        "bawah",
        "lor",
        "kidul",
        "wetan",
        "kulon",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
    ]
)
"""What may follow the name of a place and belongs to it."""

LABELS = (
    "no|nomor|nik|kk|ktp|alamat|nama|umur|usia|hp|nohp|telp|tlp|telepon|tgl|ttl|tanggal|tempat|jenis|pekerjaan|agama|rt|rw|kel|kec|desa|"
    "dusun|email|jl|jalan|status|lokasi|keterangan|wa"
)
"""Names of fields, which lose their blank where a line break was lost: "CONTOHNo KK"."""

AGENCIES = (
    *(
        "lapor",
        "pemkot",
        "pemprov",
        "dishub",
        "dinas",
        "dpu",
        "dlh",
        "diskominfo",
        "kominfo",
        "humas",
        "pdam",
        "pln",
        "bpbd",
        "damkar",
    ),
    *(
        "satpol",
        "polres",
        "polda",
        "polsek",
        "p3m",
        "bpjs",
        "kai121",
        "disdukcapil",
        "dispenduk",
        "dinkes",
        "disdik",
        "dinsos",
        "kemen",
    ),
    *("ombudsman", "bmkg", "basarnas", "rsud", "kelurahan", "kecamatan", "puskesmas"),
)
"""How the handles of offices begin: they are nobody's."""

STEADY = frozenset(
    [
        "jalan",
        "jl",
        "jln",
        "lampu",
        "warga",
        "masyarakat",
        "rt",
        "rw",
        "pt",
        "cv",
        "ud",
        "toko",
        "perusahaan",
        "dinas",
        "kelurahan",
        "kecamatan",
        "pemilik",
        "pihak",
        "keluarga",
        "tidak",
        "sudah",
        "belum",
        "ada",
        "yang",
        "di",
        "ke",
        "dari",
        "dan",
        "atau",
        "saya",
        "kami",
        "kita",
        "mereka",
        "itu",
        "ini",
        "anak",
        "ibu",
        "bapak",
        "ayah",
        "suami",
        "istri",
        "lengkap",
        "nomor",
        "no",
        "nik",
        "kk",
        "jelas",
        "sesuai",
        "orang",
        "tua",
        "pelapor",
        "pengirim",
        "saja",
        "aja",
        "juga",
        "tsb",
        "tersebut",
        "dihapus",
        "salah",
        "sama",
        "beda",
        "siapa",
        "apa",
        "rahasia",
        "dirahasiakan",
        "disamarkan",
        "anonim",
        "semua",
        "seluruh",
    ]
)
"""Words that are no name even where a name is announced."""

THANKS = (
    r"terima\s?kasih(?:\sbanyak)?|trima\s?kasih|terimakasi|makasih|mksh|trims?|trm\s?kasih|thanks|thx|tks|suwun|nuwun|matur\ssuwun|salam|"
    r"hormat\s(?:saya|kami)|wassalam\w{0,20}|ttd|tertanda"
)
"""How a message ends, before its signature."""

FATHERS = frozenset({"bin", "binti", "ibnu"})
"""After these, what follows names a father."""

_SAID = """
budi pekerti, budi daya, budi bahasa, budi baik, fajar menyingsing, dewi fortuna, surya panel, wahyu ilahi, wahyu tuhan,
rahmat allah, rahmat tuhan, bunga bank, bunga pinjaman, bunga utang, mega proyek, putra daerah, putri daerah,
putra putri, mulia hati, jaya selalu, cahaya lampu, cahaya ilahi, harapan warga
"""
SAYINGS = frozenset(tuple(saying.split()) for saying in _SAID.split(","))
"""Words that are names elsewhere and mean their thing here, unless something announces a name."""

_BESIDE = """
pagi malam satu sabar untung hujan laut titik surat hari bulan pasti lurus bijak adil jujur sukses senang maju
bakti karya tari sinar langit angin tulus tegas iman salam april juni juli agustus mei senen pon wage bumi gunung
embun catur panca kali bukit isa eko mat anda mina tugu imam haji kristen islam muslim rejeki berkah bagus didik
mandiri
"""
NOT_SECOND = frozenset(_BESIDE.split())
"""Words that are names too and stand after a name without being a part of it: "Pak Budi pagi"."""
