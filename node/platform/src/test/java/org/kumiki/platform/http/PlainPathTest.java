package org.kumiki.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
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

  @Test
  void theLongestAddressIsReadOnASmallStack() throws Exception {
    String escaped = "%E7%A1%AC".repeat(1_700);
    for (String path : List.of("/term/" + "a".repeat(15_000), "/term/" + escaped)) {
      assertTrue(onASmallStack(() -> PlainPath.isOfPeople(path)));
    }
    assertTrue(onASmallStack(() -> PlainPath.is("/a".repeat(7_500))));
    assertFalse(onASmallStack(() -> PlainPath.isOfPeople("/a".repeat(7_500) + "&")));
  }

  private static boolean onASmallStack(BooleanSupplier question) throws Exception {
    FutureTask<Boolean> task = new FutureTask<>(question::getAsBoolean);
    new Thread(null, task, "small", 256 * 1024).start();
    return task.get();
  }
}
