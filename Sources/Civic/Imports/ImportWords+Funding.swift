extension ImportVocabulary {
  /// What kind of money a source's name speaks of.
  static let funding = ImportWords<FundingKind>([
    (.interreg, "interreg, interregional cooperation"),
    (.erdf, "erdf, feder, efrr, esrr, fedr, fezhr, fesr, feziu, efre, european regional"),
    (.esf, "esf, fse, ess, european social, essk"),
    (.cohesionFund, "cohesion, kohezi, coeziune, kohezion, kohezijsk, cf"),
    (.recovery, "rrf, pnrr, nrrp, npvu, nop, recovery, relance, vazstan, oporav, okrev, redres"),
    (.justTransition, "jtf, just transition, transition juste, pravicn prehod, tranzitie justa"),
    (
      .preAccession,
      "ipa, wbif, pre accession, preaccession, predpristap, pretpristap, para anetar, parapranim"
    ),
    (
      .loan,
      """
      loan, loans, credit, kredit, emprunt, pret, zaem, zajam, kredi, hua, huaja, imprumut,
      posoj, ebrd, eib, ebvr, bei
      """
    ),
    (.crowdfunding, "crowdfund, crowd, financement participatif"),
    (
      .municipalEnterprise,
      """
      municipal enterprise, municipal company, utility, javno pretpr, javno komunal, javno preduz,
      jp, jkp, jkp, ndermarrj, obstinsko predpr, regia, javno podjet, regie, komunal
      """
    ),
    (
      .ownBudget,
      """
      own, municipal, municipality, city budget, local budget, commune, ville, fonds propres,
      sopstv, opstin, gradski, grad, bashki, bashkia, vetjake, lokaln, vlastit, sobstv, obstin,
      stolic, buget local, bugetul local, primar, fonduri proprii, lastn, obcin, obcina, mestn,
      komuna
      """
    ),
    (
      .national,
      """
      national, state, ministry, ministere, etat, government, drzav, minist, vlada, vlade,
      nacional, qever, shtet, kombet, darzav, republ, guvern, stat, stato, bugetul de stat
      """
    ),
    (.regional, "regional, region, rajon, rajonal, oblast, judet, regij, regje, province"),
    (
      .privateInvestor,
      "private, privat, prive, investor, ppp, jpp, castn, chastn, zaseb, company, biznis, biznes"
    ),
    (
      .donor,
      """
      donor, donat, donac, undp, giz, usaid, unicef, unops, swiss, sida, jica, world bank, grant,
      fondac, fondat, foundation, granti, darit, norwegian, eu, es, evropsk, european
      """
    ),
    (.ownBudget, "budget, budzet, bjudzet, buget, buxhet, proracun"),
  ])
}
