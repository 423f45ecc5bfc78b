/// Passwords that can be read out and typed: five plain words and two digits, 46 bits of chance.
enum PasswordWords {
  static func password(using random: inout some RandomNumberGenerator) -> String {
    let words = (0..<5).map { _ in String(all[Int.random(in: 0..<all.count, using: &random)]) }
    let number = Int.random(in: 10...99, using: &random)
    return words.joined(separator: "-") + "-\(number)"
  }

  /// 256 nouns of English that everybody can spell.
  static let all = """
    acorn almond anchor apple apron arrow autumn badge bagel bakery balcony bamboo banana barley
    barrel basil basket beacon beaver bench berry birch biscuit blanket blossom bonnet bottle
    bridge broom bucket butter button cactus camel candle canoe canvas carpet carrot castle cedar
    cello cherry chimney cinema circle clover cobalt coconut comet compass copper coral cotton
    cradle crayon cricket crystal cushion daisy dancer desert diamond dolphin domino donkey
    dragonfly drum eagle easel echo elbow ember engine falcon feather fennel ferry fiddle finger
    flute forest fossil fountain fox garden garlic ginger glacier goblet granite grape gravel
    guitar hammer harbour harvest hazel hedge helmet heron honey horizon iceberg igloo island
    ivory jacket jasmine jigsaw juniper kayak kettle kitchen kite ladder lagoon lantern laurel
    lemon lentil lettuce lily lizard lobster lunar magnet mango maple marble meadow melon mirror
    mitten monsoon mosaic mountain mulberry museum mustard napkin nectar needle nettle nutmeg oak
    oasis ocean olive onion orange orchard orchid otter oven oyster paddle palace panda papaya
    paper parrot pasture pebble pencil pepper piano pigeon pillow pine planet plum pocket pond
    poppy potato prairie pumpkin puzzle quartz quill quilt rabbit radish raft rain raisin raven
    ribbon river robin rocket rooster rope rose saddle saffron sail salad salmon sandal saucer
    scarf school seal shadow shell shovel silver sketch slipper snow sofa sparrow spinach spoon
    spring squirrel station stone summer sunset swallow table tailor teapot temple thistle thunder
    ticket tiger timber tomato tower tractor trumpet tulip tunnel turtle umbrella valley vanilla
    velvet village violet violin wagon walnut water whistle willow window winter wolf wool zebra
    """.split(whereSeparator: \.isWhitespace)
}
