package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All tables of requests that are refused, seen as one; each is run by the class that has it. */
class RefusedRequestsTest {
  @Test
  void theTablesAreAsLongAsPromisedAndEachRowHasAnOrganisationOfItsOwn() {
    List<String> organisations =
        Stream.of(
                RefusedBodiesTest.requests(),
                RefusedProofsTest.requests(),
                RefusedNamesTest.requests(),
                RefusedCredentialsTest.requests(),
                RefusedReplaysTest.requests(),
                RefusedRenewalsTest.requests())
            .flatMap(table -> table)
            .map(RefusedRequest::organisation)
            .toList();
    assertTrue(organisations.size() + StrangersCertificatesTest.strangers().count() >= 65);
    assertEquals(organisations.size(), organisations.stream().distinct().count());
  }
}
