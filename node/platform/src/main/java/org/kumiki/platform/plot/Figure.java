package org.kumiki.platform.plot;

/**
 * A drawn figure.
 *
 * @param label what it shows, for who cannot see it
 * @param body the elements, escaped
 */
public record Figure(String label, int width, int height, String body) {
  /** The page's own sheet says the same in tokens; a file has no page around it. */
  private static final String STYLE =
      "<style>text{font:13px system-ui,'Noto Sans CJK JP','Yu Gothic UI',sans-serif;fill:#1c231f}"
          + ".tick{fill:#525d57;font-size:12px}.axis{stroke:#868b83}.grid{stroke:#e3e0d7}"
          + ".bar,.best,.even{fill:none;stroke:#868b83}.even{stroke-dasharray:4 4}"
          + ".dot,.more{fill:#1d6b58}.less{fill:#9a5b13}.other{fill:none;stroke:#868b83;stroke-width:1.3}"
          + ".next{fill:#fff;stroke:#295782;stroke-width:2}.reach{stroke:#295782}"
          + ".line{fill:none;stroke:#1d6b58;stroke-width:2}.lost{stroke:#9c2d27;stroke-width:2}"
          + ".of-next{fill:#295782}.of-lost{fill:#9c2d27}.of-dot{fill:#1d6b58}"
          + ".of-other{fill:#525d57}</style>";

  /** Inside a page, whose style sheet colours it. */
  public String inline() {
    return "<svg class=\"plot\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" role=\"img\" aria-label=\""
        + Canvas.escaped(label)
        + "\">"
        + body
        + "</svg>";
  }

  /** A file of its own, on white. */
  public String file() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + width
        + "\" height=\""
        + height
        + "\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\"><title>"
        + Canvas.escaped(label)
        + "</title>"
        + STYLE
        + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        + body
        + "</svg>\n";
  }
}
