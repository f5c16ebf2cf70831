package org.kumiki.platform.plot;

import java.util.List;

/**
 * What belongs together in a plot and has one colour and one name.
 *
 * @param name stands beside it
 * @param colour the same for the same thing in every plot
 * @param points at least one
 */
public record Series(String name, Form form, Colour colour, List<Point> points) {
  /** How it is drawn. */
  public enum Form {
    LINE,
    /** What the others are compared with. */
    DASHES,
    DOTS
  }

  /** The colours, as the style sheet names them. */
  public enum Colour {
    ACCENT("s1"),
    SECOND("s2"),
    THIRD("s3"),
    COMPARISON("grey");

    private final String token;

    Colour(String token) {
      this.token = token;
    }

    String token() {
      return token;
    }
  }

  /**
   * A point.
   *
   * @param spread half the length of the bar through it, upright; 0 for none
   */
  public record Point(double x, double y, double spread) {
    public Point(double x, double y) {
      this(x, y, 0);
    }
  }

  public Series {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a series has a point");
    }
  }
}
