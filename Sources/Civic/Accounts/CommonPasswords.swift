/// Passwords of twelve characters and more that are tried first, in lower case, without blanks.
///
/// Rows of keys, counting, the word itself with a year, names of things people love: patterns that
/// published lists of leaked passwords have at the top, in the languages of the pages too.
enum CommonPasswords {
  static let all: Set<String> = Set(words.split(whereSeparator: \.isWhitespace).map { String($0) })

  private static let words = #"""
    !qaz2wsx3edc !qaz@wsx#edc !qaz@wsx3edc 010203040506 012345678901 0123456789012 098765432109
    0987654321098 100200300400 102030405060 111111222222 111122223333 111222333444 111222333444555
    112233445566 11223344556677 1122334455667788 123321123321 123456123456 123456654321 1234567890-=
    123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 123456789101
    1234567891011 123456789101112 123456789987 123456789987654321 12345qwert12345 12345qwertasdfg
    1234qwerasdf 1234qwerasdfzxcv 123abc123abc 123qwe123qwe 123qwe456rty 123qweasdzxc 135792468013
    147258369147 147258369258 147896325147 159357159357 159753159753 1a2b3c4d5e6f 1a2s3d4f5g6h
    1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o 1q2w3e4r5t6y7u8i9o0p
    1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz2wsx3edc4rfv5tgb 1qaz@wsx3edc 1qazxsw23edc 1qazxsw23edcvfr4
    246813579012 271828182845 314159265358 31415926535897 432112344321 741852963741 789456123000
    789456123012 789456123789 987654321012 9876543210987 a12345678901 a123456789123 a1b2c3d4e5f6
    a1s2d3f4g5h6 aa123456789a aaa111aaa111 abc123456789 abc123abc123 abcd12345678 abcd1234abcd
    abcdef123456 abcdefg12345 abcdefgh1234 abracadabra1 abracadabra12 admin1234567 admin12345678
    admin123456789 admin123admin admin123admin123 admin@123456 admin@1234567 adminadminadmin
    administrateur administrator administrator! administrator1 administrator123 adminpassword
    arsenal12345 asdfgh123456 asdfghasdfgh asdfghjkl123 asdfghjkl1234 asdfghjkl;'\ asdfghjklqwe
    asdfghjklzxc asdfghjklzxcvbnm autumn2025!! azerty123456 azertyazerty azertyuiop12 azertyuiop123
    azertyuiopqs azertyuiopqsdfghjklm barcelona123 baseball1234 basketball12 batman123456
    blink182blink bulgaria1234 changeme123! changeme1234 changeme12345 changemechangeme changemenow1
    changemepassword charlie12345 chelsea12345 christian123 computer1234 computer12345
    correcthorsebatterystaple crnagora1234 december2025 defaultpassword dragon123456 dragondragon
    facebook1234 facebook12345 fjalekalimi1 fjalekalimi123 football1234 football12345
    footballfootball freedom12345 fuckyou12345 fuckyoufuckyou geslo1234567 godisgood123 google123456
    guest1234567 guestguest12 ihateyou1234 ilovemyfamily ilovemymother iloveyou1234 iloveyou12345
    iloveyou123456 iloveyou4ever iloveyoubaby iloveyouforever iloveyouiloveyou iloveyoumore
    iloveyousomuch internet1234 internet12345 jennifer1234 jesuschrist1 jesuschrist12 jesusislord1
    jordan123456 juventus1234 letmein12345 letmein123456 letmeinletmein letmeinnow12 letmeinplease
    linkedin1234 liverpool123 liverpool1234 lozinka12345 lozinka123456 makedonija123 manchester12
    manchesterunited michael12345 microsoft123 mojalozinka1 mojalozinka12 mojasifra123 mojegeslo123
    monkey123456 monkeymonkey monmotdepasse motdepasse12 motdepasse123 motdepasse1234 motherfucker
    mypassword1! mypassword12 mypassword123 mypassword1234 newpassword1 newpassword1! newpassword12
    newpassword123 nopassword12 nopassword123 november2025 oldpassword1 opensesame12 opensesame123
    p@ssw0rd1234 p@ssw0rd1234! p@ssw0rd12345 p@ssw0rd123456 p@ssw0rd2024 p@ssw0rd2024! p@ssw0rd2025
    p@ssw0rd2025! p@ssw0rd2026 p@ssw0rd2026! p@ssword1234 p@ssword1234! p@ssword12345 p@ssword123456
    p@ssword2024 p@ssword2024! p@ssword2025 p@ssword2025! p@ssword2026 p@ssword2026! pa$$w0rd1234
    pa$$w0rd1234! pa$$w0rd12345 pa$$w0rd123456 pa$$w0rd2024 pa$$w0rd2024! pa$$w0rd2025 pa$$w0rd2025!
    pa$$w0rd2026 pa$$w0rd2026! pa$$word1234 pa$$word1234! pa$$word12345 pa$$word123456 pa$$word2024
    pa$$word2024! pa$$word2025 pa$$word2025! pa$$word2026 pa$$word2026! parola123456 parola1234567
    parolamea123 passphrase12 passphrase123 passw0rd1234 passw0rd1234! passw0rd12345 passw0rd123456
    passw0rd2024 passw0rd2024! passw0rd2025 passw0rd2025! passw0rd2026 passw0rd2026! password123!
    password1234 password1234! password12345 password123456 password1234567 password123456789
    password12password password2024 password2024! password2025 password2025! password2026
    password2026! password4ever passwordadmin passwordpassword passwordpassword1 pokemon12345
    pokemon123456 princess1234 princess12345 princessprincess q1w2e3r4t5y6 q1w2e3r4t5y6u7
    q1w2e3r4t5y6u7i8 qazwsx123456 qazwsxedc123 qazwsxedcrfv qazwsxedcrfvtgb qwe123qwe123
    qweasdzxc123 qweasdzxcqwe qwer1234asdf qwer1234qwer qwerasdf1234 qwerasdfzxcv qwerty123456
    qwerty1234567 qwerty12345678 qwerty123456789 qwerty123qwerty qwerty123qwerty123 qwertyqwerty
    qwertyuiop1! qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiop[]\ qwertyuiopas
    qwertyuiopasdf qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm qwertz123456 qwertzqwertz
    qwertzuiop12 qwertzuiop123 qwertzuiopas realmadrid12 romania12345 root12345678 rootpassword
    samsung12345 secretpassword securepassword september2024 september2025 shqiperia123 sifra1234567
    slovenija123 spiderman123 spring2025!! starwars1234 strongpassword summer2024!! summer2025!!
    sunshine1234 sunshine12345 superman1234 superman12345 superpassword supersecret1 supersecret123
    test12345678 test123456789 testing12345 testingtesting testpassword testtest1234 thepassword1
    thisisapassword thisismypassword trustno1trustno1 unbelievable user12345678 userpassword
    welcome1234! welcome12345 welcome123456 welcome2024! welcome2025! welcome2026! welcomewelcome
    whatever1234 windows12345 winter2024!! winter2025!! yourpassword yourpassword1 zaq12wsxcde3
    zaq12wsxcde34rfv zaq1xsw2cde3 zaq1xsw2cde3vfr4 zxcvbnm,./12 zxcvbnm12345 zxcvbnm123456
    zxcvbnmasdfg zxcvbnmasdfghjkl лозинка12345 лозинка123456 моятапарола1 мојалозинка1 парола123456
    парола1234567 пароль123456
    """#
}
