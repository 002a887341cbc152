/** Where a word that is too long may be broken without becoming hard to read: after these characters. */
const pieces = /[^/.,:_@-]*[/.,:_@-]+|[^/.,:_@-]+/g;

/** The text in lines of at most `width` characters, broken at spaces; longer words after `/`, `.`, `-` and the like. Nothing is lost. */
export function wrap(text: string, width: number, hanging = 0): readonly string[] {
  const indent = " ".repeat(Math.min(hanging, Math.max(0, width - 1)));
  const lines: string[] = [];
  let line = "";
  for (const { glue, piece } of text.split(" ").flatMap((word) => piecesOf(word, width - indent.length))) {
    const longer = line === "" ? piece : line + glue + piece;
    if (line === "" || longer.length <= width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = indent + piece;
  }
  return [...lines, line];
}

/** The longest run without a space. */
export const longestWord = (text: string): number => Math.max(...text.split(" ").map((word) => word.length));

/** The longest run that is broken only by force. */
export const longestPiece = (text: string): number =>
  Math.max(0, ...(text.replaceAll(" ", "/").match(pieces) ?? []).map((piece) => piece.length));

interface Piece {
  /** What joins it to the piece before, when both stand on one line. */
  readonly glue: "" | " ";
  readonly piece: string;
}

function piecesOf(word: string, width: number): readonly Piece[] {
  const parts = word.length <= width ? [word] : (word.match(pieces) ?? [word]).flatMap((piece) => inParts(piece, width));
  return parts.map((piece, index) => ({ glue: index === 0 ? " " : "", piece }));
}

const inParts = (text: string, width: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, index) => text.slice(index * width, (index + 1) * width));
