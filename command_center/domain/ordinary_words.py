"""Ordinary words of reports, Indonesian, Javanese and as typed in a hurry: what stands beside a name is mostly one of them.

Source: the words of this program's own reference files, and the editors' knowledge of how people write. A form that is
derived from one of them ("perbaikannya") is found by `is_ordinary` and does not stand here.
"""

_WORDS = """
aamiin abad abang abrasi abu aceh ada adalah adanya adha adik adil admin adminduk administrasi adoh adol adzan aer
aernya agama agar agustus air aja ajeng ajur akan akar akeh akhir akibat akses akta akte aktif aku akun alaikum alamat
alas alat alergi alhamdulillah aliases allah almarhum alu aman amarga amargi ambarawa ambil amblas ambleg ambles
amblong ambon ambrol ambruk ambu ambulan ambulance ambulans ambune amdal amin ampah ampu ampun an ana anak anake ancur
and anda aneh anggota anggrek angin angkasa angkat angkot angkut angsal angsuran anjal anjing anjir anonim anonymous
antar antara antre antrean antri antrian anugerah apa apabila apakah aparat api apik apill aplikasi apotek apoteker
april arah are area arep arteri artinya arus asal asap asar asat ashar asin asisten asma asn asongan aspal aspirasi
asri assalamu assalamualaikum astaghfirullah at atap atas atau atm aturan avanza awakmu awal awas ayah ayam ayo ayok
ayu bab babi babinsa baca bad badan bade badhe badheg bagaimana bagi bagian bagus bahan bahas bahaya bahkan bahu bahwa
baik bajir baju bak bakar bakti bakul bakulan balai balap balapan balas bales bali baliho balik balita bambu ban
bandang bandara bandel bandung banget bangga bangjo bangka bangkai bangku bangli bango bangun bangunan banjar
banjarnegara banjir banjur bank bansos bantah bantaran banten bantu bantuan bantuannya bantul banyak banyu banyumas
bapak bapenda bappeda barang barat barokah baru bas basah batang batas batu batuan batuk bau bawa bawah bawen bayang
bayar bayaran bayi beasiswa beat beban bebek beberapa becak becek beda been begal begini begitu bekal bekas bekasi
bela belah belakang belanja belas beli beliau belok belum ben benar bencana benda bendahara bendungan benerin bengkel
bengkok bentak bentar bentuk berada berangkat berani berapa beras berasap berat berayun berbau berbisik berceceran
berdarah berdebu bergelombang bergetar bergoyang berharap berhenti beri berikut berisik berita berizin berjalan
berjualan berkah berkarat berkas berkubang berlian berlobang berlubang berlumpur berobat bersama bersatu berserakan
bersih bersin bersisik bersuara bertanya bertebaran bertobat besar besi besok betah beton betonisasi betul bgs bgt
bhabinkamtibmas bhw biar biasa biaya bibi bibir bicara bidan bidang bijak bikin bila bilang bina bingung bintang biru
bis bisa bising bismillah bjir bkd blangko blank blanko blkg blkng blm blok blokir blora blt blum bngt bnjir bnjr
bnrin bnyak bnyk bocah bocahe bocahku bocor bocoran bodol bogor bohlam bohong boja bojo bolak boleh bolong bolongan
bongkar bor bos bosan bosen botol boyolali bpbd bphtb bpjs bpkb bpn bpnt brebes brisik brlubang bro broken brong brt
bs bsa bsk bst bu buah buang buat bubar bubrah budaya buddha bujang buka bukan bukit bukti buku bulan bullying bumi
bundaran bung bunga buntet buntu buntut bunyi bupati bupatinya buru buruh buruj buruk burung bus busuk buta butuh byar
byk cabang cabut cacat cafe cahaya cahya cair cakra call calo camat camatnya campur candi candra cantik cantika cantum
capek capil car cara cari cat catat catatan category cedak cedhak cegah cek cemas cembung cempaka center centre cepat
cepet cerah cerai cerita cermin cetak cewek cfd chat chatting chikungunya cicilan cilacap cilaka cilik ciloko cipto
circle cirebon ciri ciut civil coba code coklat colour comberan copet cor coret corona corong covid cowok cp cpns
crita cross crossing cs cuci cucu cuek cuekin cukup cuma cuman curah curang curi customer cuti dadi dados daerah
daerahe daftar dagang dagangan daging dah dahan dahlia dahulu daihatsu dalam dalan dalanan dalane dalanku dalem dalu
damage damaged damai damar damel damkar dampak dan dana danau dandani dandim dangdut dangkal danramil dapat dapur
darah darat dari darma darurat dasar data datang day dbd de dead dear debu deh dekat deket delapan demak demam demi
demo denda dengan denpasar depan depok deras dereng derita desa desaku desane desember detik developer dewan dewasa dg
dgn dheweke dhuwur di dia diabetes diam diambil diamond diangkut diaspal dibakar dibalas dibales dibangun dibantu
dibenahi dibenake dibenakke dibenerin dibenerke diberi dibersihkan dibetulkan dibetulke dibiarkan dibiarke diblokir
dibongkar dibuang dibuat dibuka dicabut dicor dicuekin didandani didiamkan didik didorong diemke difabel diganti
digital digusur diguwak dihapus dijanjikan dikasih dikeruk dikirim dikit dikubur dikunci dilaporke dilempar dimakamkan
dimana dimatikan diminta dimohon dinas dinding dingin dini dinkes dinormalisasi dinsos dinyalakan diobong dioper
dioperasi dipadamkan dipaku dipangkas dipasang diperbaiki diperlambat dipermudah dipersulit dipindah dipingpong
dipotong diproses dipungut diputus dirawat dirazia direktur diresiki diri disabilitas disana disbudpar disdag disdik
disdukcapil disegel disensor dishub dishup disini diskominfo disnaker dispenduk dispendukcapil disperindag disperkim
dispora disumbat disuruh ditabrak ditambal ditangani ditangkap ditebang ditegur ditertibkan ditindak ditipu ditolak
ditunggu ditutup dket dkk dkt dlh dll dlm doang dobel dodol dodolan dokter dokumen domisili dong dorong dosen dot
doyong dpan dpn dpr dprd dpt dpu dpupr dr drainage drainase dri droping dsb dst dtks dua duda dudu duduk duga dugi
dukcapil dukuh dukung dulu dunia durung dusun duwur dzuhur edan education ekonomi ekt ektp elang elek elektronik
elpiji email emang emas embun embung emosi empat enak enam enceng endhek endi eneg enek enggak enggal enjing entah
entuk eror error esok evakuasi evaluasi event ewu except facebook fallback fasilitas februari festival fiktif fitri
fkk flood flyover fogging foging for formulir forum foto fotokopi free from fungsi ga gaada gabung gading gadis gagal
gage gaji gak galak galang gali galian gambar gan ganda gang ganggu gangguan gangku gangster ganjil ganteng ganti
gapura garbage gardu garing garis garuda garuk gas gatal gatel gawa gawat gawe gede gedhe gedung gek gelandangan
gelang gelap gelas geledah gelep gelisah gelombang gembira genangan gendon geng geni gerak geram gerbang gereja
gerobak gerombol gerombolan getar gg giat gigit gila giling giliran gimana gita gizi gk gmn godong gojek golongan
gondok good google gor goreng gorong got gotong grab graha gresik grill griya griyo grobogan gronjal group grup gua
gubernur gubuk gudang gue gulita guna gunung guru gusur guwak habis hadap hadiah hadir hai hajatan haji hak hal
halaman hallo halo halte halus hamba hambat hamil hampir hampiri hancur hang hangus hansip hantu hanya hanyut hapus
hara harap harga hari harta harum harus harusnya has hasil hati have he health hebat hello helm help hendak henti
heran hewan hexagon hi hias hibah hidup hijau hilang hilir himpunan hindu hingga hino hirup hitam hitung hiv hoaks
hoax hole honda honor honorer hore horeg hormat hotel hotline hotmix hours house hp hrs hub hubung hubungi hujan hukum
hulu humas hutan hutang ibadah ibu icu identitas idr idul idulfitri idup igd ijazah ijin ikan ikatan ikd ikhlas iki
iklan iku ikut ilegal imam iman imb imbas imbau imlek imunisasi in inap incident indah indihome indonesia indosat info
informasi infrastruktur ing ingat inggih ingin ingsun ini innova inovasi inshaallah insiden inspektorat instagram
instansi insyaallah internet intip inyong ipal irama irigasi iritasi is isa isi islam iso isra isteri istirahat istri
isuzu isya it itu iuran iya iyo izin jabat jabatan jadi jadwal jaga jagat jago jahat jajan jakarta jala jalan jalanan
jaln jalur jam jamaah jaman jambret jamin janda jangan janji jantung januari japri jarak jarang jare jaring jateng
jati jatuh jauh jawa jawab jaya jd jdi jebol jebule jeglong jeglongan jelan jelas jelata jelek jemaat jembatan jemput
jenazah jend jenderal jengkel jenis jentik jepara jera jg jgn jijik jika jimpitan jiwa jl jlan jln jogging jogja jpo
jual jualan judes judi judul juga jujur jukir juli jumat jumlah jumpa juni jupiter jupuk juru juta jutek kab kabag
kabar kabeh kabel kabid kabupaten kabur kaca kadang kadar kader kades kadis kados kadus kae kafe kagak kaget kah kai
kain kajari kak kakak kakek kaki kakung kalah kalau kalen kali kalian kalimantan kaliwungu kalo kamar kambing kambuh
kami kamis kampung kampunge kampungku kampus kamu kana kanal kanan kanca kancing kandane kandang kandas kandha kandung
kanker kantin kantong kantor kapal kapan kapel kapok kapolda kapolres kapolri kapolsek kaporit kapur karang
karanganyar karangtaruna karaoke karcis karena karepe karet karier karir karna karnaval karo karpet karsa kartu karun
karung karunia karya karyawan karyawati kas kasar kaset kasi kasih kasihan kasir kasubag kasubbag kasur kasus kata
katanya kategori kathah katolik kaum kav kavling kawal kawan kawasan kawat kawin kaya kayak kayu ke keadaan kebacut
kebakar kebakaran kebangeten kebanjir kebanjiran keberatan kebersihan kebingungan kebisingan kebocoran kebumen kebun
kebut kebutan kec kecamatan kecelakaan kecewa kecil kedah kedap kedip kedua kehilangan kejadian kejaksaan kejar
kejeglong kejut kekeringan kekurangan kel kelahiran kelamin kelar kelas kelelep kelem kelenteng keli keliling kelola
kelompok keluar keluarga keluh keluhan kelurahan kemacetan kemah kemana kemarin kemasukan kematian kembali kembang
kemenag kemerdekaan kemudian kena kenal kenanga kenangan kenapa kencang kendal kendala kendara kene kepada kepal
kepala kependudukan kepiye kepleset keponakan kepripun kepsek kera keracunan kerak keram keran kerang keras kerem
kerendem keresahan kereta kering kerja kerjabakti kerjasama kersa kersane kertas keruh keruk kerumun kesal kesasar
kesehatan kesel kesulitan ketan ketat ketenteraman ketentraman keterangan ketertiban ketiga ketika ketua ketuanya
ketuk kewarganegaraan khawatir khusus kia kidul kilo kini kios kip kira kiri kirim kirimkan kis kita kiwo kk klakson
klaten klenik klenteng klinik kliwon klo klu klurahan km kmren kmrn knalpot knp kntr kobong kodim koen kok kolam
komentar kominfo komisi komite komplain komplek kompleks komunitas konblok konco kondisi konghucu kono konser konsumen
kontainer kontak konten kontraflow kontrak kontraktor kontribusi kontrol koord koordinasi koordinat koordinator
koperasi koq koramil koran korban korlap korupsi korwil kos kosong kota kotak kotor kotoran kowe kp kran kreak kredit
krisis kristen kritik krn kronologi krungu ktp ktpel ktr ku kua kuat kubangan kubur kuburan kucing kudu kudus kuku
kula kuliah kulit kulo kulon kumpul kumpulan kunci kuning kuningan kunjung kuota kupang kurang kurir kursi kurun kusam
kutha kuthane kutip kuwi kwitansi kyai label laboratorium ladang lagi lah lahan lahiran lain lainnya lajang lajur laka
laki laku lalat lalu lama lambat lampau lampir lampiran lampu lampumerah lampune lampung lan lancar landmarks
langganan langgar langit langka langkah langkat langsung lanjut lanjutan lansia lantai lantas lapak lapang lapangan
lapar lapor laporan laporkan laporke lapuk lara larang larangan lare lari laskar latar laut lawan lawang layak layan
layanan layu lbg lbh lebar lebaran lebih lecet ledak ledeng legal legalisir legi lelah lelaki lelang lelet lemah
lembaga lembah lembur lemes lemot lempar lemut lengkap lengkapnya lengser lepas lereng les lestari letak lewat lho
liar libur licin light lights lihat lima limas limbah limpah limpas lindi lindu lindung lingkar lingkungan linmas
lintas listrik lmp lmpk lmpu lo lobang login loh lokal lokasi loket lola lolos lomba lombok lompat longsor lood lor
lorong los lowongan loyo lpg lpmk lsm luang luapan luar luas luban lubang lubg luka lulus lumpuh lumpur lumur lunas
lupa lurah lurahe lurahnya lurus lusa lusuh lwt maaf mabuk macam macet madrasah madura mafia magang magelang maghrib
maha mahal mahasiswa main majelis maju maka makam makan makasih makassar makmur maksud malah malam malang malas malem
males maling mall malu maluku mambu mami mampat mampet mampir mampu man mana manado mandeg mandek mandi mandiri mandor
mangan mangkal mangkir mangkrak manis mantenan mantri manuk manusia map maps marah marbot maret mari marka markas
markir mas masa masak masalah masih masjid masker masuk masyarakat mata matang material mati matikan matur mau maulid
mawar mayat mbak mbakar mbangun mbayar mbecak mbl mbludak mbok mbokya mbokyo mboten mbuang mburi mburine mbuwak mcet
mct me medan media median mediasi medis medsos mega mei melahirkan melalui melanggar melapor melaporkan melas melati
melawak melawan melawat meledak melihat melimpas melintas melodi melon meluap meluber melulu memang memangkas
membentak memberitahukan membuang membuat meminta memohon mena menang menantu menanyakan menara mendapat mendem
mendirikan menebang menegang menerobos mengadu mengadukan mengajukan mengalami mengalir mengantar mengapa mengeluhkan
mengelupas mengenai mengenang menggenang menggenangi mengharap menginformasikan mengko mengucapkan mengungsi
mengusulkan menimpuk meninggal menipu menit menteri menuju menukar menular menumbuk menumpuk menunggu menutup menutupi
menyala menyampaikan menyang menyapa menyeberang menyebrang menyengat menyumbat menyusui merah meraih merasa mercon
mercuri merdeka mereka meresahkan mergane mergo meriah merk merokok mertua merujuk mesakake mesakke mesin mesjid meski
mester mesum met meter meteran metu mhn mi mili miliar milyar mimin min mina minggu minim minimum minta mintak minum
minuman minyak mio miraj miras miring miskin mitsubishi mks mksh mlaku mlayu mlebu mlm mobil modal model modin modus
moedal mogok mohan mohon molor monggo monyet moto motor motoran mranggen mrene mrono msh msi msk mti mtr mts muak mual
muat muda mudah mudhun mudun muharram muka mukim mulai mulia mulut mulyo mumet muncul mundak mundur munggah mungkin
muntah murah muri murid murup musala mushalla mushola musholla musik musim musnah musyawarah muter my nabrak nah naik
najis nakal nala nama nambal name nampa namun nang nanti narkoba nasib nasional natal ndableg ndak ndalan ndang ndedet
ndempul ndilalah near negara negeri nek nekat nelayan nembe nenek neng netizen netral news ngadu ngamen ngamuk
nganggur ngangsur nganti ngantos ngapa ngapunten ngapusi ngarep ngarepe ngaspal ngawur ngeblank ngebut ngecor ngelag
ngelotok ngelupas ngemis ngendika ngendikane ngeri ngerob ngerti ngertos ngetem ngeyel ngga nggak nggih nggondol
nggone nggonku nggowo ngirim nglotok ngobong ngomel ngomong ngopi ngopo ngotot ngrokok nib nih nik nikah nikahan niki
niku nilai ning nipu nirmala nissan nitip njaluk njeblug njenengan njero njih njupuk nkri nmr nn no nohp nol nomor
nongkrong nopember nopo normal normalisasi not nota november nowa npwp nrobos ntb ntt nubruk nuduhke numpak nunggak
nunggu nur nuwun nuwus nya nyala nyalain nyalakan nyalip nyaman nyampah nyamuk nyaris nyasar nyata nye nyeberang
nyebrang nyepi nyerobot nyetir nyolong nyopet nyopir nyuwun obat objek obrolan odgj of off official offline ogah ojek
ojo ojol ok oke okeh oknum oktober olah oleh om omah omahe omahku omahmu ombak omong on online ono oper operasi opname
opo ora orang orange oranye order ordinary org organ orgil orkes ormas oss other others otomatis our pabrik pacar pada
padahal padam padan padang padat padhang pafing pagar pagi paguyuban paham pahing pajak pajang pak pakai pakan pakrt
paksa paku palang palembang paling palsu pam paman pamsimas panas panca pandu panel pangapunten panggil pangkalan
pangkas panik panitia panjang panjenengan pantai pantas pantau panu papan paping papua para parah pareng pari parit
pariwisata parking parkir parkiran parkire parks partai parut pasal pasang pasangan pasar pasaran pasien pasir paskah
pasokan paspor pasrah pasti patah pati patroli patuh paud pavin paving pawai payah pbb pbg pbi pd pdam pdhl pdm
pebruari pecah pedagang pedas pedasan pedhot pedot peduli pegang pegawai pejabat pejalan pekalongan pekan pekarangan
pekerjaan pelabuhan pelajar pelaku pelan pelanggan pelangi pelapor pelat pelayan pelayanan pelican pemadam pemadaman
pemalang pemangkasan pemasangan pembatas pembeli pembuangan pembuatan pemda pemerintah pemilik pemilu pemkot pemohon
pemotor pemprov pemuda pemudi pemukiman penambalan penanya pencemaran pencuri pencurian pendam pendangkalan pendek
pendeta pendidikan penduduk penebangan penerangan penerbangan penerima penertiban pengadilan pengadu pengaduan
pengajian pengamen pengangguran pengantar pengaspalan pengelola pengembang pengemis pengemudi pengen pengendara
pengerukan pengguna penghijauan penghuni pengin pengirim pengungsi pengurus pening peninggian penjaga penjual
penjurian pensiun pensiunan pentasan penting penuh penumpang penutup penyakit penyeberang penyeberangan penyebrang
pera perah perahu perak perang perantingan perasan perawat perbaikan percaya percuma perda perdagangan perdana
perekaman perempatan perempuan pergi perhatian perhubungan perihal perijinan periksa peringatan perintah perizinan
perjudian perkasa perlu permai permisi permudah permukiman pernah perpanjang persalinan persampahan persatuan persulit
pertama pertamanan pertigaan pertiwi perum perumahan perumda perundingan perundungan perusahaan pesan pesangon
pesantren pesat pesawat pesepeda pesisir pet peta petang petani petasan peteng petengan petir petugas pewaris pgi phk
phn phon piara piatu pic pickup pidana pihak pikir pile pilek pilih pindah pinggir pinggire pinjam pinjol pink pinta
pintar pinten pintu pip pipa pipi pira piring pirt pisah piye pj pjs pju pkb pkh pkk pkl pkm places plastik plat plaza
please plis pln pls plt pns poging pohon pohone pojok pokok pol polda polis polisi polres polrestabes polri polsek
polusi pom pompa pon ponakan pondasi ponpes pontianak populasi poros portal pos posisi posko posronda posyandu potensi
pothole potong pp ppdb pppk prabayar praktek pramuka prapatan preman premanisme presiden prh pria pribadi prihatin
prioritas pripun prkir program proses prostitusi protelon protes provinsi proyek psar psk psr puas public publik pudar
puing pukul pulang pulsa puluh pun pundi pungli pungut pungutan punk punten punya pura purbalingga purnama purwodadi
purwokerto purworejo pusar pusat pusing puskes puskesmas putar putih putune putus rabies rabu radius rahasia rahayu
raib rains rajab rakyat ramadan ramadhan ramah ramai rambu rambut rame rampas rampok rangka ranjang rantai ranting
rapat rapi rapuh rasa rata ratan ratus raung rawa rawan rawat raya razia redup reged regency regetan registry reka
rekam rekan reklame rekrutmen rel rela relawan rem remaja remang rembang rembes rembesan rembug rembugan remen remuk
rencana rendah rendam renovasi rentenir reports repot republik resah resapan rescue residence resik resiki resmi
respon resto restoran restu retak retakan retribusi rezeki ri riau ribu ribut ringan ringroad ritual riwa riwi rmah
rmh road rob robe robek roboh roda rogoh rokok romadhon rombak rombongan romo rompok ronda rongsok rontok rop roti
royong rp rs rsia rsk rsu rsud rsup rt rtrw ruang ruas rubah rubuh rugi rujuk rujukan ruko rukun rumah rumahnya rumit
rumput runtuh rupiah rusa rusak rusk rusun rute rutin ruwet rw saat sabar sabotase sabtu sabun sabung sadar sae
saenake saged sah sahabat saham saiki saja sajak sajam sak saka saking sakit sakne sakniki saksi sakti salah salam
salatiga sales saling salip salon salur saluran sama sambat sambil sambung sambungan samin sampah sampai sampaikan
sampe sampean sampek samping sampingan sampul sampun samsat samudra sana sanding sangat sanget santai santunan sapa
sapi sapu sara saran sarana sarang satgas satpam satpol satpolpp satu satya sawah saya sayang sayangnya sayung sbelah
sblh score sd sdh sdn sebab sebabe sebagai sebar sebel sebelah sebelas sebelum seberang sebut sedada sedang sedaya
sedengkul sedia sedih sedikit sedimen sedimentasi sedot sedoyo sedulur seenaknya segara segel segera segoro seharusnya
sehat sein sejahtera sejak sejumlah sekali sekarang sekat sekcam sekda sekitar seko sekolah sekolahan sekretaris seksi
selain selaku selalu selama selamat selang selasa selasar selatan seleksi selengkapnya selesai selokan seluruh selutut
semak semalam semarang semaunya sembako sembarang sembarangan sembilan semen semena sementara semoga sempat sempit
semprot semua semut senang senderan sendiri seneng sengaja sengketa sengsara senin seno sensor sentausa sentosa seolah
seorang sepah sepaha sepanjang separator sepatu sepeda seperempat seperti sepi sepihak sepinggang september septictank
septik sepuluh sepupu seragam serah serang serat sering seringkali serius serobot serta sertifikat seruni server
service sesak sesek sesuai sesuk setelah setengah setiap setinggi setor setoran sewa sewu shalom shape she sheet
shelter short siaga siang siap siapa sidak sidang sidoarjo sifat sih sikap silahkan silakan silaturahim silaturahmi
silau sim simak simbah simp simpan simpang simpanglima sinar sing sini sinten sinyal siram sirine sis sisa sisi sisih
siskamling sistem siswa sithik sitik situ situasi situs siup skck skolah skrg skrng sktm sktr skul sleman sliramu
slogan slokan sm sma sman smk smkn smp smpah smpai smpe smph smpn sms soale sobek sogok soko solo solokan solusi
sombong sonten sopan sopir sopo sore sorot sosial sosialisasi sosmed spanduk spbu spd speaker spmb spp sprti spt
square sragen stadion staf staff stap stasiun status stnk stop street stress stroke studi study stunting suami suap
suar suara subsidi subuh suci sudah sudahkah sudut sue suffixes sugeng sugih suhu suka suket sukoharjo sukses sulawesi
sulit sumatera sumbang sumbangan sumbar sumbat sumber sumpah sumur sunatan sungai supados supaya supir supply supra
surabaya surakarta suram surat surel surut susah suster susu susun suwe suwi suwun suzuki swadaya swasta swastiastu sy
syarat syawal taat tabah tabrak tadi tagih tagihan tahan tahap tahlil tahu tahun tajam tak takbir takmir takon taksi
takut takwa talang talud talut tama taman tambah tambahan tambak tambal tambalan tampa tampan tampung tanah tanam
tanaman tanda tangan tangani tangerang tangga tanggal tanggap tangguk tanggul tanggung tangkai tangkap tangki tani
tanjakan tanpa tante tanya tapa tapi tari tarif tarik tarikan taruh taruna tata tau taufan tawur tawuran tbc td tdk
team tebal tebang tebing tegak tegal tegang tegar tegas tegur tekan tekanan telah telat telegram telepon teliti telkom
telkomsel teller telp tema teman temanggung tembok temenan tempa tempat tempel tempo tempuh tenan tenang tenda tengah
tengen tenggara tenggelam tentang tentram tentu tepat tepi terancam terang terawat terbakar terbang terbawa
terbengkalai terbit terbuka tercantum tercecer terendam terendem terganggu tergelincir tergenang terhalang terhambat
terhormat teriak terima terimakasih terjadi terjatuh terjawab terjebak terkenang terlantar terlapor termasuk terminal
ternak ternyata terobos terowongan terpaksa terpeleset terpendam tersendat tersengat terseret tersiram tersumbat
tertabrak tertanda tertib tertimbun tertimpa tertulis tertutup terus tetangga tetap tewas tgl thank thanks that the
ther they this thn thr thx tiang tiap tiba tibo tidak tidal tidur tiga tiket tiktok tikungan tikus tilang tim timbang
timbul timbun timbunan timpa timur tindak tindaklanjut tinggal tinggi tingkat tinja tinta tipu tirta titik titip
tiyang tk tlg tlng tlong tlp tni to toa togel toilet toko tol tolak tolong tombak tombo tonggo tongkrongan topan topi
toren total tour toya toyota tp tpa tpi tps track traffic trans transportasi trauma tree treet trek trekan trembesi
tri triangle triliun trimakasih trims trmksh trobos trotoar trs truk trus tsb ttd ttg ttl tu tua tuan tugas tugu tuh
tuhan tuju tujuan tujuh tukang tukaran tuku tukul tulang tuli tulis tulung tulungi tumbang tumbas tumbuh tumbukan
tumor tumpah tumpang tumpuan tumpuk tumpukan tumuju tunanetra tunggu tungguan tuntas tuntut turu turun turunan turut
tutup twitter uang udah udan udh ugal ugalan ugd uhc ujan ujar ujung ukur ulah ulang ular umah umk umkm umr umum umur
undang underpass undip ungaran unggah ungu unit universitas unnes untuk untung up upacara upah upaya urai urip urug
urugan urus usah usaha usai user usia ustad ustadz usul utama utang utara utk uwis uwit uwoh uwuh vaksin vandalisme
vario vega vendors verifikasi very video vihara viral voging wa wabarakatuh waduk wadul wafat wage wahyu waisak wajar
wajib wakapolsek wakil waktu walau wali walikota walikotanya walimurid wangi wanita warahmatullahi waras warga
warganet waris warna warnet warni warning warta warung was wasit wassalam wassalamualaikum water wb we web website
weleri weruh wes wetan wewenang whatsapp wifi wilayah wilayahe wingi wira wiraswasta wiri wis wisata wit with witwitan
wna wni wong wonogiri wonosobo wonten words wr xenia xl ya yah yaitu yakin yakni yamaha yang yatim yayasan yen yes yg
yo yogyakarta you youtube yth zaman zebra zona zonasi
"""

ORDINARY = frozenset(_WORDS.split())
"""In lower case. Words that are also names are in `given_names.ALSO_WORDS` besides."""
