"""Words around personal names in Indonesian and Javanese text: what announces a name, and what is surely none."""

TITLES = (
    "bpk|bapak|pak|ibu|bu|mas|mbak|mba|bang|kak|sdr|sdri|saudara|saudari|tuan|nyonya|nona|tante|pakde|bude|paklik|"
    "bulik|mbah|eyang|ustadz?|ustadzah|kyai|haji|hajah"
)
"""Titles before a name, as alternatives of a regular expression; the name may be in lower case."""

SHORT_TITLES = "dr|drg|drs|dra|ir|prof|hj|h|kh|tn|ny|nn|om|bp|alm|almh"
"""Titles that are also other words ("dr" is short for "dari"): only before a capital."""

RELATIVES = (
    "anak|suami|istri|isteri|adik|kakak|ayah|bapak|ibu|mertua|menantu|keponakan|ponakan|nenek|kakek|cucu|paman|bibi|"
    "om|tante|tetangga|teman|sahabat|rekan|saudara|keluarga"
)
"""People whom a writer names after saying whose they are: "anak saya Rina"."""

ROLES = (
    "petugas|oknum|guru|dokter|bidan|perawat|satpam|sopir|supir|preman|(?:tukang|juru)\\s+parkir|jukir|pelaku|terlapor|"
    "korban|almarhum|almarhumah|ketua\\s+r[tw](?:\\s*\\d{1,3})?(?:\\s*/?\\s*(?:rw)?\\s*\\d{1,3})?"
)
"""Persons named for what they do; the name begins with a capital. Lurah and camat are followed by places: left out."""

_NOT_NAMES = """
rp
ada adalah administrasi agar air akan akhir akta akte aku alamat aman ambil ambulan ambulans anak anda angkut antara
antri apa apakah apoteker arah area arep aspal atas atau awal ayo badan bagaimana bagian bahaya bahwa baik bakar
banjir bantu bantuan banyak barat baru batas bawah bayar beberapa begini begitu bekas belakang beli beliau belum
benar bendahara berada berangkat berapa berharap berikut berjalan bersama besar besok betul biar biasa bidan bingung
bisa blm blok bocor bpbd bpjs bro brt bs buang buat bukan bulan buruk butuh camat capek cara cek cepat coba cuma
cuman daerah dalam damkar dan danau dapat dari datang de dengan depan desa dgn di dia diambil dibantu diberi dibuang
dibuat dijanjikan dikasih dimana diminta dinas dingin dipasang diperbaiki dipersulit dipungut direktur diri disana
dishub disini dispendukcapil disperkim disuruh ditangani ditipu ditolak dlh dlm dokter dong dosen dpu dr dua dulu
durung emang enggak entah esok ga gak gan gang gelap gelisah genangan gg gmn got gua gubernur gue guru habis hamil
hansip hanya harap hari idr harus harusnya hendak heran hidup hilang hingga hp hujan ijin iki iku ikut indonesia info
ingin ini itu iya izin jabatan jadi jaga jalan jam jangan jateng jatuh jawa jembatan jend jenderal jengkel jg jika
jl jln jual juga jumat juru kabar kabeh kabid kadis kagak kalau kali kalo kami kamis kampung kamu kanan kantor kapan
kapolsek karena karo kasir kasus katanya kav kawasan kayak ke keadaan keberatan kebingungan kecamatan kecelakaan
kecewa kecil kehilangan keluarga keluhan kelurahan kemana kemarin kena kenapa kepada kepala kepiye kerja kesal
kesulitan ketua khawatir kia kidul kini kiri kita kk kok komplain komplek kompleks kondisi korban kos kota krn ktp
kula kulo kulon kurang kuwi kwitansi lagi lain lalu lama lampu langsung lansia lapangan lapor laporan laporkan lebih
lelah lewat lihat lingkungan linmas listrik lo lokasi luar lurah maaf macet mahal maka malam mana mantri masih
masjid masuk masyarakat mati matur mau mbok melalui melapor melaporkan melihat melintas memang memberitahukan
membuat meminta memohon menanyakan mendapat mengadu mengadukan mengajukan mengalami mengantar mengeluhkan mengharap
menginformasikan mengucapkan menteri menuju menunggu menyampaikan menyebrang menyusui merasa mereka mesjid mhn min
minggu minta mobil mohon monggo motor mungkin naik namun nang nanti ndak neng ngga nggak nggih nih nik niki ning
nitip njaluk no nomor npwp nya nyala nyuwun ojo oleh opo ora orang pada padahal pagi pakai paling panjang parah
parkir pasar pasien paud pdam pedagang pegawai pejabat pejalan pelajar pemadam pembeli pemilik pemkot penduduk
pengamen pengemis pengemudi pengen pengendara pengin pengungsi pengurus penjual penumpang perawat perlu pernah
pertama perum perumahan pesan petugas pihak pindah pinggir piye pju pkl pln pns polisi posisi pp preman presiden
protes pulang punya puskesmas putus rabu rasa rela resah rescue rs rsud rt rumah rumahnya rusak rw saat sabtu saja
sakit salah sama sampah sampai sangat saran satpam satpol saya sayangnya sd sdh sebagai sebel sebelah sebelum sedang
segera seharusnya sejak sekali sekarang sekitar sekolah sekretaris selaku selalu selama selamat selasa selatan
seluruh semalam semarang sementara semoga semua sendiri senin seorang seperti sering sertifikat sesuai setelah
setiap siang sidak silahkan silakan sim sing sini sis siswa situ sm sma smk smp sopir sore stnk sudah sudahkah suka
sungai supaya supir surat susah suwun sy tadi tahu tahun takut tambah tanah tanya tapi tau tdk telah telepon telp
teman tempat tengah tentang tepat terima terimakasih terjadi terjebak termasuk ternyata tertabrak terus tetangga
tiap tiba tidak tiga timur tinggal tinggi titik titip tk tlg tlng tlp toko tolong tpa tps trauma tukang tulung
tunggu turun tutup udah udh umum umur untuk usul utara utk uwis wa wakil waktu wali walikota walimurid warga warung
wes wetan whatsapp wilayah wis ya yaitu yang yg
"""

NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words that follow a title or "saya" without being a name."""
