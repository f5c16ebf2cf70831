package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.browse.Reference;

/**
 * The picture of what stands around a term: above it what is broader, below it on the left what is
 * narrower, on the right what is related. A layout only; its numbers are pixels of an SVG.
 *
 * @param height of the picture, whose width is {@link #WIDTH}
 */
public record Neighbours(int height, List<Box> boxes, List<Edge> edges) {
  public static final int WIDTH = 440;
  public static final int BOX_WIDTH = 206;
  public static final int BOX_HEIGHT = 30;

  private static final int ROW = 40;
  private static final int GAP = 34;
  private static final int MOST_ABOVE = 4;
  static final int MOST_BELOW = 6;
  private static final int RIGHT = WIDTH - BOX_WIDTH;
  private static final int MIDDLE = (WIDTH - BOX_WIDTH) / 2;

  /** What a box can show: a Japanese character is about as wide as two Latin letters. */
  private static final int MOST_UNITS = 27;

  /**
   * A term in the picture.
   *
   * @param kind {@code here}, {@code broader}, {@code narrower}, {@code related} or {@code apart}
   * @param text what fits into the box
   * @param whole the whole label
   * @param address where it leads; empty for what the page is about and for a count
   */
  public record Box(
      String kind, String text, String whole, Optional<String> address, int x, int y) {}

  /** A line between two points. */
  public record Edge(String kind, int fromX, int fromY, int toX, int toY) {
    /** As the path of an SVG. */
    public String path() {
      int bend = (fromY + toY) / 2;
      return "M" + fromX + " " + fromY + "C" + fromX + " " + bend + " " + toX + " " + bend + " "
          + toX + " " + toY;
    }
  }

  /** The relations of a term, each in the order in which it is shown. */
  record Around(
      Reference here,
      List<Reference> broader,
      List<Reference> narrower,
      int allNarrower,
      List<Reference> related,
      List<Reference> apart) {}

  /** Empty where nothing stands around the term. */
  static Optional<Neighbours> of(Around around, String language) {
    if (around.broader().isEmpty()
        && around.narrower().isEmpty()
        && around.related().isEmpty()
        && around.apart().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Layout(language).of(around));
  }

  private static final class Layout {
    private final String language;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    Layout(String language) {
      this.language = language;
    }

    Neighbours of(Around around) {
      int y = above(around.broader());
      int below = y + BOX_HEIGHT + GAP;
      boxes.add(box("here", around.here(), MIDDLE, y));
      int left = below;
      int rest = around.allNarrower() - Math.min(around.narrower().size(), MOST_BELOW);
      for (Reference term : first(around.narrower(), MOST_BELOW)) {
        add(box("narrower", term, 0, left), y);
        left += ROW;
      }
      if (rest > 0) {
        boxes.add(new Box("more", "+" + rest, "", Optional.empty(), 0, left));
        left += ROW;
      }
      int right = below;
      for (Reference term : first(around.apart(), MOST_BELOW)) {
        add(box("apart", term, RIGHT, right), y);
        right += ROW;
      }
      List<Reference> related =
          around.related().stream().filter(term -> !around.apart().contains(term)).toList();
      for (Reference term : first(related, Math.max(0, MOST_BELOW - around.apart().size()))) {
        add(box("related", term, RIGHT, right), y);
        right += ROW;
      }
      int end = Math.max(left, right);
      int height = end == below ? y + BOX_HEIGHT + 2 : end - (ROW - BOX_HEIGHT) + 2;
      return new Neighbours(height, List.copyOf(boxes), List.copyOf(edges));
    }

    /** How far down the term itself is. */
    private int above(List<Reference> broader) {
      List<Reference> shown = first(broader, MOST_ABOVE);
      int rows = (shown.size() + 1) / 2;
      int y = rows == 0 ? 1 : 1 + rows * ROW - (ROW - BOX_HEIGHT) + GAP;
      for (int i = 0; i < shown.size(); i++) {
        boolean alone = shown.size() % 2 == 1 && i == shown.size() - 1;
        int x = alone ? MIDDLE : i % 2 == 0 ? 0 : RIGHT;
        Box box = box("broader", shown.get(i), x, 1 + i / 2 * ROW);
        boxes.add(box);
        edges.add(
            new Edge(
                "broader", x + BOX_WIDTH / 2, box.y() + BOX_HEIGHT, MIDDLE + BOX_WIDTH / 2, y));
      }
      return y;
    }

    /** Below the term: the line comes in at the box's inner side. */
    private void add(Box box, int hereY) {
      boxes.add(box);
      boolean left = box.x() == 0;
      int x = left ? BOX_WIDTH : box.x();
      edges.add(
          new Edge(
              box.kind(), MIDDLE + BOX_WIDTH / 2, hereY + BOX_HEIGHT, x, box.y() + BOX_HEIGHT / 2));
    }

    private Box box(String kind, Reference term, int x, int y) {
      String whole = term.label(language).orElse(term.iri());
      Optional<String> address =
          kind.equals("here") ? Optional.empty() : Optional.of(VocabularyLinks.term(term.iri()));
      return new Box(kind, fitting(whole), whole, address, x, y);
    }

    private static List<Reference> first(List<Reference> terms, int most) {
      return terms.subList(0, Math.min(terms.size(), most));
    }
  }

  /** The beginning of a label that fits into a box. */
  static String fitting(String label) {
    int units = 0;
    for (int i = 0; i < label.length(); i += Character.charCount(label.codePointAt(i))) {
      units += label.codePointAt(i) < 0x2000 ? 1 : 2;
      if (units > MOST_UNITS) {
        return label.substring(0, i).strip() + "…";
      }
    }
    return label;
  }
}
