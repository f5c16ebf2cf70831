package org.kumiki.platform.plot;

import java.util.Locale;

/** Pieces of SVG. */
final class Svg {
  /** Colours of a file on its own, on white: those of the style sheet in light. */
  private static final String STYLE =
      "<style>svg{background:#fff}text{font:12px system-ui,sans-serif;fill:#525d57}"
          + ".s1{--c:#1f6f5c}.s2{--c:#c2671f}.s3{--c:#3d5fa3}.grey{--c:#9aa19c}"
          + ".grid{stroke:#e0ddd4}path.line{fill:none;stroke:var(--c);stroke-width:2.5}"
          + "path.dashes{fill:none;stroke:var(--c);stroke-width:2;stroke-dasharray:5 5}"
          + "circle,rect{fill:var(--c)}path.spread{stroke:var(--c);opacity:.45}"
          + "text.name,text.label{fill:#1c231f}</style>";

  private Svg() {}

  static String inPage(int width, int height, String says, String drawing) {
    return "<svg class=\"plot\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + escape(says)
        + "\">"
        + drawing
        + "</svg>";
  }

  static String file(int width, int height, String says, String drawing) {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\">",
            width,
            height,
            width,
            height)
        + "<title>"
        + escape(says)
        + "</title>"
        + STYLE
        + drawing
        + "</svg>\n";
  }

  static String path(String kind, String way) {
    return "<path class=\"" + kind + "\" d=\"" + way + "\"/>";
  }

  static String text(String kind, double x, double y, String anchor, String words) {
    return "<text class=\""
        + kind
        + "\" x=\""
        + px(x)
        + "\" y=\""
        + px(y)
        + "\" text-anchor=\""
        + anchor
        + "\">"
        + escape(words)
        + "</text>";
  }

  static String px(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
