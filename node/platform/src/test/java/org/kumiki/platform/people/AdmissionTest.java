package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.people.Person.Standing;

class AdmissionTest {
  private static final Set<Role> ALL = EnumSet.allOf(Role.class);

  private static Identity of(String... organisations) {
    return new Identity("1", "hana", "Hana", Set.of(organisations), ALL);
  }

  @Test
  void aNodeAnswersItsOwnPeopleOnly() {
    Admission node = Admission.ownPeople("acme");
    assertEquals(ALL, node.admit(of("acme")).roles());
    assertEquals(ALL, node.admit(of("acme", "birch")).roles());
    for (Identity stranger : List.of(of("birch"), of(), of("ACME"), of("acme "))) {
      assertEquals(Set.of(), node.admit(stranger).roles());
      assertEquals(Standing.STRANGER, node.admit(stranger).standing());
    }
  }

  @Test
  void nobodyOfAMemberIsOperatorOfTheConsortium() {
    Admission coordinator = Admission.consortium("steel", Set.of("acme", "birch")::contains);
    assertEquals(ALL, coordinator.admit(of("steel")).roles());
    Person guest = coordinator.admit(of("acme"));
    assertFalse(guest.roles().contains(Role.OPERATOR));
    assertEquals(4, guest.roles().size());
    assertEquals(Set.of(), coordinator.admit(of("foreign")).roles());
  }

  @Test
  void aGuestSeesWhatConcernsTheOwnOrganisation() {
    Admission coordinator = Admission.consortium("steel", Set.of("acme", "birch")::contains);
    Person guest = coordinator.admit(of("acme", "foreign"));
    assertTrue(guest.sees(List.of("acme", "birch")));
    assertFalse(guest.sees(List.of("birch")));
    // An organisation that is no member any more gives no sight either.
    assertFalse(guest.sees(List.of("foreign")));
    assertTrue(coordinator.admit(of("steel")).sees(List.of("birch")));
  }

  @Test
  void keycloakWritesOrganisationsAsAListOrAsAMap() {
    for (Object claim :
        List.of(List.of("acme", "birch"), Map.of("acme", Map.of("id", "1"), "birch", Map.of()))) {
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder().subject("1").claim("organization", claim).build();
      assertEquals(Set.of("acme", "birch"), KeycloakClaims.identity(claims).organisations());
    }
    for (Object claim : List.of("acme", 7, List.of(1, 2))) {
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder().subject("1").claim("organization", claim).build();
      assertEquals(Set.of(), KeycloakClaims.identity(claims).organisations());
    }
  }

  @Test
  void aPersonDecidesUnderTheOwnNameAndTheOwnerUnderAStatedOne() {
    Person person = Admission.ownPeople("acme").admit(of("acme"));
    assertEquals("Hana (hana)", person.signature("somebody else"));
    assertEquals("Sato", Person.OWNER.signature("Sato"));
  }
}
