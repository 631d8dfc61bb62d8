// easy: state machines
// shown: [10,["-3","+5"]]
// shown: [0,["-1"]]
// tried: [5,[]]
// tried: [5,["-5","-1"]]
// tried: [1,["+1","-3","+2"]]
// tried: [7,["-7","+0"]]
// tried: [3,["-4","-2"]]
// tried: [0,["+10","-4"]]
// tried: [2,["-2","-2","+2"]]
// tried: [9,["-10"]]
// tried: [4,["+1","+1","-7"]]
// tried: [6,["-6","-6","-6"]]

/**
 * The stock of a shelf after deliveries ("+5") and orders ("-3"), in turn. An order that the shelf cannot fill wholly is
 * turned away wholly and changes nothing.
 */
export function stockAfter(stock: number, moves: string[]): number {
  return moves.reduce((left, move) => (left + Number(move) < 0 ? left : left + Number(move)), stock);
}
