package org.kumiki.coordinator.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.settings.Settings;

/** The coordinator's data folder: where each file lies, and how it is read. */
public final class CoordinatorFolder {
  /** The coordinator's own name in the roster. */
  public static final String NAME = "coordinator";

  private final DataFolder folder;

  private CoordinatorFolder(DataFolder folder) {
    this.folder = folder;
  }

  /** Opens a folder that {@code coordinator init} has made, or is about to. */
  public static CoordinatorFolder open(Path path) {
    return new CoordinatorFolder(DataFolder.open(path));
  }

  public DataFolder folder() {
    return folder;
  }

  public Path settingsFile() {
    return folder.resolve("kumiki.yml");
  }

  public CoordinatorSettings settings() {
    if (!Files.exists(settingsFile())) {
      throw CommandFailure.refused(
          folder.path() + " is not a coordinator's folder",
          "make one with 'kumiki coordinator init'");
    }
    return Settings.read(settingsFile(), CoordinatorSettings.class);
  }

  /** Of folders from before there were issuing authorities: the root's key, in the open. */
  public Path authorityKeyFile() {
    return folder.resolve("authority.key.pem");
  }

  public Path authorityFile() {
    return folder.resolve("authority.pem");
  }

  /** Keys of issuing authorities, and what nodes shall trust. */
  public Path authoritiesFolder() {
    return folder.resolve("ca");
  }

  /** The private keys of authorities that are in this folder, encrypted or not. */
  public List<Path> authorityKeyFiles() {
    return Stream.of(
            files(authoritiesFolder(), ".key.pem"),
            files(authoritiesFolder().resolve("root"), ".key.pem"),
            Files.exists(authorityKeyFile()) ? List.of(authorityKeyFile()) : List.<Path>of())
        .flatMap(List::stream)
        .toList();
  }

  public Path tlsKeyFile() {
    return folder.resolve("tls.key.pem");
  }

  public Path certificateFile() {
    return folder.resolve("tls.pem");
  }

  public Path signingKeyFile() {
    return folder.resolve("signing.key");
  }

  /** Turtle files with terms beyond the shipped ones. */
  public Path vocabularyFolder() {
    return folder.resolve("vocabulary");
  }

  /** Vocabulary files while they are read. */
  public Path importsFolder() {
    return folder.resolve("imports");
  }

  /** The files in {@link #vocabularyFolder}, by name. */
  public List<Path> vocabularyFiles() {
    return files(vocabularyFolder(), ".ttl");
  }

  /** Masked vectors and sums. */
  public Path roundsFolder() {
    return folder.resolve("rounds");
  }

  /** The root that every member knows. */
  public X509Certificate authority() {
    return Pem.readCertificate(text(authorityFile()));
  }

  /** The coordinator's own certificate. */
  public X509Certificate certificate() {
    return Pem.readCertificates(text(certificateFile())).get(0);
  }

  public PrivateKey tlsKey() {
    return Pem.readPrivateKey(PrivateFile.read(tlsKeyFile()));
  }

  public SigningKey signingKey() {
    byte[] secret = HexFormat.of().parseHex(PrivateFile.read(signingKeyFile()).strip());
    SigningKey key = SigningKey.fromSecret(NAME, secret);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  private static List<Path> files(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + folder, "check its permissions", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "run 'kumiki coordinator init' first", e);
    }
  }
}
