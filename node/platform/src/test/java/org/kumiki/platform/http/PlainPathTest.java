package org.kumiki.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathTest {
  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/studies", "/studies/00ff", "/style/kumiki.css"})
  void plainPathsAreForAll(String path) {
    assertTrue(PlainPath.is(path) && PlainPath.isOfPeople(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/term/salt&pepper",
        "/term/c+d",
        "/term/e;f",
        "/term/%E7%A1%AC",
        "/draft/a%26b/c"
      })
  void theIriOfATermMayHoldWhatAnIriMayHold(String path) {
    assertEquals(false, PlainPath.is(path));
    assertTrue(PlainPath.isOfPeople(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exchange%2Fv1/who",
        "/term/%2e%2e/exchange",
        "/term/..%2Fexchange",
        "/term/a%2Fb",
        "/term/a%5Cb",
        "/term//a",
        "/term/./a",
        "/term/../exchange/v1",
        "/term/%2",
        "/terms/a+b",
        "/studies/a+b"
      })
  void whatMayBeReadInTwoWaysIsNot(String path) {
    assertFalse(PlainPath.isOfPeople(path));
  }
}
