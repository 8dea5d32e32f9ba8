package io.grantkeeper.functions.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that docs/metrics.md lists exactly the metrics in the code. */
class MetricsDocumentationTest {
    @Test
    void listsExactlyMetricsInCode() throws IOException {
        List<String> listed;
        try (Stream<String> lines = Files.lines(Path.of("../../docs/metrics.md"))) {
            listed = lines.dropWhile(line -> !line.equals("## Metrics"))
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> cells[1].strip() + " | " + cells[2].strip() + " | " + cells[3].strip())
                    .toList();
        }
        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(MetricName.values())
                        .map(metric -> "`%s` | %s | %s"
                                .formatted(
                                        metric.title(),
                                        metric.unit().title(),
                                        Stream.concat(Stream.of("function"), metric.dimensions().stream())
                                                .map("`%s`"::formatted)
                                                .collect(Collectors.joining(", "))))
                        .toList());
    }
}
