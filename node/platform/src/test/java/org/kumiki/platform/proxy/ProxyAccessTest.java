package org.kumiki.platform.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

class ProxyAccessTest {
  private static final String ADDRESS = "http://proxy.example.org:3128";

  @TempDir Path folder;

  private long nanos;

  private Path password(String text) {
    Path file = folder.resolve("password");
    PrivateFile.write(file, text);
    return file;
  }

  private ProxyAccess access(Path file) {
    return new ProxyAccess(new ProxySettings(ADDRESS, "Aladdin", file), () -> nanos);
  }

  /** The example of RFC 7617, section 2. */
  @Test
  void userAndPasswordAreWrittenAsTheStandardSays() throws Exception {
    assertEquals(
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        access(password("open sesame\n")).credentials().orElseThrow().authorization());
  }

  /** The example of RFC 7617, section 2.1: test and 123£ in UTF-8. */
  @Test
  void aPasswordBeyondAsciiIsUtf8() throws Exception {
    ProxySettings settings = new ProxySettings(ADDRESS, "test", password("123\u00a3"));
    assertEquals(
        "Basic dGVzdDoxMjPCow==",
        new ProxyAccess(settings, () -> nanos).credentials().orElseThrow().authorization());
  }

  @Test
  void aProxyThatAsksNobodyIsToldNothing() throws Exception {
    ProxyAccess access = new ProxyAccess(new ProxySettings(ADDRESS, null, null), () -> nanos);
    assertEquals(Optional.empty(), access.credentials());
    String sentence = access.refused(Optional.empty()).getMessage();
    assertTrue(sentence.contains(ADDRESS) && sentence.contains("proxy.passwordFile"), sentence);
  }

  @Test
  void aRefusedPasswordRestsUntilItsFileIsWrittenOrTimeHasPassed() throws Exception {
    Path file = password("wrong");
    ProxyAccess access = access(file);
    String sentence = access.refused(access.credentials()).getMessage();
    assertTrue(sentence.contains(ADDRESS) && sentence.contains(file.toString()), sentence);
    assertFalse(sentence.contains("wrong"), sentence);
    assertThrows(ProxyRefused.class, access::credentials);

    nanos += Duration.ofMinutes(10).toNanos();
    access.refused(access.credentials());
    assertThrows(ProxyRefused.class, access::credentials);

    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    access.refused(access.credentials());
    assertThrows(ProxyRefused.class, access::credentials);

    password("right");
    assertTrue(access.credentials().isPresent());
  }

  @Test
  void aFileThatOthersMayReadIsRefusedAtTheStartAndComplainedAboutLater() throws Exception {
    Path file = password("open sesame");
    ProxyAccess access = access(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThrows(CommandFailure.class, () -> access(file));
    String sentence = assertThrows(ProxyRefused.class, access::credentials).getMessage();
    assertTrue(sentence.contains(ADDRESS) && sentence.contains("chmod 600"), sentence);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertTrue(access.credentials().isPresent());
  }

  @Test
  void anAbsentFileAndOneOfTwoLinesAreRefusedAtTheStart() {
    assertThrows(CommandFailure.class, () -> access(folder.resolve("absent")));
    assertThrows(CommandFailure.class, () -> access(password("one\r\nX-Header: two")));
  }
}
