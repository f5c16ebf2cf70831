package org.kumiki.platform.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class FigureTest {
  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Figure parity(String title, double... measured) {
    List<ParityPlot.Point> points =
        Arrays.stream(measured).mapToObj(value -> new ParityPlot.Point(value, value, 1)).toList();
    return ParityPlot.of(
        points, List.of(), new ParityPlot.Words(title, "measured", "predicted", "own", ""));
  }

  @Test
  void aPerfectPredictionLiesOnTheEvenLine() throws Exception {
    Document svg = parsed(parity("p", 3, 7, 11.5).file());
    Element even = first(svg, "line", "even");
    double slope =
        (number(even, "y2") - number(even, "y1")) / (number(even, "x2") - number(even, "x1"));
    int dots = 0;
    for (int i = 0; i < svg.getElementsByTagName("circle").getLength(); i++) {
      Element dot = (Element) svg.getElementsByTagName("circle").item(i);
      double onLine = number(even, "y1") + slope * (number(dot, "cx") - number(even, "x1"));
      assertEquals(onLine, number(dot, "cy"), 0.2);
      dots++;
    }
    assertEquals(3, dots);
  }

  @Test
  void aLineFallsWhereItsValuesFallAndEndsWithTheLastOne() throws Exception {
    Figure line =
        LinePlot.of(
            List.of(
                new LinePlot.Point(1, 58), new LinePlot.Point(2, 31), new LinePlot.Point(3, 19)),
            new LinePlot.Words("It falls.", "round", "RMSE, MPa", "19"));
    Element path = first(parsed(line.file()), "polyline", "line");
    String[] points = path.getAttribute("points").split(" ");
    double before = 0;
    for (String point : points) {
      double height = Double.parseDouble(point.split(",")[1]);
      assertTrue(height > before, "the screen counts downwards");
      before = height;
    }
    assertTrue(line.file().contains(">19</text>"));
  }

  @Test
  void barsBeginAtACommonZeroOnTheirSide() throws Exception {
    Figure bars =
        BarPlot.of(
            List.of(new BarPlot.Bar("carbon", 40, "40"), new BarPlot.Bar("anneal", -10, "-10")),
            new BarPlot.Words("Carbon does most.", "change, MPa"));
    Document svg = parsed(bars.file());
    Element more = first(svg, "rect", "more");
    Element less = first(svg, "rect", "less");
    assertEquals(number(more, "x"), number(less, "x") + number(less, "width"), 0.2);
    assertEquals(4, number(more, "width") / number(less, "width"), 0.05);
  }

  @Test
  void wordsOfPeopleCannotBecomeMarkup() throws Exception {
    Figure figure = parity("<script>alert(\"x\") & more</script>", 1, 2);
    assertFalse(figure.file().contains("<script"));
    assertFalse(figure.inline().contains("<script"));
    assertEquals(
        "<script>alert(\"x\") & more</script>",
        parsed(figure.file()).getElementsByTagName("title").item(0).getTextContent());
  }

  @Test
  void aFileNeedsNothingFromElsewhereAndAPageLendsNoStyle() {
    Figure figure = parity("p", 1, 2);
    assertFalse(figure.file().replace("http://www.w3.org/2000/svg", "").contains("http"));
    assertFalse(figure.inline().contains("style"), "the pages' policy forbids it");
    assertTrue(figure.inline().contains("role=\"img\" aria-label=\"p\""));
  }

  @Test
  void failuresAndSuggestionsStandBesideWhatWasMeasured() throws Exception {
    Figure figure =
        CourseChart.of(
            List.of(
                new CourseChart.Made("1.1", 5, 4, 1, true),
                new CourseChart.Made("1.2", Double.NaN, 6, 1, false)),
            List.of(new CourseChart.Next("2.1", 7, 2)),
            new CourseChart.Words("c", "x", "y", "measured", "best 5", "failed", "next"));
    Document svg = parsed(figure.file());
    assertEquals(2, all(svg, "line", "lost"));
    assertEquals(1, all(svg, "circle", "next"));
    assertEquals(1, all(svg, "circle", "dot"));
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0,1",
    "12,13,12,13",
    "-3,4,-4,4",
    "5,5,4.4,5.6",
    "0.00012,0.00019,0.00012,0.0002"
  })
  void aScaleGoesFromOneRoundNumberToAnotherAndHoldsAll(
      double low, double high, double from, double to) {
    Scale scale = Scale.over(low, high, 0, 100);
    assertEquals(from, scale.from(), 1e-12);
    assertEquals(to, scale.to(), 1e-12);
    assertEquals(0, scale.at(scale.from()));
    assertEquals(100, scale.at(scale.to()));
  }

  @Test
  void aMeanHasAsManyDecimalsAsItsUncertainty() {
    assertEquals("973.81", Figures.mean(973.8123, 0.5));
    assertEquals("974", Figures.mean(973.8123, 21.37));
    assertEquals("21", Figures.deviation(21.37));
    assertEquals("4.0", Figures.deviation(4));
    assertEquals("140", Figures.deviation(137));
    assertEquals("<1", Figures.percent(0.001));
    assertEquals(">99", Figures.percent(0.999));
    assertEquals("100", Figures.percent(1));
  }

  private static Element first(Document svg, String element, String kind) {
    for (int i = 0; i < svg.getElementsByTagName(element).getLength(); i++) {
      Element one = (Element) svg.getElementsByTagName(element).item(i);
      if (one.getAttribute("class").equals(kind)) {
        return one;
      }
    }
    throw new AssertionError("no " + element + " of " + kind);
  }

  private static int all(Document svg, String element, String kind) {
    int count = 0;
    for (int i = 0; i < svg.getElementsByTagName(element).getLength(); i++) {
      Element one = (Element) svg.getElementsByTagName(element).item(i);
      count += one.getAttribute("class").equals(kind) ? 1 : 0;
    }
    return count;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
