"""Ordinary words of reports, Indonesian, Javanese and as typed in a hurry: what stands beside a name is mostly one of them.

Source: the words of this program's own reference files, and the editors' knowledge of how people write. A form that is
derived from one of them ("perbaikannya") is found by `is_ordinary` and does not stand here.
"""

_WORDS = """
aamiin abad abang abrasi abu aceh ada adalah adanya adem adha adik adil admin adminduk administrasi adoh adol adzan
aer aernya agama agar agen agustus air aja ajar ajeng ajur akan akar akeh akhir akibat akses akta akte aktif aku akun
alaikum alamat alas alat alergi alfamart alhamdulillah aliases allah almarhum alu alumni aman amarga amargi ambarawa
ambil amblas ambleg ambles amblong ambon ambrol ambruk ambu ambulan ambulance ambulans ambune amdal amin ampah ampu
ampun an ana anak anake ancur and anda aneh anggota anggrek angin angkasa angkat angkot angkut angon angsal angsuran
anjal anjing anjir anonim anonymous antar antara antre antrean antri antrian anugerah apa apabila apakah aparat
apartemen api apik apill aplikasi apotek apoteker april arah are area arep arisan arteri artinya arum arus asal asap
asar asat ashar asin asisten asli asma asn asongan aspal aspirasi asri assalamu assalamualaikum astaghfirullah at atap
atas atau atm aturan avanza awakmu awal awas ayah ayam ayo ayok ayu bab babi babinsa baca bad badan bade badhe badheg
bagaimana bagi bagian bagus bahagia bahan bahas bahasa bahaya bahkan bahu bahwa baik bajir baju bak bakar bakti bakul
bakulan balai balap balapan balas bales bali baliho balik balita bambu ban bandang bandara bandel banding bandung
banget bangga bangjo bangka bangkai bangku bangli bango bangun bangunan banjar banjarnegara banjir banjur bank bansos
bantah bantaran banten bantu bantuan bantuannya bantul banyak banyu banyumas bapak bapenda bappeda barang barat
barokah baru bas basah batal batang batas batu batuan batuk bau bawa bawah bawen bayang bayangkan bayar bayaran bayi
bayu beasiswa beat beban bebas bebek beberapa becak becek beda been begal begini begitu bekal bekas bekasi bekerja
beku bela belah belajar belakang belanja belas beli beliau belok belum ben benar bencana benda bendahara bendungan
benerin bengkel bengkok bengok bengong bentak bentar bentrok bentuk berada berangkat berani berapa beras berasap berat
berayun berbau berbisik berceceran berdagang berdarah berdebu berdomisili bergelombang bergetar bergoyang berharap
berhenti beri berikut berisik berita berizin berjalan berjualan berkah berkarat berkas berkubang berlian berlobang
berlubang berlumpur bermaksud bermukim berniat berobat berontak bersama bersatu berserakan bersih bersin bersisik
bersuara bertanya bertebaran bertobat besar besi besok besuk betah beton betonisasi betul bgs bgt bhabinkamtibmas bhw
biar biasa biaya bibi bibir bicara bidan bidang bijak bikin bila bilang bimbing bina bingkis bingung bintang biologi
biru bis bisa bising bismillah bisnis bjir bk bkd blangko blank blanko bledheg blkg blkng blm blok blokir blora blt
blum bngt bnjir bnjr bnrin bnyak bnyk bocah bocahe bocahku bocor bocoran bodoh bodol bogor bohlam bohong boja bojo
bolak boleh bolong bolongan bolos bonceng bongkar bor boros bos bosan bosen botol boyolali bpbd bphtb bpjs bpkb bpn
bpnt brebes brisik brlubang bro broken brong brt bs bsa bsk bst bu buah bual buang buat bubar bubrah budaya buddha
budidaya bujang buka bukan bukit bukti buku bulan bully bullying bumi bundaran bung bunga bungkus buntet buntu buntut
bunyi bupati bupatinya buron buru buruh buruj buruk burung bus busuk buta butuh byar byk cabang cabut cacah cacat cafe
cahaya cahya cair cakap cakra call calo camat camatnya campur candi candra canggih cantik cantika cantum capai capek
capil caplok car cara cari cat catat catatan category cedak cedhak cegah cek cemar cemas cembung cemburu cempaka
center centre cepat cepet cerah cerai ceramah cerita cermin cetak cewek cfd chat chatting chikungunya cicil cicilan
cilacap cilaka cilik ciloko cipto circle cirebon ciri ciut civil coba cocok code coklat colong colour comberan copet
copot cor corat coret corona corong covid cowok cp cpns crita cross crossing cs cuaca cuci cucu cuek cuekin cukai
cukup cukur cuma cuman curah curang curi curiga customer cuti dadak dadi dados daerah daerahe daftar dagang dagangan
daging dah dahan dahlia dahulu daihatsu dalam dalan dalanan dalane dalanku dalem dalih dalu damage damaged damai damar
damel damkar dampak damping dan dana danau dandani dandim dangdut dangkal danramil dapat dapur darah darat dari darma
darurat dasar data datang day dbd de dead dear debat debu degradasi deh dekat deket delapan delegasi demak demam demi
demo denda dengan denpasar denyut depan depok deras dereng deret derita desa desak desaku desane desember detik
developer dewan dewasa dg dgn dheweke dhuwur di dia diabetes diam diamankan diambil diamond diangkut dianiaya diaspal
dibakar dibalas dibales dibangun dibantu dibebaskan dibegal dibekuk dibenahi dibenake dibenakke dibenerin dibenerke
diberi dibersihkan dibetulkan dibetulke dibiarkan dibiarke diblokir dibongkar dibuang dibuat dibuka dicabuli dicabut
dicopet dicor dicuekin didandani didatangi didiamkan didik didorong diemke difabel diganti digital digusur diguwak
dihapus dihipnotis dihubungi dijambret dijanjikan dikasih dikenai dikenakan dikeroyok dikeruk dikirim dikit dikubur
dikunci dilaporke dilecehkan dilempar dimakamkan dimana dimatikan diminta dimintai dimohon dina dinas dinding dingin
dini dinkes dinormalisasi dinsos dinyalakan diobong dioper dioperasi dipadamkan dipaku dipangkas dipasang dipecat
diperbaiki diperkosa diperlambat dipermudah dipersulit dipindah dipingpong dipotong diproses dipungut diputihkan
diputus dirawat dirazia direktur diresiki diri dirumahkan disabilitas disana disbudpar disdag disdik disdukcapil
disegel diselidiki disensor dishub dishup disini diskominfo diskriminasi diskusi disnaker dispenduk dispendukcapil
disperindag disperkim dispora distribusi disumbat disuruh ditabrak ditahan ditambah ditambahi ditambal ditangani
ditangkap ditebang ditegur ditelepon ditelpon ditertibkan ditindak ditipu ditodong ditolak ditunggu ditutup diusir
diusut dket dkk dkt dlh dll dlm doang dobel dodol dodolan dokter dokumen dokumentasi domisili dompet dong dongkrak
dorong dosen dot doyong dpan dpn dpr dprd dpt dpu dpupr dr drainage drainase dri droping dsb dst dtks dua duda dudu
duduk duga dugi duka dukcapil dukuh dukung dulu dunia durung dusta dusun duwe duwur dzuhur edan education efektif
efisien egois ekonomi ekor ekstrem ekt ektp elak elang elek elektronik elite elpiji email emang emas embun embung
emosi empat empuk enak enam enceng endhek endi eneg enek enggak enggal enggan enjing entah entuk eror error eskalasi
esok etika evakuasi evaluasi event ewu except facebook fakta fallback fasilitas fatal favorit februari festival fiktif
final finansial fisik fisika fitri fkk flood flyover fogging foging fokus for formal formulir forum foto fotokopi free
from frustasi fungsi ga gaada gabung gadai gading gadis gaduh gagal gagap gage gaji gak galak galang gali galian
gambar gan ganas ganda gandeng gang ganggang ganggu gangguan gangku gangster ganjil ganteng ganti gapura garap garasi
garbage gardu garing garis garuda garuk gas gatal gatel gawa gawat gawe gede gedhe gedung gegabah gek gelandangan
gelang gelantung gelap gelas geledah gelep gelisah gelombang gembira gembok gembor gembos gempa gemuk genangan gendon
gendong geng gengsi geni genteng gerak geram gerbang gerbong gerebek gereja gerobak gerombol gerombolan gesek geser
getar getol gg giat gigit gila giling giliran gimana gita gizi gk gmn godong gojek golek golongan gondok good google
gor goreng gorong gosip gosong got gotong grab grafik graha gratis gresik grill griya griyo grobogan gronjal group
grup gua gubernur gubuk gudang gue gugat gugup gugur guling gulita gumpal guna gundul gunung guru gusar gusur guwak
habis hadang hadap hadiah hadir hai hajar hajatan haji hak hal halal halaman halangan hallo halo halte halus hamba
hambat hamburan hamil hampir hampiri hancur handuk hang hangus hansip hantu hanya hanyut hapus hara haram harap harga
hari harian harmonis harta harum harus harusnya has hasil hasut hati haus have he health hebat heboh hello helm help
hemat hendak hening hentak henti hentikan heran hewan hexagon hgb hgu hi hias hibah hidup hijau hilang hilir himbau
himpunan hina hindu hingga hinggap hino hirau hirup hitam hitung hiv hoaks hoax hobi hole honda honor honorer hore
horeg hormat hotel hotline hotmix hours house hp hrs hub hubung hubungi hujan hukum hulu humas huni hutan hutang
ibadah ibu icu idap ideal identitas idr idul idulfitri idup igd ijazah ijin ikan ikat ikatan ikd ikhlas iki iklan iku
ikut ilegal ilmu imam iman imb imbang imbas imbau imbuh imigrasi imlek impian imunisasi in inap incident indah indekos
indihome indikasi individu indomaret indonesia indosat info informal informasi infrastruktur ing ingah ingat inggih
inggris ingin ingsun ingu ini inisiatif innova inovasi inshaallah insiden inspeksi inspektorat instagram instalasi
instansi instruksi insyaallah integritas intensif interaksi internet interupsi intip investasi inyong ipal irama
irigasi iring iritasi is isa isak isi islam iso isolasi isoman isra isteri istimewa istirahat istri isu isuzu isya it
itu iuran iya iyo izin jabat jabatan jadi jadwal jaga jagal jagat jago jagung jahat jajan jakarta jaket jala jalan
jalanan jalin jaln jalur jam jamaah jaman jambret jamin jamu janda jangan janggal janji jantung januari japri jarak
jarang jare jaring jatah jateng jati jatuh jauh jawa jawab jaya jd jdi jebol jebule jeglong jeglongan jejak jelan
jelas jelata jelek jemaah jemaat jembatan jemput jemur jenazah jend jenderal jengah jengkel jenis jentik jepara jepit
jera jerat jerawat jerembab jerit jernih jeruk jg jgn jijik jika jimpitan jinak jiwa jl jlan jln jodoh joget jogging
jogja jorok jpo jual jualan juang juara jubel judes judi judul juga jujur jukir juli jumat jumlah jumpa jungkir juni
jupiter jupuk jurang juru jurus juta jutek kab kabag kabar kabeh kabel kabid kabupaten kabur kabut kaca kadang kadar
kader kades kadis kados kadus kae kafe kagak kaget kagum kah kai kain kaitan kajari kaji kak kakak kakek kaki kaku
kakung kala kalah kalang kalau kalen kaleng kali kalian kalimantan kaliwungu kalo kamar kambing kambuh kami kamis
kampanye kampung kampunge kampungku kampus kamu kana kanal kanan kanca kancing kandane kandang kandas kandha kandung
kangen kanker kantin kantong kantor kapal kapan kapasitas kapel kapok kapolda kapolres kapolri kapolsek kaporit kapur
karakter karang karanganyar karangtaruna karantina karaoke karcis karena karepe karet karier karir karma karna
karnaval karo karpet karsa kartu karun karung karunia karya karyawan karyawati kas kasar kaset kasi kasih kasihan
kasir kasta kasubag kasubbag kasur kasus kata katalog katanya katarak kategori kathah katolik kaum kav kavling kawal
kawan kawasan kawat kawin kaya kayak kayu ke keadaan kebacut kebakar kebakaran kebal kebangeten kebanjir kebanjiran
keberatan kebersihan kebingungan kebisingan kebocoran kebumen kebun kebut kebutan kec kecam kecamatan kecap kecelakaan
kecewa kecil kecoa kedah kedap kedip kedok kedua kegiatan kehilangan kejadian kejaksaan kejam kejang kejar kejeglong
kejut kekeringan kekurangan kel kelabu kelahi kelahiran kelamin kelapa kelar kelas kelelep kelem kelenteng keli
keliling keliru kelola kelompok keluar keluarga keluh keluhan kelurahan kemacetan kemah kemana kemarin kemasukan
kematian kembali kembang kemenag kemerdekaan kempes kemudian kena kenal kenang kenanga kenangan kenapa kencang kendal
kendala kendara kendor kene kental kepada kepal kepala kependudukan kepengen kepengin kepingin kepiye kepleset
keponakan kepripun kepsek kepung kera kerabat keracunan kerak keram keran kerang keranjang keras kerem kerendem
keresahan kereta kerikil kering keripik keriput kerja kerjabakti kerjasama keroyok kersa kersane kertas keruh keruk
kerumun kesal kesan kesasar kesehatan kesel keset kesulitan kesurupan ketan ketat ketemu ketenteraman ketentraman
keterangan ketertiban ketiga ketika ketinggalan ketok ketua ketuanya ketuk ketus kewajiban kewarganegaraan khawatir
khianat khidmat khusus khusyuk kia kiamat kibar kidul kikis kilat kilo kilometer kimia kini kios kip kira kiri kirim
kiriman kirimkan kis kisah kita kiwo kk klaim klakson klarifikasi klaten klenik klenteng klinik kliwon klo klu
klurahan km kmren kmrn knalpot knp kntr kobong kodim koen kok kolam koleksi komando kombinasi komentar komersial
kominfo komisi komite kompak kompensasi kompetisi komplain komplek kompleks kompor kompromi komputer komunikasi
komunitas konblok konco kondisi kondusif konfirmasi konflik konghucu kono konseling konser konsisten konstruksi
konsultasi konsumen konsumsi kontainer kontak konten kontraflow kontrak kontraktor kontras kontribusi kontrol koord
koordinasi koordinat koordinator koperasi koq koramil koran korban korek korlap korupsi korwil kos kosmetik kosong
kota kotak kotor kotoran kowe kp kram kran kreak kreatif kredit kresek krim kriminal krisis kristen kriteria kritik
krn kronologi krungu ktp ktpel ktr ku kua kualitas kuantitas kuas kuasa kuat kubangan kubu kubur kuburan kucing kuda
kudu kudus kue kuku kukuh kula kuli kuliah kuliner kulit kulo kulon kumal kumat kumpul kumpulan kumuh kunci kuning
kuningan kunjung kunyah kuota kupang kupas kurang kurir kursi kurun kusam kusir kusta kutha kuthane kutil kutip kuwi
kwitansi kyai label laboratorium labrak lacak laci ladang lafal laga lagak lagi lagu lah lahan lahap lahir lahiran
laik lain lainnya lajang lajur laka laki laku lalai lalat lalu lama lamban lambang lambat lampau lampir lampiran lampu
lampumerah lampune lampung lan lancar lancip landai landmarks langganan langgar langit langka langkah langkat langsung
lanjur lanjut lanjutan lansia lantai lantang lantar lantas lantik lapak lapang lapangan lapar lapas lapor laporan
laporkan laporke lapuk lara larang larangan lare lari larut laskar latar latih laut lawak lawan lawang layak layan
layanan layang layu lbg lbh lebah lebam lebar lebaran lebih lecet led ledak ledek ledeng lega legal legalisir legi
lekas lelah lelaki lelang lelap lelet lelucon lemah lembaga lembah lembap lembur lemes lemot lempar lempeng lemut
lengah lengan lengkap lengkapnya lengket lengser lepas lepuh lereng les lestari lesus letak letih letus lewat lho
liang liar libur liburan licik licin lidah light lights lihat lilin lima limas limbah limit limpah limpas lincah
lindas lindi lindu lindung lingkar lingkungan linglung linmas lintas lipat lirik listrik literasi liur lmp lmpk lmpu
lo lobang logam login loh lokal lokasi loket lola lolos lomba lombok lompat loncat longgar longsor lonjak lontar lood
lor lorong los lowongan loyang loyo lpg lpmk lsm luang luapan luar luas luban lubang lubg lugas luka lulus lulusan
lumayan lumpuh lumpuhkan lumpur lumur lunas luncur lungsur lupa lurah lurahan lurahe lurahnya lurus lusa lusuh lwt
maaf mabes mabuk macam macet madrasah madura mafia magang magelang maghrib mah maha mahal mahasiswa mahkamah main
mainan majelis maju maka makam makan makasih makassar makelar makian maklum makmur makna maksa maksud malah malam
malang malaria malas malem males maling mall malu maluku mamah mambu mami mampat mampet mampir mampu man mana manado
manajemen mandat mandeg mandek mandi mandiri mandor manfaat mangan mangga mangkal mangkir mangkrak manipulasi manis
mantan mantap mantenan mantri manuk manusia map maps marah marak marbot maret margin mari marka markas markir martabat
mas masa masak masal masalah masih masjid masker massal masuk masyarakat mata matang matematika material mati matikan
matur matursuwun mau maulid maut mawar mayat mayoritas mbak mbakar mbangun mbayar mbecak mbengok mbl mbludak mbok
mbokya mbokyo mboten mbuang mburi mburine mbuwak mcet mct me medali medan media median mediasi medis medsos mega mei
mekanik mekanisme melahirkan melalui melanggar melapor melaporkan melas melati melawak melawan melawat meledak melihat
melimpas melintas melodi melon melonjak meluap meluber melulu memang memangkas membentak memberitahukan membuang
membuat meminta memohon mena menang menantu menanyakan menara mendapat mendem mendhung mendirikan menebang menegang
menerobos menetap mengadu mengadukan mengajukan mengalami mengalir mengantar mengapa mengeluhkan mengelupas mengenai
mengenang mengerikan menggenang menggenangi mengharap menginformasikan mengko mengucapkan mengungsi mengusulkan
menimpuk meninggal menipu menit mental menteri menuju menukar menular menumbuk menumpuk menunggu menutup menutupi
menyala menyampaikan menyang menyapa menyeberang menyebrang menyengat menyumbat menyusui merah meraih merasa mercon
mercuri merdeka merek mereka meresahkan mergane mergo meriah merk merokok mertua merujuk mesakake mesakke mesin mesjid
meski mester mesum met meter meteran metu mewah mhn mi migrasi mili miliar militer milyar mimin min mina minggu minim
minimarket minimum minoritas minta mintak minum minuman minyak mio miraj miras miring misi miskin mistis mitsubishi
mks mksh mlaku mlayu mlebu mlm mobil mobilitas modal model moderat modin modus moedal mogok mohan mohon molor momen
monggo monoton monyet moral mosi motif moto motor motoran mranggen mrene mrika mriki mriku mrono msh msi msk mti mtr
mts muak mual muat mubazir muda mudah mudarat mudhun mudun mufakat muharram mujarab muka mukim mulai mulia mulus mulut
mulyo mumet muncrat muncul mundak mundur munggah mungil mungkin muntah murah muri murid murni murup musala mushalla
mushola musholla musibah musik musim musnah mustahil musyawarah mutasi muter mutu my nabrak nafas nafkah nah nahas
naik najis nakal nakes nala naluri nama nambal name nampa nampak namun nandur nang nanti narkoba nasib nasihat
nasional natal ndableg ndak ndalan ndang ndedet ndempul nderek ndherek ndilalah nduwe near negara negatif negeri nek
nekad nekat nelangsa nelayan nembe nemokne nemoni nemu nenek neng netizen netra netral news ngadu ngamen ngamuk
nganggur ngangsur nganti ngantos ngapa ngapunten ngapusi ngarep ngarepe ngarit ngaspal ngaturaken ngawur ngeblank
ngebut ngecor ngekos ngelag ngelotok ngelupas ngemis ngendika ngendikane ngenteni ngeri ngerob ngerti ngertos ngetem
ngeyel ngga nggak nggembor nggih nggolek nggoleki nggondol nggone nggonku nggowo ngingah ngingu ngirim nglotok ngobong
ngomel ngomong ngontrak ngopi ngopo ngotot ngrokok niat nib nih nihil nik nikah nikahan niki niku nilai ning nipu
nirmala niscaya nissan nitip njaluk njeblug njenengan njero njih njupuk nkri nmr nn no nohp nol nomer nominal nomor
non nonaktif nongkrong nopember nopo norma normal normalisasi not nota november nowa npwp nrobos ntb ntt nubruk
nuduhke numpak nunggak nunggoni nunggu nur nuwun nuwus nya nyala nyalain nyalakan nyalip nyaman nyampah nyampe nyamuk
nyaris nyasar nyata nyawa nye nyeberang nyebrang nyedot nyekolahke nyeluk nyepi nyeri nyerobot nyetel nyetir nyewa
nyewakne nyilih nyinyir nyolong nyopet nyopir nyuwun obat objek objektif obrak obral obrolan observasi odgj of off
official offline ogah ojek ojo ojol ok oke okeh oknum oktober olah olahraga oleh om omah omahe omahku omahmu ombak
omelan omong on ongkos online ono oper operasi opname opo opsi optimal ora orang orange oranye order ordinary org
organ organik orgil orientasi orkes ormas oss otak other others otomatis otoritas otoriter our outsourcing pabrik
pacar pada padahal padam padan padang padat padhang padu pafing pagar pagi paguyuban pahala paham pahing pahit pailit
pajak pajang pak pakai pakan paket pakrt paksa paku palang palembang paling palsu pam paman pamer pamit pamsimas panas
panca pandu panel panen pangan pangapunten panggil pangkalan pangkas pangkat panik panitia panjang panjenengan pantai
pantang pantas pantau panu papan papar paping papua para parade parah paras pareng pari parit pariwisata parking
parkir parkiran parkire parks partai partisipasi parut pasal pasang pasangan pasar pasaran pasca pasien pasir paskah
pasokan paspor pasrah pasti patah paten pati patok patroli patuh patung paud paut pavin paving pawai payah payung pbb
pbg pbi pd pdam pdhl pdm pebruari pecah pecat pedagang pedas pedasan pedhot pedot peduli pegang pegawai pejabat
pejalan peka pekalongan pekan pekarangan pekat pekerjaan pekik pelabuhan pelajar pelaku pelan pelanggan pelangi
pelapor pelat pelayan pelayanan pelican pelihara peluang peluk pemadam pemadaman pemalang pemalas pemangkasan
pemasangan pembatas pembeli pemborosan pembuangan pembuatan pemda pemerintah pemilik pemilu pemkot pemohon pemotor
pemprov pemuda pemudi pemukiman penambalan penanya penasaran pencemaran pencet pencuri pencurian pendam pendangkalan
pendatang pendek pendeta pendidikan penduduk penebangan penerangan penerbangan penerima penertiban pengadilan pengadu
pengaduan pengajian pengamen pengangguran pengantar pengap pengaruh pengaspalan pengelola pengembang pengemis
pengemudi pengen pengendara pengerukan pengguna penghijauan penghuni pengin pengirim pengontrak pengungsi pengurus
pengusaha pening peninggian penjaga penjahit penjual penjurian pensil pensiun pensiunan pentasan penting penuh
penumpang penutup penyakit penyandang penyeberang penyeberangan penyebrang pera perah perahu perak perang perantau
perantingan perasan perawat perbaikan perban percaya percik percuma perda perdagangan perdana perekaman perempatan
perempuan pergi perhatian perhubungan perihal perijinan periksa peringatan peringkat perintah periode perizinan
perjudian perkasa perkebunan perlu permai permisi permudah permukiman pernah pernyataan perosok perpanjang persalinan
persampahan persatuan persen personel perspektif persulit pertama pertamanan pertapa pertigaan pertiwi perum perumahan
perumda perundingan perundungan perusahaan pesan pesangon pesantren pesat pesawat pesepeda pesisir pesta pet peta
petaka petang petani petasan peteng petengan petir petugas pewaris pgi phk phn phon piala piara piatu pic pickup
pidana pihak pijak pijat pikir pikul pilar pile pilek pilih pincang pindah pindai pinggir pinggire pingin pingsan
pinjam pinjaman pinjol pink pinta pintar pintas pinten pintu pip pipa pipi pipis pira piring pirt pisah piye pj pjs
pju pkb pkh pkk pkl pkm places plafon plang plastik plat plaza please plis pln pls plt pmi pns poging pohon pohone
pojok pokok pol polda polis polisi polos polres polrestabes polri polsek polusi pom pompa pon ponakan pondasi ponpes
ponsel pontianak popok populasi porak poros portal pos posisi positif posko posronda posting posyandu potensi pothole
potong pp ppdb pppk prabayar praktek praktis pramuka prapatan prasarana predikat preman premanisme premi presensi
presiden prestasi prh pria pribadi pribumi prihatin primer prinsip prioritas pripun privasi prkir produk produksi
profesional profil program promosi proporsional prosedur proses prostitusi protelon protes protokol provinsi provokasi
proyek psar psikis psk psr puas public publik pucat pudar puing pujian pukat pukau pukul pulang pulih pulsa puluh pun
puncak pundi punggung pungli pungut pungutan punk punten punya pura purbalingga purna purnama purwodadi purwokerto
purworejo pusaka pusar pusat pusing puskes puskesmas putar putih putune putus rabies rabu racun radius ragu rahasia
rahayu rahim raib raih rains raja rajab rajin rakit rakyat ralat ramadan ramadhan ramah ramai rambat rambu rambut rame
rampas rampok rampung rana rancang rangka rangkap rangkul ranjang ranking rantai rantau ranting rapat rapi rapuh rasa
rasional rata ratan ratap ratus raung rawa rawan rawat raya rayap rayu razia reaktif realisasi rebah rebut receh redam
redup refleks reged regency regetan registry regu rehab rehabilitasi reka rekam rekan rekap rekening reklame
rekomendasi rekrutmen reksa rel rela relawan relevan reli rem remaja remang rembang rembes rembesan rembug rembugan
remeh remen remuk rencana rendah rendam rengek renovasi rental rentenir replik reports repot represif republik resah
resapan rescue residence resik resiki resiko resmi respon resto restoran restu retak retakan retribusi revisi rewel
reyot rezeki ri riang rias riau ribu ribut riil rimba rinci rindang rindu ringan ringkas ringroad rintang rintik
risiko ritual riwa riwi rmah rmh road rob robe robek roboh roda rogoh roket rokok romadhon rombak rombongan romo rompi
rompok ronda rondo rongsok ronta rontok rop roti royal royong rp rs rsia rsk rsu rsud rsup rt rtrw ruang ruas rubah
rubuh rugi rujuk rujukan ruko rukun rumah rumahnya rumit rumpun rumput runding runtuh rupa rupiah rusa rusak rusk
rusuh rusun rutan rute rutin rutinitas ruwet rw saat sabar sabotase sabtu sabun sabung sadar sadis sae saenake saged
sah sahabat saham saiki saja sajadah sajak sajam sak saka saking sakit sakne sakniki sakral saksama saksi sakti salah
salam salatiga saldo saldonya sales salin saling salip salon salur saluran sama sambal sambar sambat sambil sambung
sambungan sambut samin sampah sampai sampaikan sampe sampean sampek samping sampingan sampul sampun samsat samudra
sana sandal sandang sandar sanding sangat sanget sanggah sanggup sangkut sangsi sanksi santai santap santunan sapa
sapi sapu sara saran sarana sarang sarapan sari sasaran satgas satpam satpol satpolpp satu satuan satwa satya sawah
saya sayang sayangnya sayung sbelah sblh score sd sdh sdn sebab sebabe sebagai sebar sebel sebelah sebelas sebelum
seberang sebut sedada sedang sedaya sedengkul sederhana sedia sedih sedikit sedimen sedimentasi sedot sedoyo sedulur
seenaknya segan segar segara segel segera segmen segoro sehari seharusnya sehat sein sejahtera sejak sejarah sejumlah
sekali sekap sekarang sekat sekcam sekda sekitar seko sekolah sekolahan sekolahke sekop sekretaris seksi sektor sekutu
sela selain selaku selalu selama selamat selamatkan selang selasa selasar selatan seleksi selengkapnya selesai selidik
selimut selip selokan selundup seluruh selutut semak semalam semarang semaunya sembah sembako sembarang sembarangan
sembelih sembilan sembuh sembur semen semena sementara semir semoga sempat sempit sempoyongan semprot sempurna
semrawut semu semua semut senang sendal sendat senderan sendiri seneng sengaja senggol sengit sengketa sengsara seni
senin seno sensitif sensor sentausa sentosa sentral seolah seorang sepah sepaha sepakat sepanjang separator separuh
sepatu sepeda seperempat seperti sepi sepihak sepinggang september septictank septik sepuluh sepupu seragam serah
serampangan serang serat serbu serentak sering seringkali serius serobot serta sertakan sertifikat seru seruni server
service sesak sesal sesek sesuai sesuk setel setelah setengah setia setiap setinggi setor setoran setrum sewa sewot
sewu shalom shape she sheet shelter shm short siaga sial siang siap siapa sibuk sidak sidang sidik sidoarjo sifat
sigap sih sikap sikut silahkan silakan silang silaturahim silaturahmi silau silsilah sim simak simbah simp simpan
simpang simpanglima simpati simulasi sinar sinetron sing singgah singkat singkir sini sinten sinyal sipil siput siram
sirine sirkulasi sis sisa sisi sisih sisir siskamling sistem siswa sithik sitik situ situasi situs siup skck skema
skolah skrg skripsi skrng sktm sktr skul sleman slh sliramu slogan slokan sm sma sman smk smkn smp smpah smpai smpe
smph smpn sms soal soale sobat sobek sogok soko solid solo solokan solusi sombong sonten sopan sopir sopo sorak sore
sorot sosial sosialisasi sosmed spanduk spbu spd speaker spesial spesifik spmb spp sprti spt square sragen stabil
stadion staf staff standar stap stasiun statistik status stnk stop strategi street stress stroke struktur studi study
stunting suami suap suar suara suasana subsidi subuh suci sudah sudahkah sudut sue suffixes sugeng sugih suhu suka
sukarela suket sukoharjo sukses sulawesi sulit sumatera sumbang sumbangan sumbar sumbat sumber sumpah sumpek sumuk
sumur sunat sunatan sundul sungai sungguh supados supaya supermarket supir supply supra surabaya surakarta suram surat
surel surut survei survey surya susah suster susu susul susun suwe suwi suwun suzuki swab swadaya swalayan swasta
swastiastu sy syarat syawal syukur taat tabah tabir tabrak tabrakan tabur tadi tagih tagihan tahan tahap tahlil tahu
tahun tajam tak takaran takbir takluk takmir takon taksi takut takwa talang talangan talud talut tama taman tambah
tambahan tambak tambal tambalan tambang tampa tampan tamparan tampil tampung tamu tanah tanam tanaman tanda tanding
tandur tandus tangan tangani tangerang tangga tanggal tanggap tangguh tangguk tanggul tanggung tanggungan tangis
tangkai tangkal tangkap tangkas tangki tani tanjakan tanpa tante tanya tapa tapak tapi taraf target tari tarif tarik
tarikan taruh taruna tarung tata tatap tatib tau taufan tawan tawar tawur tawuran tayang tbc td tdk team tebak tebal
tebang tebar tebing tebus teduh tega tegak tegal tegang tegar tegas tegur tekad tekan tekanan teknis tekor teladan
telah telan telanjang telantar telat telegram telepon teliti telkom telkomsel teller telp tema teman temanggung tembak
tembok tembus temenan tempa tempat tempel tempo tempuh tenaga tenan tenang tenda tender tengah tengen tenggak tenggang
tenggara tenggelam tengok tentang tentara tentram tentu tepat tepi tepuk terancam terang terapi teras terawat terbakar
terbang terbawa terbengkalai terbit terbuka tercantum tercecer terendam terendem terganggu tergelincir tergenang
terhalang terhambat terhormat teriak terima terimakasih terjadi terjang terjatuh terjawab terjebak terkenang terlantar
terlapor termasuk terminal ternak ternyata terobos teror terowongan terpaksa terpeleset terpendam tersendat tersengat
terseret tersiram tersumbat tertabrak tertanda tertawa tertib tertimbun tertimpa tertulis tertutup terus tes tetangga
tetap teter tetes tewas tgl thank thanks that the ther they this thn thr thx tiang tiap tiba tibo tidak tidal tidur
tiga tikam tiket tiktok tikungan tikus tilang tim timbang timbul timbun timbunan timpa timpang timpuk timur tindak
tindaklanjut tindih tinggal tinggi tingkat tinja tinjau tinta tipis tipu tirta titel titik titip tiyang tk tki tkw tlg
tlng tlong tlp tni to toa tobat togel toilet toko tol tolak toleransi tolol tolong tomat tombak tombo tonggo
tongkrongan tonton topan topang topi toren total tour toya toyota tp tpa tpi tps track tradisi traffic tragedi trampil
trans transfer transit transparan transportasi trauma travel tree treet trek trekan trembesi tren tri triangle triliun
trimakasih trims triwulan trmksh trobos trotoar trs truk trus tsb ttd ttg ttl tu tua tuan tuduh tugas tugu tuh tuhan
tuju tujuan tujuh tukang tukar tukaran tuku tukul tulang tulen tuli tulis tulung tulungi tumbang tumbas tumbuh
tumbukan tumor tumpah tumpang tumpuan tumpuk tumpukan tumuju tuna tunai tunanetra tunas tunda tundukkan tunggu
tungguan tunjang tunjuk tuntas tuntut tupai turap turis turu turun turunan turut tusuk tutup tutur twitter uang ubah
ucap udah udan udh ugal ugalan ugd uhc ujan ujar uji ujung ukur ulah ulang ular ulur umah umk umkm umr umrah umroh
umum umur undang underpass undip ungaran unggah unggul ungkap ungu unik unit universitas unnes unsur untuk untung up
upacara upah upaya urai urat urip urug urugan urus usah usaha usahawan usai usang user usia usik usir ustad ustadz
usul utama utang utara utk utuh uwis uwit uwoh uwuh vaksin vakum validasi vandalisme variasi vario vega vendors
verifikasi very video vihara viral voging vonis wa wabah wabarakatuh wacana waduk wadul wafat wage wahyu waisak wajah
wajan wajar wajib wakapolsek wakil waktu walau wali walikota walikotanya walimurid wangi wanita warahmatullahi waras
warga warganet waris warna warnet warni warning warta warung was wasit waspada wassalam wassalamualaikum waswas watak
water wb we web website weleri weruh wes wetan wewenang whatsapp wibawa wifi wilayah wilayahe wingi wira wiraswasta
wirausaha wiri wis wisata wisuda wit with witwitan wna wni wong wonogiri wonosobo wonten words wr wujud wulan xenia xl
ya yah yaitu yakin yakni yamaha yang yatim yayasan yen yes yg yo yogyakarta you youtube yth zalim zaman zebra zona
zonasi
"""

ORDINARY = frozenset(_WORDS.split())
"""In lower case. Words that are also names are in `given_names.ALSO_WORDS` besides."""
