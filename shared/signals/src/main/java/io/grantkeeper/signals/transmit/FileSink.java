package io.grantkeeper.signals.transmit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Appends events to a file, one a line. */
public record FileSink(String name, Path file) implements EventSink {
    @Override
    public List<Outcome> send(List<String> events) {
        try {
            Files.write(
                    file,
                    (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Outcome.forAll(events.size(), new Outcome.Taken());
        } catch (IOException _) {
            return Outcome.forAll(events.size(), new Outcome.Later("the file %s cannot be written".formatted(file)));
        }
    }
}
