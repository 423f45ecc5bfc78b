/// Charts side by side where there is room for two.
struct ChartGrid: Component {
  var charts: [HTML]

  var html: HTML { "<div class=\"chart-grid\">\(charts)</div>" }
}
