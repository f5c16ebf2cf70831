package org.kumiki.coordinator.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.platform.http.ProblemException;

class RosterFormTest {
  @Test
  void boxesBecomeNamesAndEmptyFieldsChangeNothing() {
    RosterDraft draft =
        RosterForm.draft(
            Map.of(
                "add.delta", "on",
                "add.beech", "on",
                "remove.acme", "on",
                "key.cedar", "on",
                "colluding", "",
                "minimumRows", " 20 ",
                "preview", "1",
                "formToken", "x"));
    assertEquals(List.of("beech", "delta"), draft.add());
    assertEquals(List.of("acme"), draft.remove());
    assertEquals(List.of("cedar"), draft.newKeys());
    assertEquals(new RosterDraft.ParameterChanges(null, 20, null, null, null), draft.parameters());
  }

  @Test
  void theConstitutionIsChosenWithItsTimeAndNeverWithoutIt() {
    assertEquals(
        new Growth.TwoThirds(14),
        RosterForm.draft(Map.of("growth", "two-thirds", "coolingOffDays", "14"))
            .parameters()
            .growth());
    assertEquals(
        new Growth.Unanimous(),
        RosterForm.draft(Map.of("growth", "unanimous", "coolingOffDays", ""))
            .parameters()
            .growth());
    for (Map<String, String> wrong :
        List.of(
            Map.of("growth", "two-thirds"),
            Map.of("growth", "two-thirds", "coolingOffDays", "6"),
            Map.of("growth", "two-thirds", "coolingOffDays", "91"),
            Map.of("growth", "unanimous", "coolingOffDays", "14"),
            Map.of("growth", "", "coolingOffDays", "14"),
            Map.of("growth", "half"))) {
      assertThrows(ProblemException.class, () -> RosterForm.draft(wrong), wrong::toString);
    }
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (String wrong : List.of("-1", "1e3", "12345678901", "٣", "0x10")) {
      assertThrows(
          ProblemException.class,
          () -> RosterForm.draft(Map.of("maximumRows", wrong)),
          () -> wrong + " passes");
    }
    assertThrows(ProblemException.class, () -> RosterForm.draft(Map.of("colluding", "9999999999")));
    assertEquals(
        9_999_999_999L,
        RosterForm.draft(Map.of("maximumRows", "9999999999")).parameters().maximumRows());
  }
}
