package io.grantkeeper.signals.transmit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A sink that appends events to a file, one per line. */
public record OcsfFileSink(String name, Path file) implements OcsfSink {
    @Override
    public List<DeliveryOutcome> send(List<String> events) {
        try {
            Files.write(
                    file,
                    (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return DeliveryOutcome.forAll(events.size(), new DeliveryOutcome.Accepted());
        } catch (IOException _) {
            return DeliveryOutcome.forAll(
                    events.size(), new DeliveryOutcome.RetryLater("cannot write to the file %s".formatted(file)));
        }
    }
}
