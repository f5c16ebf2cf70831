package org.kumiki.ontology.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.kumiki.ontology.term.Role;

/** Writes a mapping file; what is absent is left out. */
final class MappingFileWriter {
  private MappingFileWriter() {}

  static String write(MappingFile file) {
    StringWriter text = new StringWriter();
    YAMLFactory factory =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    try (JsonGenerator yaml = factory.createGenerator(text)) {
      yaml.writeStartObject();
      if (file.dataset().isPresent()) {
        yaml.writeStringField("dataset", file.dataset().get());
      }
      if (!file.encoding().equals("auto")) {
        yaml.writeStringField("encoding", file.encoding());
      }
      writeList(yaml, "missing", file.missing());
      yaml.writeObjectFieldStart("columns");
      for (ColumnMapping column : file.columns()) {
        writeColumn(yaml, column);
      }
      yaml.writeEndObject();
      writeList(yaml, "ignore", file.ignore());
      if (file.elements().isPresent()) {
        yaml.writeObjectFieldStart("elements");
        yaml.writeStringField("basis", file.elements().get().basis().word());
        writeField(yaml, "balance", file.elements().get().balance().orElse(null));
        yaml.writeEndObject();
      }
      yaml.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes all that is written to it", impossible);
    }
    return text.toString();
  }

  private static void writeColumn(JsonGenerator yaml, ColumnMapping column) throws IOException {
    yaml.writeObjectFieldStart(column.header());
    yaml.writeStringField("term", column.term());
    writeField(yaml, "unit", column.unit().orElse(null));
    writeField(yaml, "role", column.role().map(Role::word).orElse(null));
    writeField(yaml, "notation", column.notation().map(Notation::word).orElse(null));
    writeField(yaml, "basis", column.basis().map(Basis::word).orElse(null));
    yaml.writeEndObject();
  }

  private static void writeField(JsonGenerator yaml, String key, String value) throws IOException {
    if (value != null) {
      yaml.writeStringField(key, value);
    }
  }

  private static void writeList(JsonGenerator yaml, String key, List<String> values)
      throws IOException {
    if (values.isEmpty()) {
      return;
    }
    yaml.writeArrayFieldStart(key);
    for (String value : values) {
      yaml.writeString(value);
    }
    yaml.writeEndArray();
  }
}
