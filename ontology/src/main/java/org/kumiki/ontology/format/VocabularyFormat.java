package org.kumiki.ontology.format;

import java.util.Locale;
import java.util.Optional;

/** The formats in which a vocabulary comes and goes. */
public enum VocabularyFormat {
  TURTLE("text/turtle", "ttl"),
  NTRIPLES("application/n-triples", "nt"),
  RDFXML("application/rdf+xml", "rdf"),
  JSONLD("application/ld+json", "jsonld"),
  CSV("text/csv", "csv"),
  EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private final String mediaType;
  private final String extension;

  VocabularyFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The end of a file's name, without the dot. */
  public String extension() {
    return extension;
  }

  /** The format of a media type, parameters and case aside, or of a file's extension. */
  public static Optional<VocabularyFormat> of(String name) {
    String bare = name.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (VocabularyFormat format : values()) {
      if (format.mediaType.equals(bare) || format.extension.equals(bare)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
