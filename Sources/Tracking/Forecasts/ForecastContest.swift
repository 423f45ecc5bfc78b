/// The models held against each other on a series and on each of its beginnings.
struct ForecastContest {
  let series: [Double?]
  let models: [SmoothingModel]

  init(series: [Double?], models: [SmoothingModel]) {
    self.series = series
    self.models = SmoothingModel.allCases.filter { $0 == .naive || models.contains($0) }
  }

  /// All models on one beginning of the series.
  struct Trial {
    let fits: [SmoothingFit]
    let scale: Double

    /// The smallest AICc, the simpler first; the naive model where none is defined.
    var byAICc: SmoothingFit {
      var best: (fit: SmoothingFit, aicc: Double)?
      for fit in fits {
        guard let aicc = fit.aicc(scale: scale) else { continue }
        if best.map({ aicc < $0.aicc }) ?? true { best = (fit, aicc) }
      }
      return best?.fit ?? fits[0]
    }

    func chosen(by criterion: Forecast.Criterion, _ past: Past) -> SmoothingFit {
      guard criterion == .rollingOrigin else { return byAICc }
      var best = (fit: fits[0], error: past.meanError(of: fits[0].model) ?? 0)
      for fit in fits.dropFirst() {
        if let error = past.meanError(of: fit.model), error < best.error { best = (fit, error) }
      }
      return best.fit
    }
  }

  /// The absolute one-step errors, an origin each.
  struct Past {
    var errors: [SmoothingModel: [Double]] = [:]
    var choice: [Double] = []
    var origins = 0

    /// Nothing without an origin, or when the model could not be fitted at each.
    func meanError(of model: SmoothingModel) -> Double? {
      guard origins > 0, let all = errors[model], all.count == origins else { return nil }
      return Summary.mean(all)
    }

    /// Nothing with fewer than three origins.
    func meanSquare(of model: SmoothingModel) -> Double? {
      guard origins >= 3, let all = errors[model], all.count == origins else { return nil }
      return Summary.mean(all.map { $0 * $0 })
    }

    var meanErrorOfChoice: Double? { choice.isEmpty ? nil : Summary.mean(choice) }
  }

  /// - Returns: Nothing when it was stopped.
  func trial(_ beginning: [Double?], _ shouldStop: () -> Bool) -> Trial? {
    let values = beginning.compactMap(\.self)
    var fits: [SmoothingFit] = []
    for model in models where model == .naive || values.count >= model.fittedCount {
      guard !shouldStop() else { return nil }
      fits.append(SmoothingFit(model, beginning))
    }
    return Trial(fits: fits, scale: values.reduce(0) { max($0, $1.magnitude) })
  }

  /// Forecasts each value after the first ``Forecast/fewestValues`` from all before it. A value
  /// after missing years is forecast as many years ahead.
  func past(by criterion: Forecast.Criterion, _ shouldStop: () -> Bool) -> Past? {
    var past = Past()
    let present = series.indices.filter { series[$0] != nil }
    for (last, next) in zip(present, present.dropFirst()).dropFirst(Forecast.fewestValues - 1) {
      guard let actual = series[next] else { continue }
      guard let trial = trial(Array(series[...last]), shouldStop) else { return nil }
      func error(_ fit: SmoothingFit) -> Double {
        (fit.value(after: next - last) - actual).magnitude
      }
      for fit in trial.fits { past.errors[fit.model, default: []].append(error(fit)) }
      past.choice.append(error(trial.byAICc))
      past.origins += 1
    }
    return past
  }
}
