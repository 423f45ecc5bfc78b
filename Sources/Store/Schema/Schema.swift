public import Database

/// The tables of Gradnik, in steps that are never edited once released.
public enum Schema {
  public static let migrations = Migrations([
    .accounts, .content, .imports, .register, .indicators, .delivery, .practices,
    .decisionInputs, .contributions, .partnerships, .selections, .investments, .frontOfChain,
    .consultations, .conversations, .listening, .scorings, .handedFiles, .search,
    .votingTimes, .exchange, .tokens, .exportJobs, .versionHeads,
  ])
}
