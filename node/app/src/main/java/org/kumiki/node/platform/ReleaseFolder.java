package org.kumiki.node.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.kumiki.ontology.release.ReleaseTerms;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.UnreadableRelease;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases of the vocabulary on this node's disk: the signed text of each (kept once it is
 * verified), the contents that were fetched, and which one is in use. A file is there whole or not
 * at all.
 */
public final class ReleaseFolder {
  /** A thesaurus of ten million statements packs into less. */
  private static final long MAX_PACKED_BYTES = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseFolder.class);

  private final Path folder;

  /**
   * @param folder made when something is kept
   */
  public ReleaseFolder(Path folder) {
    this.folder = folder;
  }

  /** The signed releases from the first on, without gaps. */
  public List<SignedRelease> known() {
    List<SignedRelease> known = new ArrayList<>();
    while (Files.exists(signedFile(known.size() + 1))) {
      known.add(signed(known.size() + 1));
    }
    return known;
  }

  private SignedRelease signed(int version) {
    Path file = signedFile(version);
    try {
      return SignedRelease.parse(PrivateFile.read(file));
    } catch (UnreadableRelease altered) {
      throw CommandFailure.refused(
          file + " is not the release that was kept", "remove it; it is fetched again", altered);
    }
  }

  /** Keeps a release that was verified. */
  public void keep(SignedRelease signed) {
    PrivateFile.write(made(signedFile(signed.release().version())), signed.text());
  }

  public boolean hasContent(int version) {
    return Files.exists(contentFile(version));
  }

  /**
   * Keeps a content that belongs to its release.
   *
   * @param packed N-Quads, gzip; read to its end
   * @throws UnreadableRelease if it is another content, or too long
   */
  public void keepContent(SignedRelease signed, InputStream packed) throws IOException {
    Path file = made(contentFile(signed.release().version()));
    Path fresh = file.resolveSibling("." + file.getFileName());
    try {
      copy(packed, fresh);
      ReleaseTerms.read(signed.release(), () -> opened(fresh));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void copy(InputStream packed, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[1 << 16];
      long length = 0;
      for (int read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
        length += read;
        if (length > MAX_PACKED_BYTES) {
          throw new UnreadableRelease("the release is too long for a node; tell the operator");
        }
        channel.write(java.nio.ByteBuffer.wrap(buffer, 0, read));
      }
      channel.force(true);
    }
  }

  /**
   * The terms of a release whose content is here.
   *
   * @throws CommandFailure if the content was altered
   */
  public Vocabulary terms(int version) {
    try {
      return ReleaseTerms.read(signed(version).release(), () -> opened(contentFile(version)));
    } catch (UnreadableRelease | UnreadableVocabulary altered) {
      throw CommandFailure.refused(
          contentFile(version) + " is not the content of release " + version,
          "start the node again: what is damaged is put aside and fetched again",
          altered);
    }
  }

  /**
   * The terms of the release in use, if its content is here and whole. One that is damaged is put
   * aside, so that it is fetched again.
   */
  public Optional<Vocabulary> termsInUse(int version) {
    if (version > known().size() || !hasContent(version)) {
      return Optional.empty();
    }
    try {
      return Optional.of(terms(version));
    } catch (CommandFailure damaged) {
      LOG.error("{}; it is put aside and fetched again", damaged.getMessage());
      putAside(contentFile(version));
      return Optional.empty();
    }
  }

  private static void putAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot put " + file + " aside", "remove it", e);
    }
  }

  /** The release in use; empty while it is the shipped vocabulary. */
  public Optional<Integer> pinned() {
    if (!Files.exists(pinFile())) {
      return Optional.empty();
    }
    String text = PrivateFile.read(pinFile()).strip();
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw CommandFailure.refused(
          pinFile() + " names no release", "remove it and choose one: kumiki node vocabulary");
    }
    return Optional.of(Integer.valueOf(text));
  }

  /** Says which release is in use. */
  public void pin(int version) {
    PrivateFile.write(made(pinFile()), version + "\n");
  }

  private static InputStream opened(Path packed) {
    try {
      return new GZIPInputStream(Files.newInputStream(packed));
    } catch (NoSuchFileException e) {
      throw new UnreadableRelease("the content was not fetched yet; wait for the coordinator", e);
    } catch (IOException e) {
      throw new UnreadableRelease("the content of a release is damaged: fetch it again", e);
    }
  }

  private Path made(Path file) {
    try {
      Files.createDirectories(folder);
      return file;
    } catch (IOException e) {
      throw CommandFailure.refused("cannot make " + folder, "check the disk", e);
    }
  }

  private Path signedFile(int version) {
    return folder.resolve(version + ".release");
  }

  private Path contentFile(int version) {
    return folder.resolve(version + ".nq.gz");
  }

  private Path pinFile() {
    return folder.resolve("in-use");
  }
}
