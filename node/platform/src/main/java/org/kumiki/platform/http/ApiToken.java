package org.kumiki.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;

/**
 * The secret that stands for the person until people sign in through Keycloak: 256 random bits in a
 * file of mode 0600. Whoever may read the file is the person. Immutable; its text is never printed.
 */
public final class ApiToken {
  /** The file's name in the data folder. */
  public static final String FILE = "api-token";

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final String text;

  private ApiToken(String text) {
    this.text = text;
  }

  /** The folder's token; a new one from {@code random} the first time. */
  public static ApiToken readOrCreate(DataFolder folder, SecureRandom random) {
    return parse(PrivateFile.readOrCreate(folder.resolve(FILE), () -> draw(random) + "\n"), folder);
  }

  /** The text for an {@code Authorization} header; a secret. */
  public String secret() {
    return text;
  }

  /** Compares in a time that does not tell how much is right. */
  boolean matches(String presented) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ApiToken[secret]";
  }

  private static ApiToken parse(String content, DataFolder folder) {
    String text = content.strip();
    // An empty or shortened file must not become a token that can be guessed.
    if (!FORM.matcher(text).matches()) {
      throw CommandFailure.refused(
          folder.resolve(FILE) + " is damaged", "delete it; the next start makes a new one");
    }
    return new ApiToken(text);
  }

  private static String draw(SecureRandom random) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
