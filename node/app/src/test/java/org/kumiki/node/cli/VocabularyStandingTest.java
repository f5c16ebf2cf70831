package org.kumiki.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code node vocabulary show} says there is to wait for. */
class VocabularyStandingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | no release is known yet: it comes once the coordinator publishes one",
        "[{'version':1,'here':false}] |"
            + " the content of release 1 is still being fetched; ask again in a moment",
        "[{'version':2,'here':false},{'version':1,'here':true}] |"
            + " the content of release 2 is still being fetched; ask again in a moment",
        "[{'version':2,'here':true},{'version':1,'here':false}] |"
      })
  void aReleaseThatIsKnownIsNeverDenied(String releases, String said) throws Exception {
    String view = "{'releases':" + releases + "}";
    assertEquals(
        said == null ? "" : said,
        VocabularyCommands.standing(new ObjectMapper().readTree(view.replace('\'', '"')))
            .orElse(""));
  }
}
