package org.kumiki.platform.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotTest {
  private static final Series FALLING =
      new Series(
          "federated",
          Series.Form.LINE,
          Series.Colour.ACCENT,
          List.of(new Series.Point(1, 58), new Series.Point(2, 31), new Series.Point(3, 19.5)));

  private static Document read(String svg) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(svg)));
  }

  private static Plot of(Series... series) {
    return new Plot("It falls.", "round", "RMSE, MPa", List.of(series));
  }

  @Test
  void theNumbersAtAnAxisAreRoundAndHoldAllValues() {
    Axis axis = Axis.over(List.of(19.5, 58.0, 31.0));
    assertEquals(
        List.of("10", "20", "30", "40", "50", "60"),
        axis.ticks().stream().map(Axis.Tick::text).toList());
    assertEquals(0, axis.place(10));
    assertEquals(1, axis.place(60));
    assertEquals(
        List.of("−0.2", "−0.1", "0", "0.1", "0.2"),
        Axis.over(List.of(-0.2, 0.17)).ticks().stream().map(Axis.Tick::text).toList());
  }

  @Test
  void oneValueAloneStandsInTheMiddleOfItsAxis() {
    assertEquals(0.5, Axis.over(List.of(7.0)).place(7), 0.2);
    assertEquals(0.5, Axis.over(List.of(0.0)).place(0), 1e-12);
    assertTrue(Axis.over(List.of()).ticks().size() > 1);
  }

  @Test
  void whatIsNoNumberHasNoPlace() {
    assertThrows(IllegalArgumentException.class, () -> Axis.over(List.of(1.0, Double.NaN)));
    assertThrows(
        IllegalArgumentException.class, () -> Axis.over(List.of(Double.POSITIVE_INFINITY)));
  }

  @Test
  void aHigherValueLiesHigherOnThePlot() throws Exception {
    Document plot = read(of(FALLING).svg());
    Element line = (Element) plot.getElementsByTagName("path").item(6);
    assertEquals("line s1", line.getAttribute("class"));
    String[] points = line.getAttribute("d").substring(1).split("L");
    double first = Double.parseDouble(points[0].split(" ")[1]);
    double last = Double.parseDouble(points[2].split(" ")[1]);
    assertTrue(first < last, "the screen counts downwards");
  }

  @Test
  void namesOfLinesThatEndTogetherDoNotLieOnEachOther() throws Exception {
    Series alone =
        new Series(
            "alone",
            Series.Form.DASHES,
            Series.Colour.COMPARISON,
            List.of(new Series.Point(1, 19.5), new Series.Point(3, 19.5)));
    NodeList texts = read(of(FALLING, alone).svg()).getElementsByTagName("text");
    double[] heights = new double[2];
    int found = 0;
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      if (text.getAttribute("class").startsWith("name")) {
        heights[found++] = Double.parseDouble(text.getAttribute("y"));
      }
    }
    assertEquals(2, found);
    assertTrue(Math.abs(heights[0] - heights[1]) >= 13.9);
  }

  @Test
  void wordsCannotBecomeMarkup() throws Exception {
    Plot plot = new Plot("<script>\"&", "<b>", "a & b", List.of(FALLING));
    assertFalse(plot.svg().contains("<script"));
    assertEquals("<script>\"&", read(plot.svg()).getDocumentElement().getAttribute("aria-label"));
  }

  @Test
  void aFileStandsOnItsOwn() throws Exception {
    Document file = read(of(FALLING).file());
    assertEquals("http://www.w3.org/2000/svg", file.getDocumentElement().getAttribute("xmlns"));
    assertEquals("It falls.", file.getElementsByTagName("title").item(0).getTextContent());
    assertTrue(file.getElementsByTagName("style").item(0).getTextContent().contains(".s1"));
  }
}
