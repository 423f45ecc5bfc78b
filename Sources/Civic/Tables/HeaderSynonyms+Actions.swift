extension HeaderSynonyms {
  static let actions: [(field: ActionField, text: String)] = [
    (
      .code,
      """
      code, id, no, nr, number, ref, reference, action code, action no, action number, action id
      code, n, numéro, numéro d'action, réf, référence, code action
      шифра, бр, број, реден број, р бр, код, ознака, шифра на активност
      kodi, kod, nr, numri, nr rendor
      šifra, br, broj, redni broj, r br, oznaka, kod, rb
      код, номер, №, шифър, № по ред, номер на мярка
      cod, nr, nr crt, număr, indicativ, cod acțiune
      šifra, št, številka, zap št, zaporedna številka, oznaka, koda
      """
    ),
    (
      .title,
      """
      title, name, action, action name, action title, measure, project, project name, activity
      titre, intitulé, nom, action, mesure, projet, intitulé de l'action, nom de l'action
      назив, наслов, активност, акција, мерка, проект, назив на акцијата, назив на активноста, име
      titulli, emri, veprimi, masa, projekti, aktiviteti, emërtimi, emri i projektit
      naziv, naslov, aktivnost, akcija, mjera, projekat, naziv aktivnosti, naziv mjere
      наименование, име, заглавие, мярка, действие, дейност, проект, наименование на мярката
      titlu, titlul, denumire, denumirea, acțiune, măsură, proiect, denumirea acțiunii, activitate
      naziv, naslov, ukrep, ime, aktivnost, projekt, naziv ukrepa, naziv projekta, dejavnost
      """
    ),
    (
      .description,
      """
      description, short description, summary, details, action description
      description, descriptif, résumé, description de l'action
      опис, краток опис, детали, опис на активноста
      përshkrimi, përshkrim, përshkrimi i shkurtër
      opis, kratak opis, opis aktivnosti
      описание, кратко описание, описание на мярката
      descriere, descrierea, descriere scurtă, descrierea acțiunii
      opis, kratek opis, opis ukrepa
      """
    ),
    (
      .objective,
      """
      objective, goal, aim, strategic objective, specific objective, strategic goal, priority
      objectif, objectif stratégique, but, axe, axe stratégique
      цел, стратешка цел, специфична цел, приоритет
      objektivi, qëllimi, objektivi strategjik, synimi, prioriteti
      cilj, strateški cilj, posebni cilj, prioritet
      цел, стратегическа цел, специфична цел, приоритет
      obiectiv, obiectivul, obiectiv strategic, obiectiv specific, scop, prioritate
      cilj, strateški cilj, posebni cilj, prioriteta
      """
    ),
    (
      .owner,
      """
      owner, responsible, lead, leader, responsible body, responsible department, action owner
      responsable, pilote, porteur, service responsable, chef de file, maître d'ouvrage
      одговорен, носител, надлежен, одговорна институција, одговорен орган, одговорно лице
      përgjegjësi, përgjegjës, institucioni përgjegjës, njësia përgjegjëse, drejtuesi
      nosilac, odgovoran, nosilac aktivnosti, odgovorna institucija, nadležni organ
      отговорник, отговорен, отговорна институция, отговорно звено, водещ, изпълнител
      responsabil, responsabilul, instituția responsabilă, titular, coordonator
      nosilec, odgovoren, odgovorna oseba, nosilec ukrepa, skrbnik, pristojni organ
      """
    ),
    (
      .partners,
      """
      partners, partner, co-implementers, partner organisations, stakeholders
      partenaires, partenaire
      партнери, партнер, соработници, вклучени страни, засегнати страни
      partnerët, partner, partnerë, bashkëpunëtorë, bashkëpunëtorët
      partneri, partner, saradnici
      партньори, партньор, заинтересовани страни
      parteneri, partener, partenerii
      partnerji, partner, sodelujoči
      """
    ),
    (
      .start,
      """
      start, start date, begin, beginning, from
      début, date de début, démarrage, date de démarrage
      почеток, почетен датум, датум на почеток, старт
      fillimi, data e fillimit, data fillimit
      početak, datum početka, početni datum
      начало, начална дата, старт, начален срок
      început, data începerii, data de început, start, începere
      začetek, datum začetka
      """
    ),
    (
      .end,
      """
      end, end date, finish, finish date, deadline, due date, due, until, to, completion date
      fin, date de fin, échéance, achèvement, date d'achèvement
      крај, краен датум, рок, краен рок, датум на завршување, завршување, до
      mbarimi, përfundimi, data e përfundimit, afati, data e mbarimit
      kraj, datum završetka, rok, završetak, rok za realizaciju, krajnji rok, do
      край, крайна дата, срок, краен срок, завършване, до, срок за изпълнение
      sfârșit, data finalizării, finalizare, termen, data de sfârșit, termen limită
      konec, datum konca, rok, zaključek, datum zaključka, rok izvedbe
      """
    ),
    (
      .status,
      """
      status, state, progress, implementation status
      statut, état, avancement, état d'avancement
      статус, состојба, статус на активноста
      statusi, gjendja
      status, stanje
      статус, състояние
      stadiu, stadiul, status, stare
      status, stanje
      """
    ),
    (
      .district,
      """
      district, location, area, neighbourhood, neighborhood, place, zone
      quartier, lieu, secteur, localisation, arrondissement
      локација, населба, урбана заедница, месна заедница, место, населено место
      vendndodhja, lagjja, zona, njësia administrative, vendi
      lokacija, naselje, mjesna zajednica, mjesto, kvart
      район, местоположение, квартал, място, локация
      cartier, locație, locația, zona, amplasament
      lokacija, četrt, četrtna skupnost, krajevna skupnost, naselje, območje
      """
    ),
  ]
}
